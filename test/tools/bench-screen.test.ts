import { expect, test } from 'vitest';
import { changedRows, firstSweepIsOver, nameIn, selectedUser, tableIsDrawn, tableRows } from '../bench/screen-reading.ts';

const HEADER = [
  ' presence-monitor  org/app  as wzy',
  ' 2 watched   ● 1 online   ◆ 0 custom   ○ 1 offline   ? 0 unknown                    oldest <5s',
];
const HEADING = '   USER ▲                 STATUS    DEVICES                      LAST CHANGE EXT           SUB  AGE';
const ALICE = '   alice                  ● online  ios_12 ●                     13:42:51                  –    <5s';
const BOB = '▌  bob                    ○ offline win_7a535a4a ○               12:32:02                  –    <5s';
const RULE = '─ no change observed yet ─────────────────────────────────────────────────────────────────────────────';
const FOOTER = ' 0.9/s of 50 · all well · 1 call a sweep            ? help  q quit';
const SCREEN = [...HEADER, HEADING, ALICE, BOB, '', RULE, '', FOOTER];

test('the table is drawn once there is a selected user under its heading', () => {
  expect(tableIsDrawn(SCREEN)).toBe(true);
  expect(tableIsDrawn([...HEADER, HEADING, ALICE])).toBe(false);
  expect(tableIsDrawn(['', '', ''])).toBe(false);
});

test('rows lie between heading and rule, and the selected one is known by its mark', () => {
  expect(tableRows(SCREEN).map(nameIn)).toEqual(['alice', 'bob']);
  expect(selectedUser(SCREEN)).toBe('bob');
});

test('on a screen without a rule the rows end at the place in the list', () => {
  expect(tableRows([...HEADER, HEADING, ALICE, BOB, `${' '.repeat(60)}1–2 of 9`, FOOTER]).map(nameIn)).toEqual(['alice', 'bob']);
});

test('the first sweep is over when the footer no longer says starting', () => {
  expect(firstSweepIsOver(SCREEN)).toBe(true);
  expect(firstSweepIsOver([FOOTER.replace('all well', 'starting')])).toBe(false);
});

test('a row is changed when the sign stands right before its devices, and nowhere else', () => {
  expect(changedRows(SCREEN)).toEqual([]);
  const changed = BOB.replace(' win_7a', '*win_7a');
  expect(changedRows([...HEADER, HEADING, ALICE, changed, RULE])).toEqual([changed]);
  expect(changedRows([...HEADER, HEADING, ALICE.replace('ios_12', 'ios*12'), `  *${BOB.slice(3)}`, RULE])).toEqual([]);
});
