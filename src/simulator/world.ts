import type { DeviceStatus } from '../api/contract.ts';
import { Person } from './person.ts';
import { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import type { Habits } from './story.ts';
import type { WorldClock } from './world-clock.ts';

/** What the server can tell of a user now. */
export interface Seen {
  /** In the server's own spelling. */
  readonly uid: string;
  /** Seconds since the epoch; 0 when the server never saw a device. */
  readonly lastTime: number;
  readonly ext: string;
  /** Empty when the server never saw a device. */
  readonly devices: readonly DeviceStatus[];
}

export interface WorldOptions {
  readonly seed: number;
  /** The users who live here, by uid. */
  readonly names: readonly string[];
  readonly scenario: Scenario;
  readonly clock: WorldClock;
}

/**
 * The users of the simulated service. A user is made when first asked for and moved forward when read, so a request costs
 * its own users and what happened to them since, however large the world is. Uids are compared without case.
 */
export class World {
  readonly names: readonly string[];
  readonly #options: WorldOptions;
  readonly #indexes = new Map<string, number>();
  readonly #people = new Map<string, Person>();

  constructor(options: WorldOptions) {
    this.#options = options;
    this.names = options.names;
    for (const [index, name] of options.names.entries()) this.#indexes.set(name.toLowerCase(), index);
  }

  /** Whether there is such an account: one of the world's names, or one that was written to. */
  has(uid: string): boolean {
    const key = uid.toLowerCase();
    return this.#indexes.has(key) || this.#people.has(key);
  }

  /** The user as the server sees them now, or null when it has nothing to tell. */
  read(uid: string): Seen | null {
    const person = this.#find(uid);
    if (person === null) return null;
    const { clock } = this.#options;
    person.advance(clock.now());
    if (!person.seen) return this.#readUnseen(person.uid);
    const lastTime = Math.floor(clock.toWall(person.lastTime) / 1000);
    return { uid: person.uid, lastTime, ext: person.ext, devices: person.devices() };
  }

  /** Changes one device as a write through the API would; a user or device that did not exist is made. Without `ext` the old one stays. */
  set(uid: string, device: string, status: string, ext?: string): void {
    const now = this.#options.clock.now();
    const person = this.#find(uid) ?? this.#add(new Person(uid));
    person.advance(now);
    person.write(device, status, ext, now);
  }

  #readUnseen(uid: string): Seen | null {
    const index = this.#indexes.get(uid.toLowerCase());
    return index !== undefined && this.#fate(index) === 'empty' ? { uid, lastTime: 0, ext: '', devices: [] } : null;
  }

  #find(uid: string): Person | null {
    const key = uid.toLowerCase();
    const known = this.#people.get(key);
    if (known !== undefined) return known;
    const index = this.#indexes.get(key);
    return index === undefined ? null : this.#add(this.#create(index));
  }

  #add(person: Person): Person {
    this.#people.set(person.uid.toLowerCase(), person);
    return person;
  }

  #create(index: number): Person {
    const person = new Person(this.names[index] as string);
    return this.#fate(index) === 'seen' ? person.settle(this.#habits(index), new Random(this.#options.seed, index)) : person;
  }

  /** Of the users the server never saw, some are told of without any device and the others are left out. */
  #fate(index: number): 'seen' | 'absent' | 'empty' {
    const { absent, empty } = this.#options.scenario.neverSeen;
    const dice = new Random(this.#options.seed, -1 - index).next();
    if (dice < absent) return 'absent';
    return dice < absent + empty ? 'empty' : 'seen';
  }

  #habits(index: number): Habits {
    const { lively, others, busy, lost } = this.#options.scenario.pace;
    const every = this.#isLively(index) ? lively.everySeconds : others.everySeconds;
    return { every: every === null ? null : every * 1000, busy, lost };
  }

  /** Spreads the lively users evenly over the list, so that some are in sight wherever it is opened. */
  #isLively(index: number): boolean {
    const share = this.#options.scenario.pace.lively.users / this.names.length;
    return Math.floor((index + 1) * share) > Math.floor(index * share);
  }
}
