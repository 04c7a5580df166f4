import { expect, test } from 'vitest';
import { allowed } from '../../src/monitor/governor.ts';
import { failureOf, names, online, Watching } from '../helpers/watching.ts';

const calls = (watching: Watching) => watching.effects.filter(({ type }) => type === 'retrieve').length;

test('+ and - change the budget within the documented 50, say what it comes to, and the transport follows', () => {
  const watching = new Watching(names(2000), { callsPerSecond: 5, refresh: 1000 });
  expect(watching.say({ type: 'budget', direction: 1 })).toContainEqual({ type: 'limit', callsPerSecond: 6 });
  expect(watching.state.notice?.text).toBe('up to 6 calls a second: a sweep every 3.3s');
  watching.say({ type: 'budget', direction: -1 }, { type: 'budget', direction: -1 });
  expect(watching.state.governor.ceiling).toBe(4);
  for (let press = 0; press < 30; press++) watching.say({ type: 'budget', direction: 1 });
  expect(watching.state.governor.ceiling).toBe(50);
  expect(watching.state.notice?.text).toContain('the server allows no more than 50');
  for (let press = 0; press < 30; press++) watching.say({ type: 'budget', direction: -1 });
  expect(watching.state.governor.ceiling).toBe(0.1);
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
