import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagsOf } from '../../src/monitor/flags.ts';
import { byOurClock } from '../../src/monitor/server-clock.ts';
import { drawLines } from '../helpers/drawing.tsx';
import { answerOf, failureOf, presence, START, Watching } from '../helpers/watching.ts';

const SECONDS = START / 1000;
const HOUR = 3_600_000;
const L = { type: 'open', layer: 'subscriptions' } as const;

/** A monitor that read when subscriptions end by a server's clock, in hours from now by that clock. */
function reading(hours: Readonly<Record<string, number>>, clockError: number): Watching {
  const watching = new Watching(Object.keys(hours));
  watching.answer({}, { clockError });
  read(watching, hours, clockError);
  return watching;
}

function read(watching: Watching, hours: Readonly<Record<string, number>>, clockError: number): void {
  const now = watching.stamp.wall + clockError;
  const subscriptions = Object.entries(hours).map(([uid, left]) => ({
    uid,
    expiry: Math.floor((now + left * HOUR) / 1000),
  }));
  watching.say({ type: 'sublist-read', askedAt: watching.now, subscriptions, clockError });
}

describe.each([0, HOUR, -HOUR, 26 * HOUR, -26 * HOUR])('subscriptions of a server %i ms ahead of our clock', (clockError) => {
  it('end in as much time as they have left there: in the table, in their list, and in flags', () => {
    const watching = reading({ bob: 23.5, carol: 24.5, dan: 72.5 }, clockError);
    const table = drawLines(watching, 100, 30);
    const row = (uid: string) => table.find((line) => line.includes(`${uid} `));
    expect(row('bob')).toMatch(/ 23h\b/);
    expect(row('carol')).toMatch(/ 1d\b/);
    expect(row('dan')).toMatch(/ 3d\b/);
    const flagged = ['bob', 'carol', 'dan'].filter((uid) => flagsOf(watching.user(uid), watching.stamp.wall).length > 0);
    expect(flagged).toEqual(['bob']);
    watching.say(L);
    const list = drawLines(watching, 100, 30).filter((line) => /bob|carol|dan/.test(line));
    expect(list.map((line) => line.replace(/ +/g, ' '))).toEqual([
      '▌ ! bob 2023-11-15 21:43:20 in 23h',
      ' carol 2023-11-15 22:43:20 in 1d',
      ' dan 2023-11-17 22:43:20 in 3d',
    ]);
  });

  it('are found by the filter for flags as their last day begins', () => {
    const watching = reading({ bob: 24.1, carol: 72 }, clockError);
    watching.say({ type: 'open', layer: 'filter' });
    watching.type('flag:ending');
    expect(watching.shown).toEqual([]);
    watching.wait(HOUR);
    expect(watching.shown).toEqual(['bob']);
  });

  it('are sorted with those whose end was told by the answer to subscribe, or counted by our clock', () => {
    const watching = reading({ alice: 30 * 24, bob: 24 * 6.9, carol: 24 * 7.1, dan: 24 * 7.2 }, clockError);
    watching.say({ type: 'open', layer: 'subscribe' }, 'confirm');
    const expiry = SECONDS + clockError / 1000 + 7 * 86_400;
    watching.wrote([{ clockError, answer: answerOf({ alice: presence({ ios: '1' }, { expiry }) }) }]);
    expect(watching.user('alice').subscription).toBe(SECONDS + 7 * 86_400);
    for (let column = 0; column < 5; column++) watching.say({ type: 'sort-by', direction: 1 });
    expect(watching.state.sorting.column).toBe('sub');
    expect(watching.shown).toEqual(['bob', 'alice', 'carol', 'dan']);
  });

  it('are read back where an answer was lost', () => {
    const watching = new Watching(['alice']);
    watching.answer({}, { clockError });
    watching.say({ type: 'open', layer: 'subscribe' }, 'confirm');
    watching.wrote([{ failure: failureOf('timeout'), unclear: true }]);
    read(watching, { alice: 7 * 24 }, clockError);
    expect(watching.state.notice?.text).toBe('done: subscribed to alice for 7d');
  });
});

it('an end does not move because answers take longer or shorter', () => {
  const watching = reading({ bob: 50 }, HOUR);
  const before = watching.user('bob');
  const expiry = SECONDS + 51 * 3600;
  watching.wait(300_000);
  watching.say({ type: 'sublist-read', askedAt: watching.now, subscriptions: [{ uid: 'bob', expiry }], clockError: HOUR - 9000 });
  expect(watching.user('bob')).toBe(before);
});

it('is set right to half a minute, and only where clocks differ by a minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100 * HOUR, max: 100 * HOUR }), (clockError) => {
      const time = byOurClock(SECONDS + clockError / 1000, clockError);
      expect(Math.abs(time - SECONDS)).toBeLessThan(60);
      if (Math.abs(clockError) >= 60_000) expect(Math.abs(time - SECONDS)).toBeLessThanOrEqual(30);
      expect(byOurClock(Number.POSITIVE_INFINITY, clockError)).toBe(Number.POSITIVE_INFINITY);
    }),
  );
});
