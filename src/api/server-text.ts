import { signs } from '../text/signs.ts';
import { member, parseJson } from './json.ts';

const MAX_LENGTH = 200;

/** Text from elsewhere on one line and of bounded length. Not yet safe for a terminal. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MAX_LENGTH ? line : line.slice(0, MAX_LENGTH - 1).toWellFormed() + signs.cut;
}

/**
 * What a failed answer says of itself: the first non-empty of `error_description`, `result`, `error`; null when the body is
 * empty, HTML or anything else that is no JSON object with one of these.
 */
export function failureText(body: string): string | null {
  let answer: unknown;
  try {
    answer = parseJson(body);
  } catch {
    return null;
  }
  return statedFailure(answer);
}

/** The same for a body that has been read already. */
export function statedFailure(answer: unknown): string | null {
  for (const key of ['error_description', 'result', 'error']) {
    const text = member(answer, key);
    if (typeof text === 'string' && text.trim() !== '' && !text.trim().startsWith('<')) return text.trim();
  }
  return null;
}
