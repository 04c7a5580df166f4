import type { DeviceStatus } from '../api/contract.ts';
import { inventDevices } from './devices.ts';
import type { Random } from './random.ts';
import { type Actor, becomeBusy, type Habits, type StoryEvent, tellStory } from './story.ts';

const MINUTE = 60_000;
const NEVER = Number.POSITIVE_INFINITY;

/** What the server knows of one user: the story as far as it has been told, and what was written through the API. */
export class Person {
  readonly uid: string;
  ext = '';
  /** Last change the server saw, in milliseconds of world time; negative when the world had not begun yet. */
  lastTime = 0;
  readonly #statuses = new Map<string, string>();
  #story: Iterator<StoryEvent, void> | null = null;
  #next: StoryEvent | null = null;

  constructor(uid: string) {
    this.uid = uid;
  }

  /** Whether the server ever saw a device of this user. */
  get seen(): boolean {
    return this.#statuses.size > 0;
  }

  /** Every device with its status, in the order in which the server met them. */
  devices(): DeviceStatus[] {
    return Array.from(this.#statuses, ([device, status]) => ({ device, status }));
  }

  /** Gives the user devices, a past of some minutes to hours, and a story that begins at world time 0. */
  settle(habits: Habits, random: Random): this {
    this.lastTime = -Math.round(MINUTE + random.wait(45 * MINUTE));
    const away = random.chance(0.3);
    const cast = inventDevices(random).map((device, index): Actor => {
      const on = !away && (index === 0 || random.chance(0.4));
      return { device, state: on ? 'on' : 'off', noticedAt: NEVER };
    });
    for (const { device, state } of cast) this.#statuses.set(device, state === 'on' ? '1' : '0');
    const [first] = cast;
    if (first?.state === 'on' && random.chance(habits.busy / 2)) this.#apply(becomeBusy(first, this.lastTime, random));
    this.#story = tellStory(cast, habits, random);
    this.#turnPage();
    return this;
  }

  /** Lets everything happen up to a moment of world time; asking for an earlier moment changes nothing. */
  advance(to: number): void {
    while (this.#next !== null && this.#next.at <= to) {
      this.#apply(this.#next);
      this.#turnPage();
    }
  }

  /** What a write through the API does; a device the server has not met yet is added, and an `ext` that is not given stays. */
  write(device: string, status: string, ext: string | undefined, at: number): void {
    this.#apply({ at, device, status, ext: ext ?? this.ext });
  }

  #apply({ at, device, status, ext }: StoryEvent): void {
    this.#statuses.set(device, status);
    this.ext = ext;
    this.lastTime = at;
  }

  #turnPage(): void {
    this.#next = this.#story?.next().value ?? null;
  }
}
