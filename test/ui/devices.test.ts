import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeviceStatus } from '../../src/api/contract.ts';
import { cell, content, type Row } from '../../src/ui/cells.ts';
import { lineWidth, plainText } from '../../src/ui/lines.ts';
import { rowOf } from '../../src/ui/rows.ts';
import { presence, Watching } from '../helpers/watching.ts';

function rowWith(devices: readonly (readonly [string, string])[]): Row {
  const watching = new Watching(['alice']);
  watching.answer({ alice: presence(devices) });
  return rowOf(watching.state, 0);
}
const drawn = (devices: readonly (readonly [string, string])[], width: number) =>
  plainText(cell(rowWith(devices), 'devices', width)).trimEnd();

const three = [
  ['android_123456789012', '1'],
  ['ios_abc', '0'],
  ['webim_random_987654321', '101'],
] as const;

it.each([
  [72, 'android_123456789012 ● ios_abc ○ webim_random_987654321 101'],
  [58, 'android_1234567… ● ios_abc ○ webim_random_98… 101'],
  [48, 'android_123… ● ios_abc ○ webim_rando… 101'],
  [40, 'android_… ● ios_abc ○ webim_ra… 101'],
  [31, 'androi… ● ios_abc ○ webim_… 101'],
  [27, 'andr… ● ios_… ○ webi… 101'],
  [24, 'andr… ● ios_… ○ +1'],
  [12, 'andr… ● +2'],
  [9, '3 devices'],
  [5, '3 de…'],
])('in %i columns ids get shorter, then the rest is counted', (width, text) => {
  expect(drawn(three, width)).toBe(text);
});

it('every device has its own status: online, offline, or what a custom one says', () => {
  expect(drawn(three, 72)).toMatch(/● ios_abc ○ .* 101$/);
});

it('one device is shown, however little room it has', () => {
  expect(drawn([['webim_random_987654321', '900000000000']], 12)).toBe('we… 9000000…');
});

it('a custom status without any text still has a sign', () => {
  expect(drawn([['ios', '']], 12)).toBe('ios ◆');
});

it('a device that occurs twice is shown twice', () => {
  expect(
    drawn(
      [
        ['android', '0'],
        ['android', '1'],
      ],
      40,
    ),
  ).toBe('android ○ android ●');
});

it('a user without devices has a dash', () => {
  expect(drawn([], 12)).toBe('–');
});

it('of 3,000 devices as many as fit are shown, and all others counted', () => {
  const crowd = Array.from({ length: 3000 }, (_, at) => [`d${at}`, '1'] as const);
  expect(drawn(crowd, 30)).toBe('d0 ● d1 ● d2 ● d3 ● d4 ● +2995');
  expect(plainText(content(rowWith(crowd), 'devices', 400))).toMatch(/^d0 ● .* \+\d+$/);
});

const anyDevices: fc.Arbitrary<DeviceStatus[]> = fc.array(
  fc.record({
    device: fc.string({ unit: 'binary', maxLength: 30 }),
    status: fc.oneof(fc.constantFrom('0', '1'), fc.string({ unit: 'binary' })),
  }),
  { maxLength: 20 },
);

it('whatever the devices are called, the cell is exactly as wide as its column', () => {
  fc.assert(
    fc.property(anyDevices, fc.integer({ min: 1, max: 80 }), (devices, width) => {
      const row = rowWith(devices.map(({ device, status }) => [device, status]));
      expect(lineWidth(cell(row, 'devices', width))).toBe(width);
    }),
    { numRuns: 300 },
  );
});

it('every device is either shown or counted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('android_1', 'ios', 'webim_3f29c1'), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 12, max: 80 }),
      (ids, width) => {
        const text = drawn(
          ids.map((id) => [id, '1']),
          width,
        );
        const counted = Number(/\+(\d+)$/.exec(text)?.[1] ?? 0);
        expect(text.split('●').length - 1 + counted).toBe(ids.length);
      },
    ),
  );
});
