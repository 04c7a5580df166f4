import { describe, expect, it } from 'vitest';
import { readEntry } from '../../src/api/entry.ts';
import { parseJson } from '../../src/api/json.ts';

const devices = (status: unknown) => readEntry({ uid: 'a', status })?.presence.devices;
const remarks = (fields: object) => readEntry({ uid: 'a', ...fields })?.remarks;

describe('the status', () => {
  it('is an object of devices', () => {
    expect(devices({ android: '0', web_1: '101' })).toEqual([
      { device: 'android', status: '0' },
      { device: 'web_1', status: '101' },
    ]);
  });

  it('may be a list of devices', () => {
    expect(devices([{ device: 'ios', status: 1 }])).toEqual([{ device: 'ios', status: '1' }]);
  });

  it.each([[[]], [null], [undefined], [{}]])('may hold no device: %j', (status) => {
    expect(devices(status)).toEqual([]);
    expect(remarks({ status })).toEqual([]);
  });

  it('may hold numbers', () => {
    expect(devices({ android: 1 })).toEqual([{ device: 'android', status: '1' }]);
  });

  it.each(['1', 1, true])('that is neither (%j) is odd', (status) => {
    expect(devices(status)).toEqual([]);
    expect(remarks({ status })).toEqual([{ kind: 'mistyped', detail: `status: ${JSON.stringify(status)}` }]);
  });

  it('of one device that is odd leaves the others', () => {
    const status = { ios: null, web: '1' };
    expect(devices(status)).toEqual([{ device: 'web', status: '1' }]);
    expect(remarks({ status })).toEqual([{ kind: 'mistyped', detail: 'status of ios: null' }]);
  });

  it.each([5, null, { status: '1' }, { device: 'x' }])('of one list item that is odd (%j) leaves the others', (item) => {
    const status = [item, { device: 'web', status: '1' }];
    expect(devices(status)).toEqual([{ device: 'web', status: '1' }]);
    expect(remarks({ status })).toMatchObject([{ kind: 'mistyped' }]);
  });

  it('of a device that comes twice is kept twice', () => {
    const entry = readEntry(parseJson('{"uid":"c3","status":{"android":"0","android":"0"}}'));
    expect(entry?.presence.devices).toHaveLength(2);
    expect(entry?.remarks).toEqual([{ kind: 'repeated-device', detail: 'android: 0, 0' }]);
  });

  it('takes a device by any name', () => {
    expect(readEntry(parseJson('{"uid":"a","status":{"__proto__":"1"}}'))?.presence.devices).toEqual([
      { device: '__proto__', status: '1' },
    ]);
  });
});

describe('ext', () => {
  it.each([
    ['Busy', 'Busy', 0],
    [5, '5', 0],
    [null, '', 0],
    [undefined, '', 0],
    [{ a: 1 }, '', 1],
    [false, '', 1],
  ])('%j reads as %j with %i remarks', (ext, text, count) => {
    expect(readEntry({ uid: 'a', ext })?.presence.ext).toBe(text);
    expect(remarks({ ext })).toHaveLength(count);
  });
});

describe('times', () => {
  it.each([
    ['1644466063', 1644466063],
    [1644466063, 1644466063],
    [' 1644466063 ', 1644466063],
    ['1644466063123', 1644466063],
    [1644466063123, 1644466063],
    [100_000_000_000, 100_000_000_000],
    [100_000_000_001, 100_000_000],
    [1644466063.7, 1644466063],
    ['', null],
    ['0', null],
    [0, null],
    [null, null],
    [undefined, null],
  ])('%j is %j seconds', (raw, seconds) => {
    expect(readEntry({ uid: 'a', last_time: raw, expiry: raw })).toMatchObject({
      presence: { lastTime: seconds, expiry: seconds },
      remarks: [],
    });
  });

  it.each(['yesterday', '-5', -5, '0x10', {}, [], true, 1e300, '1e19', Number.MAX_VALUE])('%j is unknown, and odd', (raw) => {
    expect(readEntry({ uid: 'a', last_time: raw })).toMatchObject({
      presence: { lastTime: null },
      remarks: [{ kind: 'mistyped', detail: expect.stringContaining('last_time: ') }],
    });
  });
});

it('a field that comes twice is told with both values', () => {
  const entry = readEntry(parseJson('{"uid":"a","ext":"old","ext":"new"}'));
  expect(entry?.presence.ext).toBe('new');
  expect(entry?.remarks).toEqual([{ kind: 'mistyped', detail: 'ext, 2 times: ["old","new"]' }]);
});

it('two uids are none', () => {
  const entry = readEntry(parseJson('{"uid":"a","uid":"b"}'));
  expect(entry).toMatchObject({ uid: '', anonymous: false });
  expect(entry?.remarks[0]?.detail).toContain('["a","b"]');
});

it('a detail is one line of bounded length', () => {
  const [remark] = remarks({ ext: { text: `${'x\n'.repeat(1000)}` } }) ?? [];
  expect(remark?.detail.length).toBeLessThanOrEqual(200);
  expect(remark?.detail).not.toContain('\n');
});
