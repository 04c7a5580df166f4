import type { Asked, FailureCode } from '../../api/errors.ts';
import type { LineOf } from '../lines/schema.ts';
import type { Mask } from './mask.ts';
import { HIDDEN, maskFailure } from './mask-failure.ts';
import { maskStrangers } from './mask-oddity.ts';

/** A failure as lines tell it; a line of an error does not say the status. */
interface RecordedFailure {
  readonly code: string;
  readonly call: string | null;
  readonly message: string;
  readonly status: number | null;
}

/** What failures are called that no server has a word in, unless their message says that it answered. */
const OF_OURS: ReadonlySet<string> = new Set([
  ...(['refused', 'read-only', 'no-token', 'unreadable', 'network', 'timeout', 'aborted'] satisfies FailureCode[]),
  'damaged',
]);

/** Why another watch list was not taken may quote anybody. */
export const LIST_KEPT = 'watch list kept as it was';
export const LIST_KEPT_HIDDEN = `${LIST_KEPT}: what is wrong with it is hidden by --mask`;

/** What a failure said, as a masked run would have said it; what nobody knows is hidden. */
export function maskMessage({ code, call, message, status }: RecordedFailure, mask: Mask): string {
  const answered = status ?? statusIn(message);
  if (answered === null && !OF_OURS.has(code)) return `${call ?? code}: ${HIDDEN}`;
  const failure = { code: code as FailureCode, call: call as Asked | null, hint: '', retryAfter: null };
  return maskFailure({ ...failure, message, status: answered }, mask).message;
}

type Noted = NonNullable<LineOf<'moment'>['noted']>[number];

/** The same for what stands in the list of errors. */
export function maskMishap({ kind, call, status, message }: Noted, mask: Mask): string {
  switch (kind) {
    case 'clock':
      return message;
    case 'oddity':
      return maskStrangers(message, mask);
    case 'warning':
      return message.startsWith(LIST_KEPT) ? LIST_KEPT_HIDDEN : mask.words(message);
    default:
      return maskMessage({ code: kind, call, status, message }, mask);
  }
}

function statusIn(message: string): number | null {
  const [, status] = /^\w+: the server answered (\d{3})\b/.exec(message) ?? [];
  return status === undefined ? null : Number(status);
}
