import { expect, it } from 'vitest';
import { columnStop } from '../../src/ui/column-stops.ts';
import { changesOf } from '../../src/ui/frame/frame-changes.ts';

const ESC = '\u{1b}';
const GREEN = `${ESC}[32m`;
const NO_COLOUR = `${ESC}[39m`;

/** The bytes from one frame to another, with `^` for what begins a sequence. */
function changes(before: readonly string[], after: readonly string[]): string {
  return changesOf(before, after, { width: 40, colours: true }).replaceAll(`${ESC}[`, '^');
}

it('only the cells that differ are written', () => {
  expect(changes(['alice   offline  14:02:11'], ['alice   offline  14:02:12'])).toBe('^1;25H2');
});

it('what stands between two changes is written again where a jump would take more', () => {
  expect(changes(['a 1 of 2'], ['a 2 of 3'])).toBe('^1;3H2^8G3');
  expect(changes(['a 1 2'], ['a 2 3'])).toBe('^1;3H2 3');
});

it('only the looks that differ are set, and none is left on', () => {
  expect(changes(['● bob'], [`${GREEN}●${NO_COLOUR} bob`])).toBe('^1H^32m●^m');
});

it('what is left of a line is erased when that is shorter than blanks', () => {
  expect(changes(['alice online'], ['alice'])).toBe('^1;7H^K');
  expect(changes(['alice 12'], ['alice'])).toBe('^1;7H  ');
});

it('lines that moved as a whole are moved by the terminal', () => {
  const list = ['alice went offline', 'bob came online', 'carol changed her ext', 'dora came online'];
  expect(changes(['head', ...list, 'foot'], ['head', 'erin is new', ...list.slice(0, 3), 'foot'])).toBe(
    '^2;5r^2H^L^r^2Herin is new',
  );
  expect(changes(['head', ...list, 'foot'], ['head', ...list.slice(1), 'erin is new', 'foot'])).toBe(
    '^2;5r^2H^M^r^5Herin is new',
  );
});

it('a line whose widths terminals dispute is written from the last place they agree about, up to its end', () => {
  expect(changes(['bob: 你 1'], ['bob: 你 2'])).toBe('^1;5H^K 你 2');
});

it('what stands before a disputed text, or behind the column stop after it, is changed by itself', () => {
  const line = (before: string, behind: string) => `${before} 你${columnStop(12, 'plain').text}${behind}`;
  expect(changes([line('1 bob', 'x')], [line('2 bob', 'x')])).toBe('^1H2');
  expect(changes([line('1 bob', 'x 1')], [line('1 bob', 'x 2')])).toBe('^1;16H2');
});
