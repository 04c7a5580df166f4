import { expect, test } from 'vitest';
import { fieldsOf, writeFields } from '../../src/simulator/answers.ts';
import { Oddness, QUIRKS, type Quirk } from '../../src/simulator/quirks.ts';
import { Random } from '../../src/simulator/random.ts';
import { loadScenario } from '../../src/simulator/scenario.ts';
import { calls, simulate } from '../helpers/simulator-calls.ts';

const entry = {
  uid: 'c2',
  lastTime: 1644466063,
  expiry: 1645500371,
  ext: 'say "hi"',
  devices: [
    { device: 'android', status: '1' },
    { device: 'ios_1', status: 'away' },
  ],
};
const other = { ...entry, uid: 'c3' };

const oddness = (...quirks: Quirk[]) => new Oddness(Object.fromEntries(quirks.map((quirk) => [quirk, 1])), new Random(1));
const write = (quirk: Quirk) => oddness(quirk).writeEntries([entry]).slice(1, -1);
const plain = writeFields(fieldsOf(entry));

test('without quirks an entry is written as documented', () => {
  expect(oddness().writeEntries([entry])).toBe(`[${plain}]`);
  expect(JSON.parse(plain)).toEqual({
    uid: 'c2',
    last_time: '1644466063',
    expiry: '1645500371',
    ext: 'say "hi"',
    status: { android: '1', ios_1: 'away' },
  });
});

test('a repeated device stands twice in the text, where an object could not hold it', () => {
  expect(write('repeated-device')).toContain('"status":{"android":"1","android":"1","ios_1":"away","ios_1":"away"}');
});

test.each<[Quirk, object]>([
  ['empty-uid', { uid: '' }],
  ['foreign-uid', { uid: 'c2-other' }],
  ['other-case', { uid: 'C2' }],
  ['status-list', { status: entry.devices }],
  ['status-null', { status: null }],
  ['status-empty', { status: [] }],
  ['numbers', { last_time: 1644466063, expiry: 1645500371, status: { android: 1, ios_1: 'away' } }],
  ['custom-word', { status: { android: 'away', ios_1: 'away' } }],
  ['last-time-ahead', { last_time: '1959826063' }],
  ['last-time-old', { last_time: '1612930063' }],
  ['last-time-word', { last_time: 'yesterday' }],
  ['milliseconds', { last_time: '1644466063000' }],
  ['last-time-blank', { last_time: '' }],
  ['extra-fields', { sdk_version: '1.4.0' }],
])('%s changes the entry to %o', (quirk, change) => {
  expect(JSON.parse(write(quirk))).toEqual({
    ...JSON.parse(plain),
    ...(quirk === 'extra-fields' ? { tags: expect.anything() } : {}),
    ...change,
  });
});

test.each<[Quirk, string]>([
  ['status-missing', 'status'],
  ['last-time-missing', 'last_time'],
])('%s leaves "%s" out', (quirk, field) => {
  const { [field]: _, ...rest } = JSON.parse(plain);
  expect(JSON.parse(write(quirk))).toEqual(rest);
});

test('whole answers are thinned out, doubled, reordered, wrapped or failed', () => {
  expect(oddness('left-out').writeEntries([entry, other])).toBe('[]');
  expect(oddness('repeated-user').writeEntries([entry])).toBe(`[${plain},${plain}]`);
  expect(JSON.parse(oddness('reordered').writeEntries([entry, other]))).toMatchObject([{ uid: 'c3' }, { uid: 'c2' }]);
  expect(oddness('data-wrapper').writeBody('"ok"')).toBe('{"data":{"result":"ok"}}');
  expect(JSON.parse(oddness('failed-result').writeBody('"ok"'))).toEqual({
    result: 'presence service is busy, please retry later',
  });
});

test('the scenario "quirks" has every one of them', () => {
  expect(Object.keys(loadScenario('quirks').quirks).sort()).toEqual([...QUIRKS].sort());
});

test('a call that fails inside a 200 changes nothing', async () => {
  const scenario = JSON.stringify({ ...loadScenario('still'), quirks: { 'failed-result': 1 } });
  const simulator = await simulate({ scenario, sublistLag: 0 });

  const set = await calls.set(simulator, 'newcomer', 'ios_1', '1');
  await calls.subscribe(simulator, ['bob']);

  expect(set.status).toBe(200);
  expect(set.json).toEqual({ result: 'presence service is busy, please retry later' });
  expect(simulator.world.read('newcomer')).toBeNull();
  expect(simulator.subscriptions.list('wzy', Date.now())).toEqual([]);
});

test('answers of the scenario "quirks" vary from call to call, are always JSON, and repeat with the seed', async () => {
  const hear = async () => {
    const simulator = await simulate({ scenario: 'quirks', seed: 4, now: () => 1_700_000_000_000, monotonic: () => 0 });
    const texts = [];
    for (let index = 0; index < 20; index++) texts.push((await calls.retrieve(simulator, simulator.world.names)).text);
    return texts;
  };

  const [first, second] = [await hear(), await hear()];

  expect(first).toEqual(second);
  expect(new Set(first).size).toBe(20);
  for (const text of first) expect(() => JSON.parse(text)).not.toThrow();
});
