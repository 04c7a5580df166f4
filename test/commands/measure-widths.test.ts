import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { measureWidths } from '../../src/commands/doctor/measure-widths.ts';

/** A keyboard and a screen, and what was done to them. */
function openTerminal() {
  const keys = new EventEmitter();
  const raw: boolean[] = [];
  let written = '';
  const input = {
    isRaw: false,
    setRawMode: (mode: boolean) => raw.push(mode),
    on: (event: string, listener: (data: Buffer) => void) => keys.on(event, listener),
    off: (event: string, listener: (data: Buffer) => void) => keys.off(event, listener),
    pause: () => raw.push(false),
  } as unknown as Parameters<typeof measureWidths>[0];
  const output = { write: (text: string) => (written += text) } as unknown as Parameters<typeof measureWidths>[1];
  return { input, output, raw, keys, written: () => written, answer: (text: string) => keys.emit('data', Buffer.from(text)) };
}

const PATIENT = 60_000;

it('each text is written at the margin, and the line is empty before anything can be answered', async () => {
  const { input, output, written, answer, raw, keys } = openTerminal();
  const measured = measureWidths(input, output, ['ab', 'c'], PATIENT, new AbortController().signal);
  expect(written()).toBe('\rab\u{1b}[6n\rc\u{1b}[6n\r\u{1b}[K');
  expect(raw).toEqual([true]);
  answer('\u{1b}[5;3R\u{1b}[5;2R');
  expect(await measured).toEqual([2, 1]);
  expect(raw.at(-1)).toBe(false);
  expect(keys.listenerCount('data')).toBe(0);
});

it('answers that come in pieces, and keys between them, are told apart', async () => {
  const { input, output, answer } = openTerminal();
  const measured = measureWidths(input, output, ['a', 'b'], PATIENT, new AbortController().signal);
  for (const piece of ['\u{1b}[1', '2;', '3Rq', '\u{1b}[A\u{1b}', '[12;9R']) answer(piece);
  expect(await measured).toEqual([2, 8]);
});

it('a terminal that says nothing is silent', async () => {
  const { input, output, raw, answer } = openTerminal();
  const measured = measureWidths(input, output, ['a', 'b'], 1, new AbortController().signal);
  answer('\u{1b}[1;2R');
  expect(await measured).toBe('silent');
  expect(raw.at(-1)).toBe(false);
});

it('whoever stops gets the terminal back at once', async () => {
  const { input, output, raw, keys } = openTerminal();
  const stop = new AbortController();
  const measured = measureWidths(input, output, ['a'], PATIENT, stop.signal);
  stop.abort();
  expect(raw.at(-1)).toBe(false);
  expect(keys.listenerCount('data')).toBe(0);
  expect(await measured).toBe('stopped');
});

it('nothing is asked once it was stopped', async () => {
  const { input, output, written } = openTerminal();
  expect(await measureWidths(input, output, ['a'], PATIENT, AbortSignal.abort())).toBe('stopped');
  expect(written()).toBe('');
});
