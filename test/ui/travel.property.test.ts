import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Presence } from '../../src/api/contract.ts';
import { History, type HistoryBounds } from '../../src/monitor/history.ts';
import { COLUMNS, type Sorting } from '../../src/monitor/sort.ts';
import type { Destination } from '../../src/monitor/travel.ts';
import { changeLines } from '../../src/ui/changes.ts';
import { drawingOf } from '../../src/ui/drawing.ts';
import { layOut, type Size } from '../../src/ui/layout.ts';
import { type Line, plainText } from '../../src/ui/lines.ts';
import { userPage } from '../../src/ui/page-user.ts';
import { tabLine } from '../../src/ui/tab-line.ts';
import { failureOf, names, presence, START, Watching } from '../helpers/watching.ts';

const USERS = names(7);
/** Lines under the change list: a message, and the footer. */
const BOTTOM = 2;

const seen = fc
  .record({
    devices: fc.dictionary(fc.constantFrom('ios', 'web', 'android'), fc.constantFrom('0', '1', '101'), { maxKeys: 2 }),
    ext: fc.constantFrom('', 'a', 'Lunch'),
    lastTime: fc.option(fc.integer({ min: START / 1000 - 100, max: START / 1000 + 100 })),
  })
  .map(({ devices, ...more }): Presence => presence(devices, more));

/** What an answer says of a user: the same as the last one, something else, or nothing. */
const said = fc.oneof({ weight: 6, arbitrary: fc.constant('same' as const) }, { weight: 3, arbitrary: seen }, fc.constant(null));
const event = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(...USERS.map(() => said)).map((users) => ({ type: 'answer' as const, users })) },
  fc.record({ type: fc.constant('fail' as const), code: fc.constantFrom('network', 'throttled', 'refused', 'server') }),
  fc.record({ type: fc.constant('sublist' as const), ends: fc.dictionary(fc.constantFrom(...USERS), fc.option(fc.nat(9e5))) }),
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;
/** What happens, after how many milliseconds; and perhaps what a person does then. */
const happening = fc.record({
  wait: fc.integer({ min: 1, max: 20_000 }),
  event,
  intent: fc.option(fc.constantFrom('freeze', 'earlier', 'later', 'oldest'), { freq: 4 }),
});

/** A user's page without the answer that brought it: what to do once that is forgotten differs from the present. */
function known(page: readonly Line[]): readonly Line[] {
  return page.slice(
    0,
    page.findIndex((line) => plainText(line).includes('the answer that brought this')),
  );
}

/** A monitor whose every frame at a step of the history is kept, as long as it shows the present. */
class Witness {
  readonly watching: Watching;
  readonly frames = new Map<number, string>();
  readonly #size: Size;
  readonly #last = new Map<string, Presence | null>();

  constructor({ sorting, filter, tab, size, bounds }: Setting) {
    const groups = [{ name: 'vip', users: ['u2', 'u3', 'u7'], refresh: 5000 }];
    this.watching = new Watching(USERS, { sorting, groups });
    this.#size = size;
    const { roster, log } = this.watching.state;
    this.watching.state = { ...this.watching.state, history: new History(roster, log, bounds) };
    this.watching.say({ type: 'open', layer: 'filter' });
    this.watching.type(filter);
    this.watching.say('confirm', { type: 'tab', tab });
  }

  get history(): History {
    return this.watching.state.history;
  }

