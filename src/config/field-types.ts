import * as z from 'zod';
import { parseDuration } from '../text/duration.ts';
import { hostMistake } from './host.ts';
import { userNameMistake } from './user-name.ts';

/** Text that a check may refuse; the check answers what is expected instead, or null. */
function checked(expected: string, mistakeIn: (text: string) => string | null) {
  return z.string(expected).superRefine((text, context) => {
    const message = mistakeIn(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
}

/** The host of the API: `hostMistake` says what is accepted. */
export const host = () => checked('the host of the REST API, such as "a1.example.com"', hostMistake);

/** "." and ".." would change the route even when they are encoded. */
const isDots = (text: string) => text === '.' || text === '..';

/** A user name that goes into the path of a URL. */
export function pathUser(expected: string) {
  return checked(expected, (text) => (isDots(text) ? expected : userNameMistake(text)));
}

/** A name that the vendor gives out: one segment of a URL path, as it is. */
export function segment(expected: string) {
  return checked(expected, (text) => (/^[^\s/#?%\\\p{Cc}\p{Cs}]+$/u.test(text) && !isDots(text) ? null : expected));
}

/** A duration from `min` to `max`, all in milliseconds, read from text such as "30s". */
export function duration(expected: string, min: number, max: number) {
  return z.string(expected).transform((text, context) => {
    const result = parseDuration(text);
    if ('milliseconds' in result && result.milliseconds >= min && result.milliseconds <= max) return result.milliseconds;
    context.addIssue({ code: 'custom', message: 'error' in result ? result.error : expected });
    return z.NEVER;
  });
}

const PATH = 'the path of a file';

/** The path of a file. */
export const filePath = () => z.string(PATH).min(1, PATH);
