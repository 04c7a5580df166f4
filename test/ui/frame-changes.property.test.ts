import type { IUnicodeVersionProvider } from '@xterm/headless';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { cut, widthOf } from '../../src/text/width.ts';
import { columnStop, isDisputed, readStop } from '../../src/ui/column-stops.ts';
import { changesOf } from '../../src/ui/frame/frame-changes.ts';
import type { Cell } from '../../tools/screen-cells.ts';
import { openEmulator } from '../helpers/terminal-emulator.ts';
import { foreignOutput } from '../helpers/terminal-output.ts';
import { modernWidths, narrowWidths, wideWidths, widthsOfCharacters } from '../helpers/terminal-widths.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Columns that lines take by our own count, and of a terminal where they have room however it counts. */
const WIDTH = 40;
const WIDE = 200;
const ROWS = 8;
const ESC = '\u{1b}';
const LOOKS = [[], [1], [2], [7], [32], [31, 1], [31, 4], [2, 1], [33, 7]];
const ENDS: Readonly<Record<number, number>> = { 1: 22, 2: 22, 4: 24, 7: 27, 31: 39, 32: 39, 33: 39 };

interface Piece {
  readonly text: string;
  readonly codes: readonly number[];
}

const plain = fc.constantFrom('alice', '● ios', '○', '  ', '        ', '14:02', 'a', ' – ', '*', '1', '→');
const disputed = fc.constantFrom('你好', '👩‍👩‍👧‍👦', 'e\u{301}', 'नमस्ते', '👍🏽', '🇩🇪', '❤️', 'é', 'x你');
const piece: fc.Arbitrary<Piece> = fc.record({
  text: fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: disputed }),
  codes: fc.constantFrom(...LOOKS),
});
/** As Ink draws it: pieces in their looks, a column stop behind some that are disputed, blanks at the end left out. */
const line = fc.tuple(fc.array(piece, { maxLength: 8 }), fc.boolean()).map(([pieces, stops]) => {
  let column = 0;
  let drawn = '';
  for (const { text, codes } of pieces) {
    const fitting = cut(text, WIDTH - column);
    column += widthOf(fitting);
    const open = codes.map((code) => `${ESC}[${code}m`).join('');
    const close = codes.map((code) => `${ESC}[${ENDS[code]}m`).join('');
    if (fitting !== '') drawn += open + fitting + close;
    if (stops && isDisputed(fitting) && column < WIDTH - 1)
      drawn += columnStop(column++, text.length % 2 === 0 ? 'changed' : 'plain').text;
  }
  return drawn.trimEnd();
});
const frame = fc.array(line, { minLength: ROWS - 1, maxLength: ROWS - 1 });

type Step = (lines: readonly string[]) => string[];
const place = fc.nat({ max: ROWS - 2 });
/** What happens to a frame: nothing in common, a line that changes, or lines that move down or up as those of a list do. */
const step: fc.Arbitrary<Step> = fc.oneof(
  frame.map(
    (lines): Step =>
      () =>
        lines,
  ),
  fc.tuple(place, line).map(
    ([at, given]): Step =>
      (lines) =>
        lines.with(at, given),
  ),
  fc.tuple(place, place, line).map(([a, b, given]): Step => {
    const [top, bottom] = [Math.min(a, b), Math.max(a, b)];
    return (lines) => [...lines.slice(0, top), given, ...lines.slice(top, bottom), ...lines.slice(bottom + 1)];
  }),
  fc.tuple(place, place, line).map(([a, b, given]): Step => {
    const [top, bottom] = [Math.min(a, b), Math.max(a, b)];
    return (lines) => [...lines.slice(0, top), ...lines.slice(top + 1, bottom + 1), given, ...lines.slice(bottom + 1)];
  }),
  place.map(
    (height): Step =>
      (lines) =>
        lines.map((given, row) => (row < height ? given : '')),
  ),
);

function terminal(widths: IUnicodeVersionProvider, width: number) {
  const emulator = openEmulator(width, ROWS, () => {}, widths);
  const write = (data: string) => new Promise<void>((resolve) => emulator.xterm.write(data, resolve));
  return { emulator, write };
}

/** Every line written as it is on an erased screen. */
function wholly(lines: readonly string[]): string {
  const stop = (text: string) => {
    const { column, sign } = readStop(text) as { column: number; sign: string };
    return `${ESC}[${column + 1}G${ESC}[K${sign}`;
  };
  const written = lines.map((text, row) => `${ESC}[${row + 1}H${text.replace(/[\u{10f000}-\u{10ffff}]/gu, stop)}${ESC}[m`);
  return `${ESC}[H${ESC}[2J${written.join('')}`;
}

/** Cells as they are seen: a blank looks the same in any weight and colour. */
function seen(cells: readonly (readonly Cell[])[]): unknown[] {
  return cells.flat().map((cell) => {
    const blank = cell.char === ' ' && !cell.inverse && !cell.underline;
    return blank ? ' ' : cell;
  });
}

const NO_WRAP = `${ESC}[?7l`;

it.each([
  ['counts as we do', modernWidths, WIDTH, 100],
  ['knows no clusters', widthsOfCharacters, WIDE, 30],
  ['takes all that is foreign for wide', wideWidths, WIDE, 30],
  ['takes nothing for wide', narrowWidths, WIDE, 30],
])(
  'from any frame to any other, a terminal that %s shows what it would had it been drawn anew',
  async (_, widths, width, numRuns) => {
    await fc.assert(
      fc.asyncProperty(frame, fc.array(step, { minLength: 1, maxLength: 4 }), async (first, steps) => {
        const [changed, anew] = [terminal(widths, width), terminal(widths, width)];
        await changed.write(NO_WRAP);
        await anew.write(NO_WRAP);
        let before: readonly string[] | null = null;
        let now: readonly string[] = first;
        for (const next of [() => first, ...steps] as Step[]) {
          now = next(now);
          const bytes = changesOf(before, now, { width, colours: true });
          expect(foreignOutput(Buffer.from(bytes))).toBeNull();
          await changed.write(bytes);
          await anew.write(wholly(now));
          expect(changed.emulator.lines()).toEqual(anew.emulator.lines());
          expect(seen(changed.emulator.cells())).toEqual(seen(anew.emulator.cells()));
          before = now;
        }
        changed.emulator.xterm.dispose();
        anew.emulator.xterm.dispose();
      }),
      { numRuns },
    );
  },
);

it('a frame that is the same takes no bytes, whatever is in it', () => {
  fc.assert(
    fc.property(frame, (lines) => {
      expect(changesOf(lines, [...lines], { width: WIDTH, colours: true })).toBe('');
    }),
  );
});

it('what changes never takes more bytes than drawing it anew', () => {
  fc.assert(
    fc.property(frame, step, (lines, next) => {
      const canvas = { width: WIDTH, colours: true };
      const now = next(lines);
      const bytes = (before: readonly string[] | null) => Buffer.byteLength(changesOf(before, now, canvas));
      // Each row whose rest has to be erased takes a few bytes more than one on an erased screen.
      expect(bytes(lines)).toBeLessThanOrEqual(bytes(null) + 12 * ROWS);
    }),
  );
});
