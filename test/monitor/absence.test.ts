import { expect, test } from 'vitest';
import type { Effect } from '../../src/monitor/messages.ts';
import { names, offline, online, START, Watching } from '../helpers/watching.ts';

const REFRESH = 10_000;
const retrieves = (effects: readonly Effect[]) => effects.filter(({ type }) => type === 'retrieve').length;

/** A monitor of one user who was answered about once. */
function watchAlice(): Watching {
  const watching = new Watching(['alice'], { refresh: REFRESH });
  watching.answer({ alice: online });
  return watching;
}

/** The program is stopped: both clocks go on, and nobody looks at them. */
function suspend(watching: Watching, milliseconds: number): void {
  watching.wait(milliseconds);
}

/** The machine sleeps: only the wall clock goes on. */
function sleep(watching: Watching, milliseconds: number): void {
  watching.asleep += milliseconds;
  watching.wait(1000);
}

test.each([
  ['the program was suspended', suspend],
  ['the machine was asleep', sleep],
])('what changed while %s is marked as not observed, once', (_, away) => {
  const watching = watchAlice();
  away(watching, 60_000);
  watching.answer({ alice: offline });
  expect(watching.user('alice').timeline[0]).toMatchObject({ from: '1', to: '0', gap: 'asleep' });
  watching.wait(REFRESH);
  watching.answer({ alice: online });
  expect(watching.user('alice').timeline[0]).toMatchObject({ from: '0', to: '1', gap: null });
});

test('an absence that kept the promise of fresh data is no gap', () => {
  const watching = watchAlice();
  watching.wait(REFRESH);
  watching.answer({ alice: offline });
  expect(watching.user('alice').timeline[0]).toMatchObject({ to: '0', gap: null });
  expect(watching.state.wokeAt).toBe(0);
});

test('after an absence everybody is asked as fast as the budget allows, though the steady clock stood still', () => {
  const watching = new Watching(names(300), { refresh: 60_000, callsPerSecond: 10 });
  for (let call = 0; call < 3; call++) {
    watching.wait(20_000);
    watching.answer();
  }
  expect(retrieves(watching.wait(100))).toBe(0);
  sleep(watching, 3_600_000);
  for (let step = 0; step < 3; step++) watching.wait(100);
  expect(watching.asked).toHaveLength(3);
});

test('a call that was under way meanwhile does not make the server look slow, and its user is asked again', () => {
  const watching = watchAlice();
  watching.wait(REFRESH);
  const sentAt = START + watching.now;
  sleep(watching, 3_600_000);
  watching.answer({ alice: online }, { sentAt });
  expect(watching.state.governor.lately).toBe(0);
  watching.wait(1000);
  watching.answer({ alice: offline });
  expect(watching.user('alice').timeline[0]).toMatchObject({ to: '0', gap: 'asleep' });
});

test('while all calls are stopped, sleeping does not start them', () => {
  const watching = watchAlice();
  watching.say('stop');
  const before = watching.effects.length;
  sleep(watching, 3_600_000);
  expect(watching.effects.length).toBe(before);
  watching.say('stop');
  watching.answer({ alice: offline });
  expect(watching.user('alice').timeline[0]).toMatchObject({ gap: 'stopped' });
});

test('an answer that was on its way when all calls were stopped does not hide the gap behind it', () => {
  const watching = watchAlice();
  watching.wait(REFRESH);
  const sentAt = START + watching.now;
  watching.now += 50;
  watching.say('stop');
  watching.now += 50;
  watching.answer({ alice: online }, { sentAt });
  for (let second = 0; second < 60; second++) watching.wait(1000);
  watching.say('stop');
  watching.answer({ alice: offline });
  expect(watching.user('alice').timeline[0]).toMatchObject({ gap: 'stopped' });
});

test('suspending and redrawing are left to the terminal', () => {
  const watching = watchAlice();
  expect(watching.say('suspend')).toEqual([{ type: 'suspend' }]);
  expect(watching.say('redraw')).toEqual([{ type: 'redraw' }]);
});
