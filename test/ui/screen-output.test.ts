import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { columnStop, isDisputed } from '../../src/ui/column-stops.ts';
import { screenOutput } from '../../src/ui/screen-output.ts';

const ESC = '\u{1b}';
const BEGIN = `${ESC}[?2026h`;
const END = `${ESC}[?2026l`;
const ERASE = `${ESC}[H${ESC}[2J`;
const WHOLE = `${ERASE}${ESC}[1Hone${ESC}[2Htwo`;
/** How Ink takes a frame of two lines away. */
const ERASING = `${ESC}[2K${ESC}[1A${ESC}[2K${ESC}[1A${ESC}[2K${ESC}[G`;

function open({ colours = true } = {}) {
  const writes: string[] = [];
  const terminal = { columns: 80, rows: 24, write: (data: string) => writes.push(data) };
  const { write } = screenOutput(terminal as unknown as NodeJS.WriteStream, { colours });
  return {
    terminal,
    /** What reaches the terminal of what Ink writes. */
    written(...texts: readonly string[]): string[] {
      writes.length = 0;
      for (const text of texts) write(text);
      return [...writes];
    },
  };
}

it('a frame erases the screen the first time, and then only what differs is written, in one write', () => {
  const { written } = open();
  expect(written(BEGIN, 'one\ntwo\n', END)).toEqual([WHOLE]);
  expect(written(BEGIN, `${ERASING}one\ntoo\n`, END)).toEqual([`${ESC}[2;2Ho`]);
  expect(written(BEGIN, `${ERASING}one\ntoo\n`, END)).toEqual([]);
});

it('a frame too long to arrive as one is marked as one', () => {
  const { written } = open();
  const lines = (text: string) => Array.from({ length: 5 }, () => text).join('\n');
  const [frame = ''] = written(lines('x'.repeat(60)));
  expect(frame.startsWith(BEGIN + ERASE)).toBe(true);
  expect(frame.endsWith(END)).toBe(true);
  expect(written(lines('x'.repeat(59)))).toEqual([[1, 2, 3, 4, 5].map((row) => `${ESC}[${row};60H `).join('')]);
});

it.each([
  ['Ink took it away', ERASING],
  ['the screen is a new one', `${ESC}[?1049h`],
])('everything is drawn anew after %s', (_, before) => {
  const { written } = open();
  written('one\ntwo\n');
  expect(written(before, 'one\ntwo\n').at(-1)).toBe(WHOLE);
});

it('everything is drawn anew on a terminal of another size', () => {
  const { terminal, written } = open();
  written('one\ntwo\n');
  terminal.columns = 79;
  expect(written('one\ntwo\n')).toEqual([WHOLE]);
});

it('lines do not wrap as long as the alternate screen stands', () => {
  const { written } = open();
  expect(written(`${ESC}[?1049h`, `${ESC}[?25l`, `${ESC}[?1049l`)).toEqual([
    `${ESC}[?1049h${ESC}[?7l`,
    `${ESC}[?25l`,
    `${ESC}[?7h${ESC}[?1049l`,
  ]);
});

it('without colours text keeps what is bold, inverse or underlined', () => {
  const { written } = open({ colours: false });
  const [frame] = written(
    `${ESC}[32mgreen${ESC}[39m ${ESC}[2mgrey${ESC}[22m ${ESC}[1mbold${ESC}[22m ${ESC}[7minverse${ESC}[27m\n`,
  );
  expect(frame).toBe(`${ERASE}${ESC}[1Hgreen grey ${ESC}[1mbold${ESC}[C${ESC}[;7minverse${ESC}[m`);
});

it('it is the terminal in everything else', () => {
  const terminal = Object.assign(new PassThrough(), { columns: 80, isTTY: true });
  const output = screenOutput(terminal as unknown as NodeJS.WriteStream, { colours: true });
  let resized = 0;
  const count = () => {
    resized++;
  };
  output.on('resize', count);
  terminal.emit('resize');
  output.off('resize', count);
  terminal.emit('resize');
  terminal.columns = 100;
  expect({ resized, columns: output.columns, isTTY: output.isTTY }).toEqual({ resized: 1, columns: 100, isTTY: true });
});

it('a column stop goes to its column and erases what the text before it took too much', () => {
  const { written } = open();
  const [drawn] = written(`你${columnStop(9, 'changed').text}b\n`);
  expect(drawn).toBe(`${ERASE}${ESC}[1H你${ESC}[10G${ESC}[K*b`);
});

it.each(['👩‍👩‍👧‍👦', '❤️', '1️⃣', '🇩🇪', '👍🏽', 'नमस्ते', 'กำ', '각', '你', 'é', '\u{e000}'])(
  'terminals may disagree about %s',
  (text) => {
    expect(isDisputed(text)).toBe(true);
  },
);

it('they agree about ASCII and the signs of this program', () => {
  expect(isDisputed('alice_1 ● ios ○ ◆ 101 – … · × → ▲')).toBe(false);
});
