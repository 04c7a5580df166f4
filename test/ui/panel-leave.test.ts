import { expect, it } from 'vitest';
import { drawLines, team } from '../helpers/drawing.tsx';
import { failureOf, presence, Watching } from '../helpers/watching.ts';

const TIMEOUT = failureOf('timeout', 'set: no complete answer within 10 s');
const LONGEST = 'u'.repeat(64);

/** A question whether to leave while the status of alice, or of somebody with a longer name, is being set. */
function asked(uid = 'alice'): Watching {
  const watching = uid === 'alice' ? team() : new Watching([uid]);
  if (uid !== 'alice') watching.answer({ [uid]: presence({ android_1: '1' }, { ext: 'x' }) });
  watching.say({ type: 'open', layer: 'set' }, 'confirm', 'interrupt');
  return watching;
}

/** Lines of the question: below the rule where there is one, above message line and footer. */
function question(watching: Watching, columns: number, rows: number): string[] {
  const lines = drawLines(watching, columns, rows).slice(2, -2);
  return lines.slice(lines.findLastIndex((line) => line.startsWith('─')) + 1).filter((line) => line !== '');
}

it('says what is on its way, what leaving comes to, and what the keys do', () => {
  const watching = asked();
  expect(question(watching, 80, 24)).toEqual([
    ' Quit while a change is on its way?',
    ' setting alice android_1 to 1 …',
    ' Its outcome will then not be known.',
    ' Enter quits anyway   Esc stays',
  ]);
  expect(drawLines(watching, 80, 24).at(-1)).toMatch(/ Enter quit {2}Esc stay$/);
});

it('says also that it is read back', () => {
  const watching = asked();
  watching.wrote([{ failure: TIMEOUT, unclear: true }]);
  expect(question(watching, 80, 24)[1]).toBe(' reading back whether it was done: setting alice android_1 to 1 …');
});

it.each([
  ['done', { failure: null }, ' set alice android_1 to 1'],
  ['refused', { failure: failureOf('forbidden', 'no right to') }, ' not done: setting alice android_1 to 1: no right to'],
] as const)('once the change has ended says how: %s', (_, outcome, end) => {
  const watching = asked();
  watching.wrote([outcome]);
  expect(question(watching, 80, 24)).toEqual([' The change has ended. Quit?', end, ' Enter quits   Esc stays']);
});

it.each([
  [60, 15],
  [40, 10],
])('is whole at %i×%i, also of the longest name', (columns, rows) => {
  expect(question(asked(), columns, rows)).toEqual([
    ' Quit while a change is on its way?',
    ' setting alice android_1 to 1 …',
    ' Its outcome will then not be known.',
    ' Enter quits anyway   Esc stays',
  ]);
  const long = question(asked(LONGEST), columns, rows);
  expect(long.at(-1)).toBe(' Enter quits anyway   Esc stays');
  expect(long.join('').replaceAll(' ', '')).toContain(`${LONGEST}android_1to1…`);
});
