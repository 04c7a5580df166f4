import { CALLS, type CallName } from '../api/contract.ts';

/** Which app a path names: by organisation and app, or by app id. */
export type AppPath = { readonly orgName: string; readonly appName: string } | { readonly appId: string };

/** What a request asks for; every value decoded, and no value ever taken for a part of the path. */
export type Route =
  | {
      readonly call: CallName;
      readonly app: AppPath;
      readonly uid: string;
      /** Path parameters by name, without the colon. */
      readonly params: Readonly<Record<string, string>>;
      readonly query: URLSearchParams;
    }
  | { readonly call: 'token'; readonly app: AppPath };

/**
 * Finds the call in the contract's rows; null when there is none. `target` is the request target as it came over the wire:
 * it is split before it is decoded, so `a%2Fb`, `..` and `%2E%2E` are each one segment.
 */
export function parseRoute(method: string, target: string): Route | null {
  const [path = '', query = ''] = split(target, '?');
  const [root, ...segments] = path.split('/').map(decode);
  if (root !== '') return null;
  const byId = segments[0] === 'app-id';
  const [first = '', second = '', kind, uid = '', ...tail] = segments;
  const app = byId ? { appId: second } : { orgName: first, appName: second };

  if (method === 'POST' && kind === 'token' && segments.length === 3) return { call: 'token', app };
  if (kind !== 'users' || uid === '') return null;
  for (const row of Object.values(CALLS)) {
    const params = row.method === method ? match(row.path, tail) : null;
    if (params !== null) return { call: row.name, app, uid, params, query: new URLSearchParams(query) };
  }
  return null;
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] as string;
    if (part.startsWith(':') && segment !== '') params[part.slice(1)] = segment;
    else if (part !== segment) return null;
  }
  return params;
}

function split(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
