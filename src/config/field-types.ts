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

const VARIABLE = 'the name of an environment variable, such as "CHAT_TOKEN"';
const SOURCE = '{"env":"NAME"} or {"file":"PATH"}: keep the token in an environment variable or a file and name that here';

/** Where a token comes from. A token itself is refused, even one that is put where the name of a variable belongs. */
export function tokenSource() {
  const env = z.string(VARIABLE).regex(/^(?!YWMt)[A-Za-z_]\w{0,63}$/, VARIABLE);
  return z
    .strictObject(
      {
        env: env.optional().describe('Environment variable that holds the token'),
        file: filePath().optional().describe('File that holds the token; others must not be able to read it'),
      },
      SOURCE,
    )
    .transform((source, context): { readonly env: string } | { readonly file: string } => {
      if (source.env !== undefined && source.file === undefined) return { env: source.env };
      if (source.file !== undefined && source.env === undefined) return { file: source.file };
      const found = source.env === undefined ? 'neither "env" nor "file"' : 'both "env" and "file"';
      context.addIssue({ code: 'custom', message: SOURCE, params: { found } });
      return z.NEVER;
    })
    .meta({ minProperties: 1, maxProperties: 1 });
}
