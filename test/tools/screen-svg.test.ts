import { expect, it, vi } from 'vitest';
import { rgb } from '../../tools/palette.ts';
import { COLOUR_NAMES } from '../../tools/screen-cells.ts';
import { screenSvg } from '../../tools/screen-svg.ts';
import { openTerminal } from '../helpers/terminal.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The picture of a screen on which a program wrote `text`. */
async function picture(text: string, { columns = 20, rows = 2, title = 'a screen' } = {}): Promise<string> {
  await using terminal = openTerminal({ command: ['/bin/sh', '-c', 'printf %s "$TEXT"'], columns, rows, env: { TEXT: text } });
  await terminal.waitForExit();
  return screenSvg(terminal.emulator.cells(), title);
}

/** The pieces of text in a picture with where they start and how wide they are, in columns. */
function pieces(svg: string): { text: string; column: number; columns: number; attributes: string }[] {
  return [
    ...svg.matchAll(/<text x="([\d.]+)" y="[\d.]+" textLength="([\d.]+)" lengthAdjust="spacingAndGlyphs" ?(.*?)>(.*?)<\/text>/g),
  ].map(([, x, length, attributes = '', text = '']) => ({
    text,
    column: Number(x) / 8.4,
    columns: Number(length) / 8.4,
    attributes,
  }));
}

it('text in one look is one piece, and another look starts another one at its own column', async () => {
  const found = pieces(await picture('all \u001b[1;31mred\u001b[0m is \u001b[2mdim\u001b[0m'));
  expect(found.map(({ text }) => text)).toEqual(['all', 'red', 'is', 'dim']);
  expect(found.map(({ column }) => Math.round(column))).toEqual([0, 4, 8, 11]);
  expect(found[1]?.attributes).toBe(`fill="${rgb('red', '')}" font-weight="bold"`);
  expect(found[3]?.attributes).toBe('fill-opacity="0.6"');
});

it('signs and wide characters are held in their columns, so what follows stays straight', async () => {
  const found = pieces(await picture('a●b字字c──'));
  expect(found.map(({ text }) => text)).toEqual(['a', '●', 'b', '字', '字', 'c', '──']);
  expect(found.map(({ column }) => Math.round(column))).toEqual([0, 1, 2, 3, 5, 7, 8]);
  expect(found.map(({ columns }) => Math.round(columns)).slice(0, 6)).toEqual([1, 1, 1, 2, 2, 1]);
});

it('a gap of blanks is a gap between pieces, so that columns are straight in any face', async () => {
  const found = pieces(await picture('  alice b    online  '));
  expect(found.map(({ text, column, columns }) => [text, Math.round(column), Math.round(columns)])).toEqual([
    ['alice b', 2, 7],
    ['online', 13, 6],
  ]);
});

it('underlined blanks are drawn', async () => {
  const found = pieces(await picture('\u001b[4ma  b \u001b[0m'));
  expect(found.map(({ text, attributes }) => [text, attributes])).toEqual([
    ['a  b ', 'text-decoration="underline" xml:space="preserve"'],
  ]);
});

it('inverse text stands in the paper colour on a box in the ink colour', async () => {
  const svg = await picture('\u001b[7mup\u001b[0m');
  expect(svg).toContain('<rect x="0" y="0" width="16.8" height="18" fill="#d8dee9"/>');
  expect(pieces(svg)[0]).toMatchObject({ text: 'up', attributes: 'fill="#12161e"' });
});

it('cells on one background stand in one box, whatever their ink', async () => {
  const svg = await picture('\u001b[7mup \u001b[1m○ 字\u001b[0m \u001b[44mb\u001b[0m');
  const boxes = [...svg.matchAll(/<rect x="([\d.]+)" y="0" width="([\d.]+)"/g)].map(([, x, width]) => [
    Number(x) / 8.4,
    Number(width) / 8.4,
  ]);
  expect(boxes.map((box) => box.map(Math.round))).toEqual([
    [0, 7],
    [8, 1],
  ]);
});

it('what XML reserves is escaped, in the screen and in the title', async () => {
  const svg = await picture('<b> & "c"', { title: 'x < y' });
  expect(svg).toContain('>&lt;b&gt; &amp; &quot;c&quot;');
  expect(svg).toContain('<title>x &lt; y</title>');
  expect(svg).not.toContain('<b>');
});

it('rows stand under one another in a frame that fits them', async () => {
  const svg = await picture('one\r\ntwo', { columns: 10, rows: 3 });
  expect(svg).toMatch(/^<svg [^>]*width="112" height="82"/);
  expect([...svg.matchAll(/ y="([\d.]+)" textLength/g)].map(([, y]) => Number(y))).toEqual([13.5, 31.5]);
});

it('an empty screen is a frame without text', async () => {
  expect(pieces(await picture(''))).toEqual([]);
});

it('every colour of the palette has a value, the cube and the greys those of xterm', () => {
  const named = COLOUR_NAMES.map((name) => rgb(name, 'none'));
  expect(new Set(named).size).toBe(16);
  expect(named.every((colour) => /^#[\da-f]{6}$/.test(colour))).toBe(true);
  expect([16, 196, 231, 232, 255].map((index) => rgb(`palette-${index}`, 'none'))).toEqual([
    '#000000',
    '#ff0000',
    '#ffffff',
    '#080808',
    '#eeeeee',
  ]);
  expect(rgb('#010203', 'none')).toBe('#010203');
  expect(rgb('default', '#abcdef')).toBe('#abcdef');
});
