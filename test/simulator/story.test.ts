import { expect, test } from 'vitest';
import { Random } from '../../src/simulator/random.ts';
import { type Actor, type Habits, type StoryEvent, tellStory } from '../../src/simulator/story.ts';

const MINUTE = 60_000;

function tell(habits: Habits, count: number): StoryEvent[] {
  const cast: Actor[] = [{ device: 'ios_1', state: 'on', noticedAt: Number.POSITIVE_INFINITY }];
  const story = tellStory(cast, habits, new Random(7));
  return Array.from({ length: count }, () => story.next().value).filter((event) => event !== undefined);
}

test('a lost network is noticed about five minutes later', () => {
  const [noticed] = tell({ every: 600 * MINUTE, busy: 0, lost: 1 }, 1);
  const [loggedOut] = tell({ every: 600 * MINUTE, busy: 0, lost: 0 }, 1);

  expect(noticed?.status).toBe('0');
  expect((noticed?.at ?? 0) - (loggedOut?.at ?? 0)).toBeGreaterThan(4.5 * MINUTE);
  expect((noticed?.at ?? 0) - (loggedOut?.at ?? 0)).toBeLessThan(5.5 * MINUTE);
});

test('a device that comes back before the loss is noticed was never offline to the server', () => {
  const events = tell({ every: 5000, busy: 0, lost: 1 }, 50);

  expect(events.map(({ status }) => status)).toEqual(Array(50).fill('1'));
});

test('custom statuses are digits from 100 with a label, which goes when they end', () => {
  const events = tell({ every: 5000, busy: 1, lost: 0 }, 100);
  const custom = events.filter(({ status }) => /^1\d\d$/.test(status));

  expect(custom.length).toBeGreaterThan(20);
  expect(custom.every(({ ext }) => ext !== '' && Buffer.byteLength(ext) <= 64)).toBe(true);
  expect(events.filter((event) => !custom.includes(event)).every(({ ext }) => ext === '')).toBe(true);
});

test('a user who never moves has no story', () => {
  expect(tell({ every: null, busy: 0, lost: 0 }, 1)).toEqual([]);
});
