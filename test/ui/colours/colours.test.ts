import { expect, it } from 'vitest';
import { drawLines, team } from '../../helpers/drawing.tsx';
import { failureOf } from '../../helpers/watching.ts';

const ESC = '\u{1b}[';
const BOLD = `${ESC}1m`;
const DIM = `${ESC}2m`;
const INVERSE = `${ESC}7m`;
const RED = `${ESC}31m`;
const GREEN = `${ESC}32m`;
const YELLOW = `${ESC}33m`;
const MAGENTA = `${ESC}35m`;

const line = (watching: ReturnType<typeof team>, part: string, columns = 100) => {
  const found = drawLines(watching, columns, 30).find((drawn) => drawn.includes(part));
  if (found === undefined) throw new Error(`nothing drawn says ${part}`);
  return found;
};
/** The line up to a part of it: what the part looks like is opened, and not closed, before it. */
const before = (text: string, part: string) => text.slice(0, text.indexOf(part));

it('each status has a colour of its own', () => {
  expect(line(team(), '5 watched')).toContain(`${GREEN}● 2 online`);
  expect(line(team(), '5 watched')).toContain(`${YELLOW}◆ 1 custom`);
  expect(line(team(), '5 watched')).toContain(`${DIM}○ 1 offline`);
  expect(line(team(), '5 watched')).toContain(`${MAGENTA}? 1 unknown`);
});

it('the selected row is inverse from its first column to its last', () => {
  const selected = line(team(), 'alice');
  expect(selected.startsWith(INVERSE)).toBe(true);
  expect(selected.split(INVERSE)).toHaveLength(2);
  expect(selected.endsWith(`<1m ${ESC}27m`)).toBe(true);
  expect(line(team(), '22:13:45')).not.toContain(INVERSE);
});

it('a changed cell is bold, its neighbours are not', () => {
  const bob = line(team(), '22:13:45');
  expect(before(bob, '*').endsWith(BOLD)).toBe(true);
  expect(before(bob, 'bob')).not.toContain(BOLD);
});

it('the sign of a flag is red and bold, and what stands beside it is not', () => {
  const erin = line(team(), 'erin');
  expect(before(erin, '!')).toContain(RED);
  expect(before(erin, 'erin')).toContain(`!${ESC}39m`);
});

it('a cell that did not change is not bold', () => {
  const watching = team();
  watching.wait(30_000);
  watching.answer(Object.fromEntries(['alice', 'bob', 'c2', 'dora', 'erin'].map((uid) => [uid, watching.user(uid).presence])));
  expect(line(watching, '22:13:45')).not.toContain(BOLD);
});

it('rows of old data are dim: of users an answer left out, and of all whom asking for failed', () => {
  expect(line(team(), 'erin').startsWith(DIM)).toBe(true);
  expect(line(team(), '22:13:45').startsWith(DIM)).toBe(false);
  const watching = team();
  watching.wait(30_000);
  watching.fail(failureOf('network'));
  expect(line(watching, '22:13:45').startsWith(DIM)).toBe(true);
});

it('a trouble is red, and so is the word for it in the footer', () => {
  const watching = team();
  watching.wait(30_000);
  watching.fail(failureOf('network', 'no connection'));
  expect(before(line(watching, 'no connection'), 'no connection')).toContain(RED);
  expect(before(line(watching, 'trouble'), 'trouble').trimEnd().endsWith(RED)).toBe(true);
});

it('a key that cannot work now is dim, one that can is bold', () => {
  const watching = team();
  watching.say({ type: 'open', layer: 'filter' });
  watching.type('zzz');
  watching.say('confirm');
  expect(line(watching, 'e set')).toContain(`${DIM}e set`);
  expect(line(team(), 'filter')).toContain(`${BOLD}e${ESC}22m set`);
});

it('a mistake in the filter is red and underlined, the rest of the line is not', () => {
  const watching = team();
  watching.say({ type: 'open', layer: 'filter' });
  watching.type('bob x:y');
  expect(before(line(watching, 'filter:'), 'x:')).toContain(`${ESC}4m`);
  expect(before(line(watching, 'filter:'), 'x:')).toContain(RED);
  expect(before(line(watching, 'filter:'), 'bob')).not.toContain(`${ESC}4m`);
  expect(before(line(watching, '^^'), '^^')).toContain(RED);
});

it('the letter under the cursor is inverse', () => {
  const watching = team();
  watching.say({ type: 'open', layer: 'filter' });
  watching.type('abc');
  watching.say({ type: 'edit', edit: { kind: 'left' } });
  expect(line(watching, 'filter:')).toContain(`ab${INVERSE}c${ESC}27m`);
});
