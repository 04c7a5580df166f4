import { describe, expect, it } from 'vitest';
import { changeLines } from '../../src/ui/changes.ts';
import { plainText } from '../../src/ui/lines.ts';
import { draw, drawLines, team } from '../helpers/drawing.tsx';
import { failureOf, names, offline, online, presence, Watching } from '../helpers/watching.ts';

const lines = (watching: Watching, rows = 10, width = 100) =>
  changeLines(watching.state, rows, width).map((line) => plainText(line));

function after(first: ReturnType<typeof presence> | null, second: ReturnType<typeof presence> | null): Watching {
  const watching = new Watching(['alice']);
  watching.answer({ alice: first });
  watching.wait(30_000);
  watching.answer({ alice: second });
  return watching;
}

const TIMES = ' 22:13:20–22:13:50  alice             ';

it.each([
  ['a device that goes offline', online, offline, ['ios  online → offline']],
  ['a device that comes', presence(), online, ['ios  none → online', 'status  unknown → online']],
  ['a device that goes', online, presence(), ['ios  online → none', 'status  online → unknown']],
  ['a custom status', online, presence({ ios: '101' }), ['ios  online → 101']],
  ['a new ext', presence({ ios: '1' }, { ext: 'Busy' }), presence({ ios: '1' }, { ext: 'Lunch' }), ['ext  "Busy" → "Lunch"']],
  ['a first ext', online, presence({ ios: '1' }, { ext: 'Lunch' }), ['ext  none → "Lunch"']],
  ['a user that an answer leaves out', online, null, ['status  online → unknown']],
])('%s says what, from and to, and between which two times', (_, first, second, said) => {
  expect(lines(after(first, second))).toEqual(said.map((what) => TIMES + what));
});

it('the newest stands on top', () => {
  const watching = after(online, offline);
  watching.wait(30_000);
  watching.answer();
  expect(lines(watching)).toEqual([
    ' 22:13:50–22:14:20  alice             ios  offline → online',
    ' 22:13:20–22:13:50  alice             ios  online → offline',
  ]);
});

it('a change across failed calls says that what lay in between was not observed', () => {
  const watching = new Watching(['alice']);
  watching.answer();
  watching.wait(30_000);
  watching.fail(failureOf('network'), 500);
  watching.wait(60_000);
  watching.answer({ alice: offline });
  expect(lines(watching)).toEqual([' 22:13:20–22:14:50  alice             ios  online → offline  not observed in between']);
});

it('long ids, values and names are cut to the width', () => {
  const watching = new Watching(['somebody_with_a_very_long_name']);
  const device = 'webim_random_1234567890123456789';
  watching.answer({ somebody_with_a_very_long_name: presence({ [device]: '1' }, { ext: 'x'.repeat(64) }) });
  watching.wait(30_000);
  watching.answer({ somebody_with_a_very_long_name: presence({ [device]: '0' }, { ext: 'y'.repeat(64) }) });
  expect(lines(watching, 10, 80)).toEqual([
    ` 22:13:20–22:13:50  somebody_wit…  ext  "${'x'.repeat(15)}…" → "${'y'.repeat(15)}…"`,
    ' 22:13:20–22:13:50  somebody_wit…  webim_random_1234567890…  online → offline',
  ]);
});

describe('that nobody observed what lay in between is never cut', () => {
  const DEVICE = 'android_816553f0-fff7-1234-5678-0123456789ab';
  const missed = (from: string, to: string, ext = '') => {
    const watching = new Watching(['kaya.lopez']);
    watching.answer({ 'kaya.lopez': presence({ [DEVICE]: from }) });
    watching.wait(30_000);
    watching.fail(failureOf('network'), 500);
    watching.wait(60_000);
    watching.answer({ 'kaya.lopez': presence({ [DEVICE]: to }, { ext }) });
    return watching;
  };

  it('the id gives way, then the words become fewer', () => {
    const watching = missed('1', '0');
    const what = (width: number) => lines(watching, 1, width)[0]?.replace(/^.*kaya[^ ]* +/, '');
    expect(what(100)).toBe('android_816553f0-f…  online → offline  not observed in between');
    expect(what(80)).toBe('android_8165…  online → offline  not observed');
    expect(what(70)).toBe('android_81655…  online → offline  gap');
    expect(what(60)).toBe('andr…  online → offline  gap');
  });

  it('long values do too', () => {
    const watching = missed('In a meeting since nine o clock', 'Out to lunch until one o clock', 'x'.repeat(64));
    for (const line of lines(watching, 10, 80)) expect(line).toMatch(/ → .* {2}gap$/);
  });

  it('at any width from 40 on', () => {
    const watching = missed('In a meeting since nine o clock', '0', 'x'.repeat(64));
    for (let width = 40; width <= 200; width++)
      for (const line of lines(watching, 10, width)) expect(line).toMatch(/ {2}(gap|not observed( in between)?)$/);
  });
});

it('there are as many as there is room for, and a sentence while there is none', () => {
  const watching = new Watching(names(20));
  watching.answer();
  expect(draw(watching, 100, 30)).toMatch(/^─ no change observed yet ─+ 1–17 of 20 ─$/m);
  watching.wait(30_000);
  watching.answer(Object.fromEntries(names(20).map((name) => [name, offline])));
  expect(drawLines(watching, 100, 30).filter((line) => line.includes('online → offline'))).toHaveLength(6);
  expect(drawLines(watching, 80, 24).filter((line) => line.includes('online → offline'))).toHaveLength(4);
  expect(drawLines(watching, 80, 16).filter((line) => line.includes('online → offline'))).toHaveLength(2);
  expect(drawLines(watching, 80, 15).filter((line) => line.includes('online → offline'))).toHaveLength(0);
});

it('a frozen view shows no later change', () => {
  const watching = team();
  const before = lines(watching);
  watching.say('freeze');
  watching.wait(30_000);
  watching.answer();
  expect(lines(watching)).toEqual(before);
});
