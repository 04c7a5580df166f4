import type { ServerResponse } from 'node:http';
import { type Arrival, json } from './counting-server.ts';

/** The token that the token endpoint of `answerWell` gives. */
export const ISSUED_TOKEN = 'YWMt-issued+by/the=token-endpoint-of-a-test';

/** Answers any call as a server would for which every token is good: everybody is online, nobody is subscribed to. */
export function answerWell({ method, url, body }: Arrival, response: ServerResponse): void {
  json(response, 200, answerTo(method, url, body));
}

function answerTo(method: string, url: string, body: string): object {
  if (url.endsWith('/token')) return { access_token: ISSUED_TOKEN, expires_in: 86_400 };
  if (method === 'GET') return { result: { totalnum: '0', sublist: [] } };
  const { usernames = [] } = JSON.parse(body) as { usernames?: string[] };
  return { result: usernames.map((uid) => ({ uid, last_time: '1644466063', ext: 'x', status: { web: '1' } })) };
}