  happen(event: Event, wait: number): void {
    const { watching } = this;
    const before = this.history.end;
    watching.wait(wait);
    if (event.type === 'answer' && watching.asked.length > 0) {
      USERS.forEach((name, at) => {
        const now = event.users[at];
        if (now !== undefined && now !== 'same') this.#last.set(name, now);
      });
      watching.answer(Object.fromEntries(this.#last));
    } else if (event.type === 'fail' && watching.asked.length > 0) {
      watching.fail(failureOf(event.code as 'network', `${event.code} at ${watching.now}`));
    } else if (event.type === 'sublist') {
      const subscriptions = Object.entries(event.ends).map(([uid, left]) => ({
        uid,
        expiry: left === null ? null : Math.floor(START / 1000) + left,
      }));
      watching.say({ type: 'sublist-read', askedAt: watching.now, subscriptions });
    }
    if (watching.state.frozen === null && this.history.end > before) this.frames.set(this.history.end - 1, this.frame());
  }

  go(to: Destination): void {
    this.watching.say({ type: 'travel', to });
  }

  /** All that shows of the users, with how it looks: the table, its counts, the changes, and everybody's page. */
  frame(): string {
    const { watching } = this;
    watching.say({ type: 'tick' }, { type: 'move', by: 'end', direction: -1 });
    const { columns } = this.#size;
    const layout = layOut(watching.state, this.#size, 4);
    watching.say({ type: 'viewport', rows: layout.pageRows, scrollLimit: 0 });
    const { state } = watching;
    const { table, below } = drawingOf(state, layout, null);
    const pages = USERS.map((_, index) => known(userPage(state, index, columns)));
    const { counts, failingCount } = state.view.roster;
    const oldest = state.view.roster.oldestReceivedAt();
    const changes = changeLines(state, 20, columns);
    const shown = {
      table,
      below: below.slice(0, -BOTTOM),
      changes,
      tabs: tabLine(state, columns),
      counts,
      failingCount,
      oldest,
      pages,
    };
    return JSON.stringify(shown, null, 1);
  }

  /** Holds the shown moment against the frame that was drawn when it was the present, if it was. */
  check(): void {
    const step = this.watching.state.frozen?.step;
    const kept = step === null || step === undefined ? undefined : this.frames.get(step);
    if (kept !== undefined) expect(this.frame()).toBe(kept);
  }
}

interface Setting {
  readonly sorting: Sorting;
  readonly filter: string;
  readonly tab: number;
  readonly size: Size;
  readonly bounds: HistoryBounds;
}

const setting = (bounds: fc.Arbitrary<HistoryBounds>): fc.Arbitrary<Setting> =>
  fc.record({
    sorting: fc.record({ column: fc.constantFrom(...COLUMNS), descending: fc.boolean() }),
    filter: fc.constantFrom('', '', 'u', 'ios', 'status:online', '!sub:yes', 'age>10s', 'changed<1m', 'age<5s !u3'),
    tab: fc.constantFrom(0, 0, 1),
    // With more rows a message may take two lines, and the table has a row less.
    size: fc.record({ columns: fc.integer({ min: 40, max: 130 }), rows: fc.integer({ min: 12, max: 19 }) }),
    bounds,
  });

const roomy = fc.constant({ observations: 10_000, historyBytes: 1_000_000 });
const narrow = fc.record({ observations: fc.integer({ min: 1, max: 60 }), historyBytes: fc.integer({ min: 100, max: 9000 }) });

function play(witness: Witness, happenings: readonly { wait: number; event: Event; intent: string | null }[]): void {
  for (const { wait, event, intent } of happenings) {
    witness.happen(event, wait);
    witness.check();
    if (intent === 'freeze') witness.watching.say('freeze');
    else if (intent !== null) witness.go(intent as Destination);
    witness.check();
  }
}

/** Goes from the newest step to the oldest, while more happens, and back again. */
function walk(witness: Witness, meanwhile: readonly { wait: number; event: Event }[]): Set<number> {
  const { watching, history } = witness;
  const visited = new Set<number>();
  if (watching.state.frozen === null) watching.say('freeze');
  const look = () => {
    witness.check();
    if (watching.state.frozen?.step != null) visited.add(watching.state.frozen.step);
  };
  for (let at = history.first; at <= history.end; at++) {
    witness.go('later');
    look();
  }
  const more = [...meanwhile];
  for (let at = history.first; at <= history.end; at++) {
    witness.go('earlier');
    look();
    const next = more.pop();
    if (next !== undefined) witness.happen(next.event, next.wait);
    look();
  }
  witness.go('oldest');
  look();
  for (let at = history.first; at <= history.end; at++) {
    witness.go('later');
    look();
  }
  return visited;
}

it('every moment that is gone back to looks as it looked when it was the present', () => {
  const happenings = fc.array(happening, { minLength: 5, maxLength: 30 });
  fc.assert(
    fc.property(setting(roomy), happenings, fc.array(happening, { maxLength: 8 }), (setting, happenings, meanwhile) => {
      const witness = new Witness(setting);
      play(witness, happenings);
      const visited = walk(witness, meanwhile);
      expect([...visited].sort((one, other) => one - other)).toEqual(
        Array.from({ length: witness.history.end }, (_, step) => step),
      );
    }),
    { numRuns: 25 },
  );
}, 60_000);

it('so do those that are left where the bounds are narrow, and no bound is passed', () => {
  const happenings = fc.array(happening, { minLength: 5, maxLength: 60 });
  fc.assert(
    fc.property(setting(narrow), happenings, fc.array(happening, { maxLength: 8 }), (setting, happenings, meanwhile) => {
      const witness = new Witness(setting);
      for (const one of happenings) {
        play(witness, [one]);
        expect(witness.history.kept.observations).toBeLessThanOrEqual(setting.bounds.observations);
        expect(witness.history.kept.bytes).toBeLessThanOrEqual(setting.bounds.historyBytes);
      }
      walk(witness, meanwhile);
    }),
    { numRuns: 25 },
  );
}, 60_000);
