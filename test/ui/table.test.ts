import { describe, expect, it } from 'vitest';
import { drawLines, team } from '../helpers/drawing.tsx';
import { names, online, presence, Watching } from '../helpers/watching.ts';

const heading = (watching: Watching, columns = 80) => drawLines(watching, columns, 14)[2];
const rows = (watching: Watching, columns = 80, height = 14) => drawLines(watching, columns, height).slice(3, height - 3);
const row = (watching: Watching, uid: string) => rows(watching).find((line) => line.slice(1).includes(uid));
const order = (watching: Watching) => rows(watching).flatMap((line) => line.slice(3).match(/^\S+/)?.[0] ?? []);

it('users stand in the order of the sorting, whatever the order of the watch list', () => {
  const watching = team();
  expect(order(watching)).toEqual(['alice', 'bob', 'c2', 'dora', 'erin']);
  watching.say('invert');
  expect(order(watching)).toEqual(['erin', 'dora', 'c2', 'bob', 'alice']);
  watching.say({ type: 'sort-by', direction: 1 });
  expect(order(watching)).toEqual(['alice', 'dora', 'c2', 'bob', 'erin']);
});

it.each([
  [0, '   USER ▲     STATUS    DEVICES                 LAST CHANGE EXT        SUB  AGE'],
  [1, '   USER       STATUS ▲  DEVICES                 LAST CHANGE EXT        SUB  AGE'],
  [2, '   USER       STATUS    DEVICES ▲               LAST CHANGE EXT        SUB  AGE'],
  [3, '   USER       STATUS    DEVICES                 LAST CHANG▲ EXT        SUB  AGE'],
  [4, '   USER       STATUS    DEVICES                 LAST CHANGE EXT ▲      SUB  AGE'],
  [5, '   USER       STATUS    DEVICES                 LAST CHANGE EXT        SUB▲ AGE'],
  [6, '   USER       STATUS    DEVICES                 LAST CHANGE EXT        SUB  AGE▲'],
])('an arrow stands in the heading of the column sorted by (%i)', (steps, line) => {
  const watching = team();
  for (let step = 0; step < steps; step++) watching.say({ type: 'sort-by', direction: 1 });
  expect(heading(watching)).toBe(line);
});

it('the first heading says by what the rows are ordered when that column is not on the screen', () => {
  const watching = team();
  watching.say({ type: 'sort-by', direction: -1 });
  expect(drawLines(watching, 40, 10)[2]).toMatch(/^ {3}by AGE ?▲ /);
  watching.say(
    { type: 'sort-by', direction: -1 },
    { type: 'sort-by', direction: -1 },
    { type: 'sort-by', direction: -1 },
    'invert',
  );
  expect(drawLines(watching, 40, 10)[2]).toMatch(/^ {3}LAST CHAN.?▼ /);
});

it('the arrow points down when the order is inverted', () => {
  const watching = team();
  watching.say('invert');
  expect(heading(watching)).toContain('USER ▼');
});

it('a bar stands before the selected user, and goes with the selection', () => {
  const watching = team();
  expect(row(watching, 'alice')).toMatch(/^▌ {2}alice/);
  watching.say({ type: 'move', by: 'row', direction: 1 });
  expect(row(watching, 'alice')).toMatch(/^ {3}alice/);
  expect(row(watching, 'bob')).toMatch(/^▌ {2}bob/);
});

it('the selection stays on its user when rows move', () => {
  const watching = team();
  watching.say({ type: 'move', by: 'row', direction: 1 }, 'invert');
  expect(rows(watching)[3]).toMatch(/^▌ {2}bob/);
});

it('a mark stands beside the bar', () => {
  const watching = team();
  watching.say('mark', { type: 'move', by: 'row', direction: -1 });
  expect(row(watching, 'alice')).toMatch(/^▌\+ alice/);
  watching.say({ type: 'move', by: 'row', direction: 1 });
  expect(row(watching, 'alice')).toMatch(/^ \+ alice/);
});

it('each cell that changed with the latest answer has a sign before it, until the next answer', () => {
  const watching = team();
  expect(row(watching, 'bob')).toMatch(/^ {3}bob {7}\*○ offline\*ios_12 ○/);
  expect(row(watching, 'c2')).toMatch(/2021-01-07 \*Lunch/);
  expect(row(watching, 'alice')).not.toContain('*');
  watching.wait(30_000);
  watching.answer({ bob: presence({ ios_12: '0' }), c2: presence({ webim_3f29c1: '101' }, { ext: 'Lunch' }) });
  expect(row(watching, 'bob')).not.toContain('*');
  expect(row(watching, 'c2')).not.toContain('*');
});

it('a time of today, of this year and of another year each fit their column', () => {
  const watching = team();
  expect(row(watching, 'alice')).toContain(' 22:12:20 ');
  expect(row(watching, 'c2')).toContain(' 2021-01-07 ');
  expect(row(watching, 'dora')).toContain(' – ');
  watching.wait(86_400_000);
  expect(row(watching, 'alice')).toContain(' 11-14 22:12 ');
});

it('a subscription tells what is left of it: days, nothing, an unknown end, none', () => {
  const watching = team();
  expect(row(watching, 'alice')).toMatch(/ 29d {2}<1m$/);
  expect(row(watching, 'bob')).toMatch(/ over <1m$/);
  expect(row(watching, 'c2')).toMatch(/ yes {2}<1m$/);
  expect(row(watching, 'dora')).toMatch(/ – {4}<1m$/);
});

it('before the subscriptions were read nothing is said of them', () => {
  const watching = new Watching(['alice']);
  watching.answer();
  expect(row(watching, 'alice')).toMatch(/ – {27}<1m$/);
});

it('a user who was never answered is unknown and has no age', () => {
  expect(row(new Watching(['alice']), 'alice')).toMatch(/\? unknown – .* –$/);
});

it('old data stay when an answer leaves the user out, and the user is unknown', () => {
  const watching = new Watching(['alice', 'bob']);
  watching.answer();
  watching.wait(30_000);
  watching.answer({ alice: null, bob: online });
  expect(row(watching, 'alice')).toContain('*? unknown ios ●');
});

it('rows beyond the screen are reached by moving', () => {
  const watching = new Watching(names(100));
  watching.answer();
  expect(order(watching)).toEqual(['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8']);
  watching.say({ type: 'move', by: 'end', direction: 1 });
  expect(order(watching)).toEqual(['u93', 'u94', 'u95', 'u96', 'u97', 'u98', 'u99', 'u100']);
  expect(rows(watching)[7]).toMatch(/^▌ {2}u100/);
});

describe('with nobody to show', () => {
  it('a filter that matches nobody says so, and how to be rid of it', () => {
    const watching = team();
    watching.say({ type: 'open', layer: 'filter' });
    watching.type('zzz');
    expect(drawLines(watching, 40, 10).slice(2, 7)).toEqual([
      '   USER ▲     STATUS    DEVICES',
      '   nobody matches /zzz',
      '   Esc clears the filter',
      '─'.repeat(40),
      ' filter: zzz',
    ]);
    watching.say('confirm');
    expect(rows(watching).slice(0, 3)).toEqual(['   nobody matches /zzz', '   Esc clears the filter', '']);
    watching.say('cancel');
    expect(order(watching)).toHaveLength(5);
  });

  it('an empty watch list says how to watch somebody, on the smallest screen too', () => {
    expect(drawLines(new Watching([]), 40, 10).slice(3, 6)).toEqual([
      '   nobody is watched. Put names into',
      '   "users" of the configuration or its',
      '   file, or start again with --user.',
    ]);
  });
});
