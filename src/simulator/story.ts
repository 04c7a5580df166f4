import type { Random } from './random.ts';

/** How a user lives. */
export interface Habits {
  /** Milliseconds of world time between two moves, on average; null for a user who never moves. */
  readonly every: number | null;
  /** Of the moves of a device that is online, how many (0…1) set a custom status. */
  readonly busy: number;
  /** Of the moves of a device that is online, how many (0…1) lose the network; the rest log out. */
  readonly lost: number;
}

/** One device and what is really the case with it, whatever the server believes. */
export interface Actor {
  readonly device: string;
  state: 'off' | 'on' | 'busy' | 'lost';
  /** When the server will notice a lost network, in world time; Infinity when there is nothing to notice. */
  noticedAt: number;
}

/** Something the server sees, `at` milliseconds of world time. */
export interface StoryEvent {
  readonly at: number;
  readonly device: string;
  readonly status: string;
  readonly ext: string;
}

/** Custom statuses are digits with the label in `ext`, as every vendor client writes them. */
const CUSTOM: readonly { readonly status: string; readonly ext: string }[] = [
  { status: '100', ext: 'Busy' },
  { status: '101', ext: 'In a call' },
  { status: '102', ext: '名前' },
  { status: '103', ext: 'Lunch 🍜' },
  { status: '104', ext: 'Do not disturb' },
  { status: '105', ext: '👩‍💻 deep work' },
];

/** The least time between two moves of one user. */
const BREATH = 1000;
/** The server takes a device for connected until its heartbeat has been missing for about five minutes. */
const HEARTBEAT_PATIENCE = { min: 285_000, spread: 30_000 };
const NEVER = Number.POSITIVE_INFINITY;

/**
 * Everything the server will see of one user, in the order of time, without end. It comes from the random stream and from
 * world time alone, never from when or how often anybody looks.
 */
export function* tellStory(cast: readonly Actor[], habits: Habits, random: Random): Generator<StoryEvent, void> {
  if (habits.every === null || cast.length === 0) return;
  const pause = Math.max(habits.every, BREATH);
  const nextMove = (from: number) => Math.round(from + BREATH + random.wait(pause - BREATH));

  let moveAt = nextMove(0);
  for (;;) {
    const missing = cast.reduce((first, actor) => (actor.noticedAt < first.noticedAt ? actor : first));
    if (missing.noticedAt <= moveAt) {
      yield logout(missing, missing.noticedAt);
      continue;
    }
    const event = move(random.pick(cast), moveAt, habits, random);
    if (event !== null) yield event;
    moveAt = nextMove(moveAt);
  }
}

/** One move of one device; null when the server sees nothing of it. */
function move(actor: Actor, at: number, habits: Habits, random: Random): StoryEvent | null {
  const dice = random.next();
  if (actor.state === 'off' || actor.state === 'lost') return login(actor, at);
  if (actor.state === 'busy') return dice < 0.5 ? login(actor, at) : logout(actor, at);
  if (dice < habits.busy) return becomeBusy(actor, at, random);
  if (dice >= habits.busy + habits.lost) return logout(actor, at);
  actor.state = 'lost';
  actor.noticedAt = at + HEARTBEAT_PATIENCE.min + random.below(HEARTBEAT_PATIENCE.spread);
  return null;
}

/** The device sets a custom status. */
export function becomeBusy(actor: Actor, at: number, random: Random): StoryEvent {
  actor.state = 'busy';
  return { at, device: actor.device, ...random.pick(CUSTOM) };
}

function login(actor: Actor, at: number): StoryEvent {
  actor.state = 'on';
  actor.noticedAt = NEVER;
  return { at, device: actor.device, status: '1', ext: '' };
}

function logout(actor: Actor, at: number): StoryEvent {
  actor.state = 'off';
  actor.noticedAt = NEVER;
  return { at, device: actor.device, status: '0', ext: '' };
}
