import { onWire, type PresenceRequest } from '../api/requests.ts';
import { curlLine } from '../text/curl.ts';
import { jsonLine } from '../text/json-line.ts';
import type { Connection } from './connect.ts';

/** A request as a line for a shell, with the token left to the variable `TOKEN`, or as a line of NDJSON. Safe for a terminal. */
export function requestLine(request: PresenceRequest, { base, uid }: Connection['client'], json: boolean): string {
  const { method, path } = onWire(request, base, uid);
  const url = `${base.origin}${path}`;
  const { name: call, body = null } = request;
  return json ? jsonLine({ type: 'request', call, method, url, body }) : curlLine({ method, url, body, token: '$TOKEN' });
}
