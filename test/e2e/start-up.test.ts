import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { BUILT_FILE } from './built-file.ts';

/** Something that only the code of a library says. */
const SAID_BY = { react: 'react.element', zod: 'ZodError', got: 'got.com/', commander: 'commander.' } as const;

/** A file of the program with all that it loads before it does anything. */
function loadedWith(file: string, loaded = new Map<string, string>()): ReadonlyMap<string, string> {
  if (loaded.has(file)) return loaded;
  const source = readFileSync(file, 'utf8');
  loaded.set(file, source);
  for (const [, path = ''] of source.matchAll(/(?:^|[;}\n])import(?:[^"'();]*?from)?"(\.[^"]+)"/g)) {
    loadedWith(join(dirname(file), path), loaded);
  }
  return loaded;
}

const part = (name: string) => loadedWith(join(dirname(BUILT_FILE), 'parts', `${name}.js`));
const knows = (files: ReadonlyMap<string, string>, library: keyof typeof SAID_BY) =>
  [...files.values()].some((source) => source.includes(SAID_BY[library]));

test('what answers --version and --help knows the command line alone', () => {
  const files = loadedWith(BUILT_FILE);
  expect(knows(files, 'commander')).toBe(true);
  for (const library of ['react', 'zod', 'got'] as const) expect(knows(files, library), library).toBe(false);
  const bytes = [...files.values()].reduce((sum, source) => sum + source.length, 0);
  expect(bytes).toBeLessThan(120_000);
});

test('nothing but the screen loads React', () => {
  expect(knows(part('screen'), 'react')).toBe(true);
  for (const name of ['watch', 'write', 'config', 'subscriptions', 'simulate'])
    expect(knows(part(name), 'react'), name).toBe(false);
  expect(knows(part('watch'), 'zod')).toBe(true);
});
