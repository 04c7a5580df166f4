import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { userNames } from '../../src/simulator/names.ts';
import { loadScenario } from '../../src/simulator/scenario.ts';
import { World } from '../../src/simulator/world.ts';
import { startWorldClock } from '../../src/simulator/world-clock.ts';
import { stoppedClock } from '../helpers/simulator-calls.ts';

const HOUR = 3_600_000;

function createWorld({ seed = 1, scenario = 'calm', users = 60, speed = 1 } = {}) {
  const clock = stoppedClock();
  const names = userNames(users);
  const world = new World({ seed, names, scenario: loadScenario(scenario), clock: startWorldClock(clock.now, speed) });
  return { world, clock, readAll: () => names.map((name) => world.read(name)) };
}

test('the same seed tells the same story, whoever is read and whenever', () => {
  const looks = fc.array(fc.record({ wait: fc.integer({ min: 0, max: HOUR }), user: fc.nat({ max: 59 }) }), { maxLength: 30 });
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom('calm', 'busy', 'flapping', 'never-seen'), looks, (seed, scenario, sequence) => {
      const watched = createWorld({ seed, scenario });
      for (const { wait, user } of sequence) {
        watched.clock.move(wait);
        watched.world.read(watched.world.names[user] as string);
      }
      const unwatched = createWorld({ seed, scenario });
      unwatched.clock.move(sequence.reduce((sum, { wait }) => sum + wait, 0));

      expect(watched.readAll()).toEqual(unwatched.readAll());
    }),
    { numRuns: 40 },
  );
});

test('another seed tells another story', () => {
  expect(createWorld({ seed: 1 }).readAll()).not.toEqual(createWorld({ seed: 2 }).readAll());
});

test('a write changes what is seen now and nothing of what will happen', () => {
  const touched = createWorld({ scenario: 'flapping' });
  const alone = createWorld({ scenario: 'flapping' });
  for (const name of touched.world.names)
    touched.world.set(name, touched.world.read(name)?.devices[0]?.device as string, '107', 'written');

  expect(touched.readAll().every((seen) => seen?.devices[0]?.status === '107' && seen.ext === 'written')).toBe(true);
  for (const { clock } of [touched, alone]) clock.move(50 * HOUR);

  expect(touched.readAll().map((seen) => seen?.lastTime)).toEqual(alone.readAll().map((seen) => seen?.lastTime));
});

test('a write is newer than everything that happened before it, read or not', () => {
  const { world, clock } = createWorld({ scenario: 'flapping' });
  const device = (name: string) => world.read(name)?.devices[0]?.device as string;
  const devices = world.names.map((name) => [name, device(name)] as const);
  clock.move(50 * HOUR);

  for (const [name, id] of devices) world.set(name, id, '107');

  for (const [name, id] of devices) expect(world.read(name)?.devices[0]).toEqual({ device: id, status: '107' });
});

test('a write without ext leaves the old one', () => {
  const { world } = createWorld({ scenario: 'still' });

  world.set('bob', 'ios_1', '100', 'busy');
  world.set('bob', 'ios_1', '1');

  expect(world.read('BOB')).toMatchObject({ uid: 'bob', ext: 'busy' });
});

test('the last change is never in the future, and at twice the speed it comes in half the time', () => {
  const [usual, fast] = [createWorld({ speed: 1 }), createWorld({ speed: 2 })];
  const start = usual.clock.now() / 1000;
  usual.clock.move(2 * HOUR);
  fast.clock.move(HOUR);
  const since = (world: typeof usual) => world.readAll().map((seen) => (seen?.lastTime ?? 0) - start);

  for (const [index, seconds] of since(usual).entries()) {
    expect(seconds).toBeLessThanOrEqual(7200);
    expect(since(fast)[index]).toBe(seconds < 0 ? seconds : Math.floor(seconds / 2));
  }
});

/** Changes of devices in one world hour, each user read every second. */
function countChanges(scenario: string, users: number): number {
  const { clock, readAll } = createWorld({ scenario, users });
  const look = () => readAll().map((seen) => JSON.stringify(seen?.devices));
  let [before, changes] = [look(), 0];
  for (let second = 0; second < 3600; second++) {
    clock.move(1000);
    const now = look();
    changes += now.filter((devices, index) => devices !== before[index]).length;
    before = now;
  }
  return changes;
}

test('sixty calm users change every three to six seconds', () => {
  const changes = countChanges('calm', 60);

  expect(changes).toBeGreaterThan(3600 / 6);
  expect(changes).toBeLessThan(3600 / 3);
});

test('the busy scenario changes several times a second, the still one never', () => {
  expect(countChanges('busy', 200)).toBeGreaterThan(2 * 3600);
  expect(countChanges('still', 60)).toBe(0);
});

test('there is every status, every platform, several devices and labels in every script', () => {
  const seen = createWorld({ users: 500 }).readAll();
  const devices = seen.flatMap((user) => user?.devices ?? []);

  expect(new Set(devices.map(({ device }) => device.split('_')[0]))).toEqual(
    new Set(['android', 'ios', 'webim', 'win', 'linux']),
  );
  expect(devices.some(({ device }) => device === 'android')).toBe(true);
  expect(devices.filter(({ status }) => status === '0').length).toBeGreaterThan(100);
  expect(devices.filter(({ status }) => status === '1').length).toBeGreaterThan(100);
  expect(seen.some((user) => user !== null && user.devices.length > 2)).toBe(true);
  const labels = new Set(seen.map((user) => user?.ext));
  for (const label of ['In a call', 'Busy', '名前', 'Lunch 🍜']) expect(labels).toContain(label);
});

test('users who were never seen are absent or have no devices, until somebody writes', () => {
  const { world, readAll } = createWorld({ scenario: 'never-seen' });
  const absent = world.names.filter((name) => world.read(name) === null);
  const empty = readAll().filter((seen) => seen?.devices.length === 0);

  expect(absent.length).toBeGreaterThan(5);
  expect(empty.length).toBeGreaterThan(5);
  expect(absent.every((name) => world.has(name))).toBe(true);
  world.set(absent[0] as string, 'ios_1', '1');
  expect(world.read(absent[0] as string)?.devices).toEqual([{ device: 'ios_1', status: '1' }]);
});

test('a hundred thousand names differ even without case and may all be uids', () => {
  const names = userNames(100_000);

  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(100_000);
  expect(names.every((name) => /^[\w.-]{1,64}$/.test(name))).toBe(true);
  expect(names.slice(0, 60)).toEqual(userNames(60));
});
