import { expect, test } from 'vitest';
import type { Failure } from '../../../src/api/errors.ts';
import { httpFailure } from '../../../src/api/http-failure.ts';
import { Mask } from '../../../src/runtime/mask/mask.ts';
import { maskFailure } from '../../../src/runtime/mask/mask-failure.ts';
import { failureOf } from '../../helpers/watching.ts';

const mask = new Mask(Buffer.alloc(32, 1), ['alice', 'the']);
const masked = (failure: Failure) => maskFailure(failure, mask);
const answered = (status: number, body: string, statusText = '') =>
  httpFailure({ call: 'retrieve', status, statusText, body, retryAfter: undefined, now: 0 }).failure;

test.each([
  ['the server says who', answered(404, '{"error_description":"user alice not found"}'), '404: its text is hidden by --mask'],
  ['in its status line', answered(502, '', 'alice is gone'), '502: its text is hidden by --mask'],
  ['a result', { ...failureOf('failed-result', 'x "bob failed"'), status: 200 }, '200: its text is hidden by --mask'],
  ['nobody is named', answered(404, '{"error_description":"Service resource not found"}'), '404: Service resource not found'],
  [
    'words of a user that are documented',
    answered(400, '{"result":"the app not open presence"}'),
    '400: the app not open presence',
  ],
  ['no text', answered(502, ''), '502: Bad Gateway'],
])('of what a server says only that remains which it says of everybody: %s', (_, failure, said) => {
  expect(masked(failure).message).toBe(`retrieve: the server answered ${said}`);
  expect(masked(failure)).toMatchObject({ code: failure.code, hint: failure.hint, status: failure.status });
});

test('what we say ourselves stays, but for names in what a program for the token says', () => {
  const local = failureOf('network', 'retrieve: no answer from https://alice.example');
  expect(masked(local)).toBe(local);
  const unreadable = { ...failureOf('unreadable', 'retrieve: the answer is empty'), status: 200 };
  expect(masked(unreadable)).toBe(unreadable);
  const noToken = failureOf('no-token', 'command pass ended with exit code 1: nothing for alice');
  expect(masked(noToken).message).toBe(`command pass ended with exit code 1: nothing for ${mask.user('alice')}`);
});
