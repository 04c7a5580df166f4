import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { columnStop, isDisputed } from '../../src/ui/column-stops.ts';
import { screenOutput } from '../../src/ui/screen-output.ts';

/** What reaches a terminal of what is written for it. */
function written(...texts: readonly string[]): string {
  const terminal = new PassThrough();
  const { stream } = screenOutput(terminal as unknown as NodeJS.WriteStream);
  for (const text of texts) stream.write(text);
  return String(terminal.read() ?? '');
}

it('a column stop erases what is left of the line and goes to its column', () => {
  expect(written(`a${columnStop(9, 'plain').text}b`)).toBe('a\u{1b}[K\u{1b}[10G b');
  expect(written(`a${columnStop(9, 'changed').text}b`)).toBe('a\u{1b}[K\u{1b}[10G*b');
  expect(written(`a${columnStop(9, 'flag').text}b`)).toBe('a\u{1b}[K\u{1b}[10G!b');
});

it('lines do not wrap as long as the alternate screen stands', () => {
  expect(written('\u{1b}[?1049h', 'frame', '\u{1b}[?1049l')).toBe('\u{1b}[?1049h\u{1b}[?7lframe\u{1b}[?7h\u{1b}[?1049l');
});

it('a screen is erased in one write, and one frame, with what is drawn in its place', () => {
  const writes: string[] = [];
  const terminal = { write: (data: string) => writes.push(data) };
  const { stream, eraseFirst, silently } = screenOutput(terminal as unknown as NodeJS.WriteStream);
  silently(() => stream.write('gone'));
  eraseFirst();
  stream.write('');
  stream.write('frame');
  stream.write('next');
  eraseFirst();
  stream.write('\u{1b}[?2026h');
  expect(writes).toEqual(['', '\u{1b}[H\u{1b}[2Jframe', 'next', '\u{1b}[?2026h\u{1b}[H\u{1b}[2J']);
});

it('it is the terminal in everything else', () => {
  const terminal = Object.assign(new PassThrough(), { columns: 80, isTTY: true });
  const { stream: output } = screenOutput(terminal as unknown as NodeJS.WriteStream);
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

it.each(['👩‍👩‍👧‍👦', '❤️', '1️⃣', '🇩🇪', '👍🏽', 'नमस्ते', 'กำ', '각', '你', 'é', '\u{e000}'])(
  'terminals may disagree about %s',
  (text) => {
    expect(isDisputed(text)).toBe(true);
  },
);

it('they agree about ASCII and the signs of this program', () => {
  expect(isDisputed('alice_1 ● ios ○ ◆ 101 – …')).toBe(false);
});
