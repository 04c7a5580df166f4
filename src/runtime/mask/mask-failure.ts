import { STATUS_CODES } from 'node:http';
import type { Failure } from '../../api/errors.ts';
import { answeredWith } from '../../api/http-failure.ts';
import type { Mask } from './mask.ts';

/** What servers of the vendor say by themselves, as documented or seen: it is the same whoever is concerned. */
const OWN_WORDS = [
  'the app not open presence',
  'ext cannot be null',
  'ext is too big',
  'usernames is empty',
  'usernames cannot be null',
  'too many sub presence',
  'too many get presences',
  'too many unsub presences',
  "you can't sub yourself",
  'too many queries',
  'Unable to authenticate (OAuth)',
  'Unable to authenticate due to expired access token',
  'Unable to authenticate due to corrupt access token',
  'Service resource not found',
  'This request has reached api limit',
  'plan limit exceeded',
  'resource_limited',
  'reach_limit',
  'body too large',
];

/** What stands for a text that may name anybody. */
export const HIDDEN = 'its text is hidden by --mask';

/**
 * A failure as it may be shown. Who a server names in its own text, and how, nobody can know: only what servers of the vendor
 * always say is repeated. Of what we say ourselves, names can be in what a program for the token complains of.
 */
export function maskFailure(failure: Failure, mask: Mask): Failure {
  const { call, code, status, message } = failure;
  if (status !== null && !isOurs(failure)) return { ...failure, message: answeredWith(call, status, ownWords(message, status)) };
  return code === 'no-token' ? { ...failure, message: mask.words(message) } : failure;
}

/** A 200 that cannot be read is told in words of ours alone. */
function isOurs({ code, status }: Failure): boolean {
  return code === 'unreadable' && status === 200;
}

function ownWords(message: string, status: number): string {
  const said = message.trimEnd().toLowerCase();
  const known = [STATUS_CODES[status] ?? '', ...OWN_WORDS];
  return known.find((words) => words !== '' && said.endsWith(`: ${words.toLowerCase()}`)) ?? HIDDEN;
}
