import { PassThrough } from 'node:stream';
import { render, useInput, usePaste } from 'ink';
import { createElement } from 'react';
import { onTestFinished, vi } from 'vitest';
import { keyNames } from '../../src/keys/key-names.ts';

/** A key no test presses: when it has been read, so has all before it. */
const [END_BYTE, END] = ['\u{14}', 'ctrl-t'];
const ESC = '\u{1b}';

/** The keys that bytes from a terminal come to, as Ink reads them; each string is one read. Pasted text is `paste:…`. */
export async function keysIn(...reads: readonly string[]): Promise<string[]> {
  const keys: string[] = [];
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode() {}, ref() {}, unref() {} });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  const instance = render(createElement(Listening, { keys }), {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    exitOnCtrlC: false,
    interactive: true,
    patchConsole: false,
  });
  onTestFinished(() => instance.unmount());
  await vi.waitUntil(() => stdin.listenerCount('readable') > 0);
  for (const read of [...reads, END_BYTE]) {
    const before = keys.length;
    stdin.write(read);
    // Ink holds an Esc back for a moment, to see whether a sequence follows.
    if (read.endsWith(ESC)) await vi.waitUntil(() => keys.length > before);
    else await vi.waitUntil(() => stdin.readableLength === 0);
  }
  await vi.waitUntil(() => keys.includes(END));
  return keys.filter((key) => key !== END);
}

function Listening({ keys }: { readonly keys: string[] }) {
  useInput((input, key) => {
    keys.push(...keyNames(input, key));
  });
  usePaste((text) => {
    keys.push(`paste:${text}`);
  });
  return null;
}
