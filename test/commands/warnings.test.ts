import { expect, it } from 'vitest';
import { Warnings } from '../../src/commands/warnings.ts';
import { BOUNDS } from '../../src/monitor/bounds.ts';

/** What is left of so many warnings. */
function after(count: number) {
  const warnings = new Warnings();
  for (let number = 1; number <= count; number++) warnings.add({ message: `no. ${number}`, hint: 'do something' });
  return [...warnings];
}

it('all are said again, the oldest first, with what to do', () => {
  expect(after(2)).toEqual([
    { message: 'no. 1', hint: 'do something' },
    { message: 'no. 2', hint: 'do something' },
  ]);
  expect(after(0)).toEqual([]);
});

it('of many the last few are kept, however many there were, and the others are counted', () => {
  const said = after(100_000).map(({ message }) => message);
  expect(said).toHaveLength(BOUNDS.partingWarnings + 1);
  expect([said[0], said[1], said.at(-1)]).toEqual(['99,990 warnings before these', 'no. 99991', 'no. 100000']);
  expect(after(BOUNDS.partingWarnings + 1)[0]).toEqual({ message: '1 warning before these', hint: null });
});
