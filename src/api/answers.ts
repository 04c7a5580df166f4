import { attribute } from './attribution.ts';
import type { CallName, PresenceAnswer, Subscription } from './contract.ts';
import { ApiError, unreadable } from './errors.ts';
import { member, members, parseJson } from './json.ts';
import { readCount, readText, readTime } from './scalars.ts';
import { oneLine, statedFailure } from './server-text.ts';

/** One page of the sublist. */
export interface SublistPage {
  /** Subscriptions in all, or null when the answer does not say. */
  readonly total: number | null;
  /** Entries on the page, those included that cannot be read. */
  readonly entries: number;
  readonly subscriptions: readonly Subscription[];
}

/** Reads the body of a 200 to set or unsubscribe. Throws `failed-result` or `unreadable`. */
export function readOk(call: CallName, text: string): 'ok' {
  const result = readResult(call, text);
  if (typeof result === 'string' && result.trim().toLowerCase() === 'ok') return 'ok';
  throw typeof result === 'string' ? failedResult(call, result) : unreadable(call, 'has no result "ok"');
}

/** Reads the body of a 200 to subscribe or retrieve, asked for `names`. Throws `failed-result` or `unreadable`. */
export function readPresence(call: CallName, text: string, names: readonly string[]): PresenceAnswer {
  const result = readResult(call, text);
  if (Array.isArray(result)) return attribute(result, names);
  throw notData(call, result, 'has no list of users as its result');
}

/** Reads the body of a 200 to sublist. Entries without a uid are counted but not given. Throws `failed-result` or `unreadable`. */
export function readSublistPage(text: string): SublistPage {
  const result = readResult('sublist', text);
  const list = member(result, 'sublist');
  if (!Array.isArray(list)) throw notData('sublist', result, 'has no list of subscriptions');
  const subscriptions: Subscription[] = [];
  for (const entry of list) {
    const uid = readText(member(entry, 'uid')).value;
    if (uid !== '') subscriptions.push({ uid, expiry: readTime(member(entry, 'expiry')).value });
  }
  return { total: readCount(member(result, 'totalnum')), entries: list.length, subscriptions };
}

/** `result`, or `data.result` as the vendor's page words it; a body without either may state a failure. */
function readResult(call: CallName, text: string): unknown {
  let body: unknown;
  try {
    body = parseJson(text);
  } catch (error) {
    throw unreadable(call, error instanceof RangeError ? 'is nested too deeply' : notJson(text));
  }
  if (members(body) === null) throw unreadable(call, 'is no JSON object');
  return member(body, 'result') ?? member(member(body, 'data'), 'result') ?? statedFailure(body);
}

function notJson(text: string): string {
  if (text.trim() === '') return 'is empty';
  return text.trimStart().startsWith('<') ? 'is a web page, not JSON' : 'is no valid JSON, or was cut';
}

function notData(call: CallName, result: unknown, why: string): ApiError {
  const failed = typeof result === 'string' && result.trim() !== '' && result.trim().toLowerCase() !== 'ok';
  return failed ? failedResult(call, result) : unreadable(call, why);
}

function failedResult(call: CallName, text: string): ApiError {
  return new ApiError({
    code: 'failed-result',
    message: `${call}: the server answered 200, but the result is ${JSON.stringify(oneLine(text))}`,
    hint: 'The result gives the reason; look at the present state before a change is repeated.',
    call,
    status: 200,
    retryAfter: null,
  });
}
