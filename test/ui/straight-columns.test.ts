import { describe, expect, it, vi } from 'vitest';
import { signs } from '../../src/text/signs.ts';
import { drawFor, type Terminal } from '../../src/text/terminal.ts';
import { uncounted } from '../../src/ui/column-stops.ts';
import { changesOf } from '../../src/ui/frame/frame-changes.ts';
import { frame } from '../helpers/drawing.tsx';
import { SIZES } from '../helpers/sizes.ts';
import { openEmulator } from '../helpers/terminal-emulator.ts';
import { eastAsianWidths, modernWidths } from '../helpers/terminal-widths.ts';
import { presence, Watching } from '../helpers/watching.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A text in each way of writing that widths are difficult in, and one that tries to act. */
const WRITTEN = {
  'Chinese and Korean': '你好吗안녕하세요',
  emoji: '👩‍👩‍👧‍👦👍🏽🇩🇪1️⃣🍜',
  'combining marks': 'e\u{301}Z\u{351}\u{36b}a\u{323}\u{308}',
  'right to left': 'שלוםمرحبا',
  conjuncts: 'नमस्ते',
  ambiguous: 'αβγ“…”①Ж█●',
  'halfwidth and fullwidth': 'ｱｶﾞＡＢ',
  controls: '\u{1b}[31m\n\u{202e}\t',
};

const MODES: readonly (readonly [string, Partial<Terminal>, typeof modernWidths])[] = [
  ['as usual', { theme: 'auto' }, modernWidths],
  ['in ASCII', { ascii: true, theme: 'mono' }, modernWidths],
  ['where ambiguous characters are wide', { ambiguousWidth: 2, theme: 'auto' }, eastAsianWidths],
];

/** One user for each way of writing, with the text as name, device, status and ext, twice, so that some of it is cut. */
function everybody(): Watching {
  const texts = Object.values(WRITTEN);
  const watching = new Watching(texts);
  const said = (text: string, turn: number) =>
    presence({ [text]: turn === 0 ? '1' : text, [`${text}ios`]: text }, { ext: `${turn}${text}${text}`, lastTime: 1 });
  watching.answer(Object.fromEntries(texts.map((text) => [text, said(text, 0)])));
  watching.wait(30_000);
  watching.answer(Object.fromEntries(texts.map((text) => [text, said(text, 1)])));
  return watching;
}

/** The cells of a screen as its terminal shows them, one string for each column. */
async function cellsOf(watching: Watching, columns: number, rows: number, widths: typeof modernWidths): Promise<string[][]> {
  const emulator = openEmulator(columns, rows, () => {}, widths);
  const lines = uncounted(frame(watching, columns, rows)).split('\n');
  const drawn = changesOf(null, lines, { width: columns, colours: true });
  await new Promise<void>((resolve) => emulator.xterm.write(`\u{1b}[?7l${drawn}`, resolve));
  return emulator.cells().map((row) => row.map(({ char }) => char));
}

describe.each(MODES)('%s', (_, traits, widths) => {
  it.each(SIZES)('every row is straight at %i×%i', async (columns, rows) => {
    drawFor(traits);
    const screen = await cellsOf(everybody(), columns, rows, widths);
    const top = screen.findIndex((row) => row.join('').includes('STATUS'));
    const heading = (screen[top] as string[]).join('');
    const shown = screen.slice(top + 1, top + 1 + Math.min(Object.keys(WRITTEN).length, rows - 6));
    expect(shown.length).toBeGreaterThanOrEqual(4);
    const [status, change, age] = ['STATUS', 'LAST CHANGE', 'AGE'].map((title) => heading.indexOf(title)) as [
      number,
      number,
      number,
    ];
    for (const row of shown) {
      const from = (column: number, count: number) => row.slice(column, column + count).join('');
      expect([signs.online, signs.custom], row.join('')).toContain(from(status, 1));
      if (change > 0) expect(from(change, 10), row.join('')).toBe('1970-01-01');
      if (age > 0) expect(from(age, 3), row.join('')).toBe('<1m');
    }
  });

  it('what is ours is in the row of its own, and the footer is the last', async () => {
    drawFor(traits);
    for (const [columns, rows] of SIZES) {
      const screen = await cellsOf(everybody(), columns, rows, widths);
      expect(screen[rows - 2]?.join('')).toContain('all well');
      expect(screen[rows - 1]?.join('').trim()).toBe('');
    }
  });
});
