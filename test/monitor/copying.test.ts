import { expect, it } from 'vitest';
import { Watching } from '../helpers/watching.ts';

it('the name of the selected user is sent to the clipboard, and no more is claimed than that', () => {
  const watching = new Watching(['alice', 'bob']);
  expect(watching.say('copy')).toContainEqual({ type: 'copy', text: 'alice' });
  expect(watching.state.notice).toEqual({ kind: 'done', text: 'sent alice to the clipboard', hint: null });
});

it('on the page of a user it is the name of that user', () => {
  const watching = new Watching(['alice', 'bob']);
  watching.say({ type: 'move', by: 'row', direction: 1 }, { type: 'open', layer: 'user' });
  expect(watching.say('copy')).toContainEqual({ type: 'copy', text: 'bob' });
});

it('what would act when it is pasted, or cannot be seen, is replaced, and that is said', () => {
  const watching = new Watching(['al\u{202e}ice\n']);
  expect(watching.say('copy')).toContainEqual({ type: 'copy', text: 'al�ice␊' });
  expect(watching.state.notice?.hint).toMatch(/replaced by signs/);
});

it('a name too long for the clipboard is not cut but refused', () => {
  const watching = new Watching(['x'.repeat(60_000)]);
  expect(watching.say('copy').filter(({ type }) => type === 'copy')).toEqual([]);
  expect(watching.state.notice).toMatchObject({ kind: 'failed', text: expect.stringContaining('too long') });
});

it('with nobody watched nothing is sent', () => {
  expect(new Watching([]).say('copy').filter(({ type }) => type === 'copy')).toEqual([]);
});
