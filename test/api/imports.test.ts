import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const folder = new URL('../../src/api/', import.meta.url);

/** What each file of the library imports: `[file, imported]`. */
async function imports(): Promise<[string, string][]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
  const found = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(new URL(file, folder), 'utf8');
      return [...source.matchAll(/\bfrom '([^']+)'/g)].map(([, name]): [string, string] => [file, name ?? '']);
    }),
  );
  return found.flat();
}

it('the library knows nothing of the rest of the program', async () => {
  const own = (await imports()).filter(([, name]) => name.startsWith('.'));
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter(([, name]) => !/^\.\/[\w-]+\.ts$/.test(name))).toEqual([]);
});

it.each([
  ['got', 'transport.ts'],
  ['p-throttle', 'limiter.ts'],
  ['@humanwhocodes/momoa', 'json.ts'],
])('%s is imported by %s alone', async (name, file) => {
  expect((await imports()).filter(([, imported]) => imported === name)).toEqual([[file, name]]);
});
