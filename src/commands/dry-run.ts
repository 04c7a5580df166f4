import { onWire, type PresenceRequest } from '../api/requests.ts';
import { jsonLine } from '../text/json-line.ts';
import { shellWord } from '../text/shell.ts';
import type { Connection } from './connect.ts';

/** A request as a line for a shell, with the token left to the variable `TOKEN`, or as a line of NDJSON. Safe for a terminal. */
export function requestLine(request: PresenceRequest, { base, uid }: Connection['client'], json: boolean): string {
  const { method, path } = onWire(request, base, uid);
  const url = `${base.origin}${path}`;
  if (json) return jsonLine({ type: 'request', call: request.name, method, url, body: request.body });
  const headers = ['"Authorization: Bearer $TOKEN"', "'Content-Type: application/json'", "'Accept: application/json'"];
  return [
    `curl -X ${method}`,
    ...headers.map((header) => `-H ${header}`),
    `--data ${shellWord(jsonLine(request.body))}`,
    shellWord(url),
  ].join(' ');
}
