import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PICTURES } from '../../tools/pictures.ts';
import { fillRegions, readmeParts } from '../../tools/readme-parts.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('keys, words of a filter, options, fields and exit codes in the README are those of the code: npm run readme writes them', () => {
  expect(readme).toBe(fillRegions(readme, readmeParts()));
});

test('every key, option and exit code is in the README', () => {
  for (const text of ['`ctrl-d`', '`--users-file <FILE>`', '`callsPerSecond`', '| 130 |']) expect(readme).toContain(text);
});

test('a README without a region is refused, so that no table is silently left out', () => {
  expect(() => fillRegions('# a README', { keys: '' })).toThrow('no region <!-- keys -->');
});

test('every picture that the script takes is in the README with its title, and every one in the README is there', () => {
  const shown = [...readme.matchAll(/!\[([^\]]+)\]\(pictures\/([^)]+)\)/g)].map(([, title, file]) => ({ file, title }));
  expect(shown).toEqual(PICTURES.map(({ file, title }) => ({ file, title })));
  for (const { file } of PICTURES)
    expect(readFileSync(new URL(`../../pictures/${file}`, import.meta.url), 'utf8')).toContain('<svg');
});
