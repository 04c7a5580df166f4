import { getProxyForUrl } from 'proxy-from-env';
import { isLoopback } from './base-url.ts';
import { refused } from './errors.ts';
import { rememberSecret } from './secrets-in-use.ts';

/** A proxy that tunnels (`CONNECT`). */
export interface HttpProxy {
  /** With the user name and password that it may want: never shown. */
  readonly url: URL;
  /** For messages: `http://proxy.example.com:3128 (HTTPS_PROXY)`. */
  readonly name: string;
}

/** In the order in which they are looked at. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY'] as const;

/** Whoever sets only one of these may think that it is used. */
const OTHERS = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'] as const;

/**
 * The proxy that the environment names for `base`, or null for a direct connection. This machine itself is never asked for
 * through a proxy, nor is what `NO_PROXY` covers. Throws `refused` when the variable holds something else.
 */
export function proxyFor(base: URL): HttpProxy | null {
  const variable = VARIABLES.find((name) => process.env[name]);
  if (variable === undefined || base.protocol !== 'https:' || isLoopback(base.hostname)) return null;
  if (getProxyForUrl(base.href) === '') return null;
  const url = readProxy(process.env[variable] ?? '');
  if (url === null) {
    throw refused(
      null,
      `${variable}: it holds no address of a proxy that can be used`,
      'Write it as http://host:port or http://user:password@host:port, with special characters percent-encoded.',
    );
  }
  for (const password of [url.password, decodeURIComponent(url.password)]) rememberSecret(password);
  return { url, name: `${url.protocol}//${url.host} (${variable})` };
}

/** Why `proxyFor` gives none, in words that complete "no proxy: …". */
export function whyNoProxy(base: URL): string {
  const variable = VARIABLES.find((name) => process.env[name]);
  if (variable !== undefined) {
    const ownMachine = base.protocol !== 'https:' || isLoopback(base.hostname);
    return ownMachine ? 'this machine itself is never asked through one' : `NO_PROXY covers ${base.hostname}`;
  }
  const other = OTHERS.find((name) => process.env[name]);
  return `HTTPS_PROXY is not set${other === undefined ? '' : `, and ${other} is not for https`}`;
}

/** Without a scheme it is http, as for curl. */
function readProxy(text: string): URL | null {
  const address = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || !url.hostname) return null;
  return isDecodable(url.username) && isDecodable(url.password) ? url : null;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
