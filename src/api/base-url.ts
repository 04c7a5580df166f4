import { isIPv4 } from 'node:net';
import { refused } from './errors.ts';

/** Which app on which host: by organisation and app name, or by app id as newer servers do. */
export type Where =
  | { readonly host: string; readonly orgName: string; readonly appName: string }
  | { readonly host: string; readonly appId: string };

/**
 * The base of every call, up to before `/users`. `host` comes with or without scheme and port; no scheme means https, and
 * http is for loopback only. Throws an `ApiError` of code `refused`.
 */
export function baseUrl(where: Where): URL {
  const segments =
    'appId' in where
      ? ['app-id', segment('appId', where.appId)]
      : [segment('orgName', where.orgName), segment('appName', where.appName)];
  const base = readHost(where.host);
  base.pathname = segments.join('/');
  return assertSafeBase(base);
}

/** Gives the base back when a token may be sent there: https, or http to this machine, without credentials or query. */
export function assertSafeBase(base: URL): URL {
  if (base.protocol !== 'https:' && base.protocol !== 'http:') {
    throw refused(null, `host: ${base.protocol} is no way to reach the REST API`, 'Leave the scheme out, or write https://.');
  }
  if (base.protocol === 'http:' && !isLoopback(base.hostname)) {
    throw refused(
      null,
      `host: http://${base.host} would send the token in clear text`,
      `Use https://${base.hostname}; http is for loopback only (127.0.0.0/8, ::1, localhost).`,
    );
  }
  if (base.username || base.password || base.search || base.hash) {
    throw refused(null, 'host: it must not hold a user, a password, a query or a fragment', 'Give the bare host and port.');
  }
  return base;
}

function readHost(host: string): URL {
  const text = host.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null;
  if (url === null || url.hostname === '') {
    throw refused(
      null,
      `host: ${JSON.stringify(host)} is no host`,
      'Write it as the Agora Console shows it, such as a41.chat.agora.io.',
    );
  }
  if (url.pathname !== '/' && url.pathname !== '') {
    throw refused(null, `host: ${JSON.stringify(host)} has a path`, 'Give the host alone; orgName and appName make the path.');
  }
  return url;
}

function segment(field: string, value: string): string {
  const text = value.trim();
  // A URL resolves dots even when they are escaped, and no organisation or app has such a name.
  if (text === '' || text === '.' || text === '..' || !text.isWellFormed()) {
    throw refused(null, `${field}: ${JSON.stringify(value)} is no name`, `Copy ${field} from the Agora Console.`);
  }
  return encodeURIComponent(text);
}

/** Whether it is this machine. `hostname` as a `URL` gives it: IPv4 in its usual form, IPv6 in brackets. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}
