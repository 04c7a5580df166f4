import { expect, test } from 'vitest';
import { allowed } from '../../src/monitor/governor.ts';
import { failureOf, names, online, START, Watching } from '../helpers/watching.ts';

const calls = (watching: Watching) => watching.effects.filter(({ type }) => type === 'retrieve').length;

const more = { type: 'budget', direction: 1 } as const;
const fewer = { type: 'budget', direction: -1 } as const;

/** What is considered, or null. */
function considered({ state }: Watching) {
  const top = state.layers.at(-1);
  return top?.kind === 'budget' ? top.proposal : null;
}

test('+ and - say what another budget comes to; Enter takes it, and the transport follows', () => {
  const watching = new Watching(names(2000), { callsPerSecond: 5, refresh: 1000 });
  expect(watching.say(more, more, fewer).filter(({ type }) => type === 'limit')).toEqual([]);
  expect(considered(watching)).toMatchObject({
    callsPerSecond: 6,
    end: null,
    broken: expect.stringContaining('the budget is 6'),
  });
  expect(watching.state.governor.ceiling).toBe(5);
  expect(watching.say('confirm')).toContainEqual({ type: 'limit', callsPerSecond: 6 });
  expect(watching.state.governor.ceiling).toBe(6);
  expect(watching.state.notice?.text).toBe('up to 6 calls a second: a sweep every 3.4s');
  expect(watching.state.layers).toEqual([]);
});

test('what a sweep would take is what it takes once the budget is taken', () => {
  for (const users of [1, 250, 2000]) {
    const watching = new Watching(names(users), { refresh: 1000 });
    const before = watching.state.planner.period;
    watching.say(fewer, fewer);
    const proposal = considered(watching);
    expect(proposal?.present).toBe(before);
    watching.say('confirm');
    expect(watching.state.planner.period).toBe(proposal?.period);
  }
});

test('Esc leaves the budget as it is, and so does Enter at the present one', () => {
  const watching = new Watching(names(2000));
  watching.say(more, 'cancel', more, fewer, 'confirm');
  expect(watching.effects.filter(({ type }) => type === 'limit')).toEqual([]);
  expect([watching.state.governor.ceiling, watching.state.layers, watching.state.notice]).toEqual([5, [], null]);
});

test('it goes by one up to 10, then by five up to the documented 50, and down to one call in ten seconds', () => {
  const watching = new Watching(names(10), { callsPerSecond: 8 });
  const steps = (count: number, step: typeof more | typeof fewer) =>
    Array.from({ length: count }, () => {
      watching.say(step);
      return considered(watching)?.callsPerSecond;
    });
  expect(steps(11, more)).toEqual([9, 10, 15, 20, 25, 30, 35, 40, 45, 50, 50]);
  expect(considered(watching)?.end).toBe('the server allows no more than 50');
  expect(steps(21, fewer).slice(-5)).toEqual([1, 0.5, 0.2, 0.1, 0.1]);
  expect(considered(watching)?.end).toBe('0.1 is the least; P stops all calls');
});

test('P stops every call until it is pressed again, and what changed meanwhile is marked as not observed', () => {
  const watching = new Watching(['alice'], { refresh: 1000 });
  watching.answer({ alice: online });
  watching.say('stop');
  const before = watching.effects.length;
  watching.wait(3_600_000);
  watching.say('refresh-all', 'refresh-row');
  expect(watching.effects.length).toBe(before);

  watching.say('stop');
  expect(watching.effects.length).toBeGreaterThan(before);
  watching.answer({ alice: null });
  expect(watching.user('alice').timeline[0]).toMatchObject({ field: 'status', to: 'unknown', gap: 'stopped' });
  watching.wait(1000);
  watching.answer({ alice: online });
  expect(watching.user('alice').timeline[0]).toMatchObject({ field: 'status', to: 'online', gap: null });
});

test('a reader of the lines that falls behind stops every call, however often that is said, until it has read all', () => {
  const watching = new Watching(['alice'], { refresh: 1000 });
  watching.answer();
  watching.say({ type: 'go-on' });
  expect(watching.state.stopped).toBeNull();
  watching.wait(500);
  watching.say({ type: 'hold' });
  const before = watching.effects.length;
  watching.wait(60_000);
  watching.say({ type: 'hold' });
  expect([watching.state.stopped, watching.effects.length]).toEqual([START + 500, before]);
  watching.say({ type: 'go-on' });
  expect([watching.state.stopped, watching.effects.length]).toEqual([null, before + 1]);
  expect(watching.state.roster.gaps).toContainEqual({ from: START + 500, to: START + 60_500, reason: 'stopped' });
});

test('a refusal for frequency halves the pace of the sweeps that follow', () => {
  const watching = new Watching(names(2000), { callsPerSecond: 10, refresh: 1000 });
  const refusal = { ...failureOf('throttled'), status: 429 };
  watching.wait(1);
  watching.fail(refusal, 1);
  expect(allowed(watching.state.governor, watching.now)).toBe(5);
  const before = calls(watching);
  for (let step = 0; step < 1000; step++) {
    watching.wait(10);
    while (watching.asked.length > 0) watching.answer();
  }
  expect((calls(watching) - before) / 10).toBeGreaterThan(3.5);
  expect((calls(watching) - before) / 10).toBeLessThanOrEqual(5);
});
