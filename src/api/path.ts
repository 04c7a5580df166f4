import type { Call } from './contract.ts';
import { refused } from './errors.ts';

/**
 * One path segment that any server reads back as exactly `text`. `.` and `..` get their dots escaped too, because servers
 * and proxies resolve bare ones. Throws a `URIError` for half a surrogate pair, which UTF-8 cannot hold.
 */
export function encodeSegment(text: string): string {
  return text === '.' || text === '..' ? text.replaceAll('.', '%2E') : encodeURIComponent(text);
}

/**
 * The raw path and query of a call. It must reach the wire as it is: a `URL` would resolve even escaped dots away.
 * `values` holds a value for each parameter of the row's path and query.
 */
export function callPath(base: URL, uid: string, call: Call, values: Readonly<Record<string, string>>): string {
  const value = (name: string) => {
    const text = values[name];
    if (text === undefined) throw new TypeError(`${call.name} needs a value for ${name}`);
    return text;
  };
  const tail = call.path.map((segment) => (segment.startsWith(':') ? value(segment.slice(1)) : segment));
  const query = call.query.map((name) => `${name}=${encodeURIComponent(value(name))}`).join('&');
  try {
    const segments = ['users', uid, ...tail].map(encodeSegment).join('/');
    return `${base.pathname.replace(/\/+$/, '')}/${segments}${query && `?${query}`}`;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw refused(
      call.name,
      `${call.name}: a name holds half a character (a lone surrogate)`,
      'Correct the name; it was cut in two.',
    );
  }
}
