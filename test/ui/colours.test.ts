import { stripVTControlCharacters } from 'node:util';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { drawFor, type Terminal } from '../../src/text/terminal.ts';
import { THEME_NAMES, type ThemeName } from '../../src/text/theme-names.ts';
import { drawLines, team } from '../helpers/drawing.tsx';
import { failureOf } from '../helpers/watching.ts';

const ESC = '\u{1b}[';
const BOLD = `${ESC}1m`;
const DIM = `${ESC}2m`;
const INVERSE = `${ESC}7m`;
const RED = `${ESC}31m`;
const GREEN = `${ESC}32m`;
const YELLOW = `${ESC}33m`;
const BLUE = `${ESC}34m`;
const MAGENTA = `${ESC}35m`;
const BRIGHT_BLUE = `${ESC}94m`;

vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => drawFor({ theme: 'auto' }));

const line = (watching: ReturnType<typeof team>, part: string, columns = 100) => {
  const found = drawLines(watching, columns, 30).find((drawn) => drawn.includes(part));
  if (found === undefined) throw new Error(`nothing drawn says ${part}`);
  return found;
};
/** The line up to a part of it: what the part looks like is opened, and not closed, before it. */
const before = (text: string, part: string) => text.slice(0, text.indexOf(part));

describe('each status has a colour of its own', () => {
  it.each<[ThemeName, string, string, string, string]>([
    ['auto', GREEN, BRIGHT_BLUE, '   ', MAGENTA],
    ['dark', GREEN, YELLOW, DIM, MAGENTA],
    ['light', BLUE, MAGENTA, '   ', RED],
    ['mono', '   ', '   ', '   ', '   '],
  ])('with the theme %s', (theme, online, custom, offline, unknown) => {
    drawFor({ theme });
    const counts = line(team(), '5 watched');
    expect(counts).toContain(`${online}● 2 online`);
    expect(counts).toContain(`${custom}◆ 1 custom`);
    expect(counts).toContain(`${offline}○ 1 offline`);
    expect(counts).toContain(`${unknown}? 1 unknown`);
  });
});

/** The numbers of all attributes and colours on a screen. */
function attributes(watching: ReturnType<typeof team>): Set<number> {
  const [, ...rest] = drawLines(watching, 100, 30).join('').split(ESC);
  return new Set(rest.map((text) => Number.parseInt(text, 10)));
}

it('no theme for a light background uses yellow, cyan or white, and the one made for it nothing dim either', () => {
  const everything = () => {
    const watching = team();
    watching.wait(30_000);
    watching.fail(failureOf('network', 'no connection'));
    watching.say({ type: 'open', layer: 'filter' });
    watching.type('bob x:y');
    return watching;
  };
  for (const theme of ['auto', 'light'] as const) {
    drawFor({ theme });
    for (const color of [33, 36, 37, 93, 96, 97]) expect(attributes(everything())).not.toContain(color);
  }
  expect(attributes(everything())).not.toContain(2);
});

it('a terminal of which nothing is known gets text alone, and one without colours bold, underlined and inverse text', () => {
  drawFor({});
  expect(attributes(team())).toEqual(new Set());
  drawFor({ theme: 'mono' });
  expect(attributes(team())).toEqual(new Set([1, 22, 7, 27]));
});

describe('without colours', () => {
  beforeEach(() => drawFor({ theme: 'mono' }));

  it('the selected row is inverse and has a sign', () => {
    expect(line(team(), 'alice').startsWith(`${INVERSE}▌`)).toBe(true);
  });

  it('the letter under the cursor is inverse, and so is the blank behind the last one', () => {
    const watching = team();
    watching.say({ type: 'open', layer: 'filter' });
    watching.type('ab');
    expect(line(watching, 'filter:')).toContain(`ab${INVERSE} ${ESC}27m`);
  });

  it('a mistake is underlined, and has a line below that points at it', () => {
    const watching = team();
    watching.say({ type: 'open', layer: 'filter' });
    watching.type('bob x:y');
    expect(line(watching, 'filter:')).toContain(`bob ${ESC}4mx:`);
    expect(line(watching, '^^')).toContain('    ^^');
  });

  it('old data have a sign within the status', () => {
    const watching = team();
    watching.wait(30_000);
    watching.fail(failureOf('network'));
    expect(stripVTControlCharacters(line(watching, '22:13:45'))).toContain('○~offline');
    expect(stripVTControlCharacters(line(team(), '22:13:45'))).toContain('○ offline');
  });

  it('a changed cell is bold and has a sign', () => {
    expect(line(team(), '22:13:45')).toContain(`${BOLD}*`);
  });
});

it.each<Partial<Terminal>>(THEME_NAMES.map((theme) => ({ theme })))('%j changes no character of the screen', ({ theme }) => {
  drawFor({});
  const plain = drawLines(team(), 100, 30);
  drawFor({ theme: theme ?? null });
  expect(drawLines(team(), 100, 30).map((drawn) => stripVTControlCharacters(drawn).trimEnd())).toEqual(plain);
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
  expect(before(erin, '!')).toContain(BOLD);
  expect(before(erin, 'erin').split('!')[1]).toContain(`${ESC}39m`);
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

it('a key in the footer is bold', () => {
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
