import { jsonLine } from './json-line.ts';
import { shellWord } from './shell.ts';

/** A call for a shell. `token` stands inside double quotes: `$TOKEN`, or a command in `$(…)`. */
export interface CurlCall {
  readonly method: string;
  readonly url: string;
  /** Sent as JSON; null: nothing is. */
  readonly body: unknown;
  readonly token: string;
}

/** A call as one line of curl for a POSIX shell, safe for a terminal. */
export function curlLine({ method, url, body, token }: CurlCall): string {
  const headers = [`"Authorization: Bearer ${token}"`, "'Content-Type: application/json'", "'Accept: application/json'"];
  return [
    `curl -X ${method}`,
    ...headers.map((header) => `-H ${header}`),
    ...(body === null ? [] : [`--data ${shellWord(jsonLine(body))}`]),
    shellWord(url),
  ].join(' ');
}
