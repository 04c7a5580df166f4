import { expect, test } from 'vitest';
import { patience } from '../../src/commands/patience.ts';

function working() {
  const said: (string | null)[] = [];
  let at = 0;
  const work = patience('reading rec.ndjson', { progress: (text) => said.push(text) }, () => at);
  const tellAt = (milliseconds: number, share: number) => {
    at = milliseconds;
    work.tell(share);
  };
  return { said, work, tellAt };
}

test('a work that is done at once says nothing', () => {
  const { said, work, tellAt } = working();
  tellAt(100, 0.4);
  tellAt(299, 0.99);
  work.end();
  expect(said).toEqual([]);
});

test('a long work says now and then how far it is, and leaves nothing of that', () => {
  const { said, work, tellAt } = working();
  for (const [milliseconds, share] of [
    [300, 0.126],
    [450, 0.3],
    [600, 0.5],
    [1200, 1],
  ] as const)
    tellAt(milliseconds, share);
  work.end();
  expect(said).toEqual(['reading rec.ndjson: 12 %', 'reading rec.ndjson: 50 %', 'reading rec.ndjson: 100 %', null]);
});
