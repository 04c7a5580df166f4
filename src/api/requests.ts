import { uniqueNames } from './attribution.ts';
import { CALLS, type CallName, LIMITS } from './contract.ts';
import { checkExpiry, checkExt, checkNames, checkText } from './limits.ts';
import { callPath } from './path.ts';

/** A call as data, checked against the documented limits; what makes one throws an `ApiError` of code `refused`. */
export interface PresenceRequest {
  readonly name: CallName;
  /** The `{uid}` of the path; the acting user unless given. */
  readonly uid?: string | undefined;
  /** A value for each parameter of the row's path and query. */
  readonly values: Readonly<Record<string, string>>;
  /** What is sent as JSON; undefined for none. */
  readonly body?: unknown;
}

/** The status of one device of a user, and the `ext` of that user; `uid` is the acting user unless given. */
export interface StatusChange {
  readonly uid?: string;
  readonly resource: string;
  readonly status: string;
  readonly ext: string;
}

export function setRequest({ uid, resource, status, ext }: StatusChange, extMaxBytes: number): PresenceRequest {
  if (uid !== undefined) checkText('set', 'the user', uid);
  checkText('set', 'the resource', resource);
  checkText('set', 'the status', status);
  checkExt(ext, extMaxBytes);
  return { name: 'set', uid, values: { resource, status }, body: { ext } };
}

export function subscribeRequest(names: readonly string[], seconds: number): PresenceRequest {
  checkNames('subscribe', names);
  checkExpiry(seconds);
  return { name: 'subscribe', values: { expiry: String(seconds) }, body: { usernames: uniqueNames(names) } };
}

export function retrieveRequest(names: readonly string[]): PresenceRequest {
  checkNames('retrieve', names);
  return { name: 'retrieve', values: {}, body: { usernames: uniqueNames(names) } };
}

export function unsubscribeRequest(names: readonly string[]): PresenceRequest {
  checkNames('unsubscribe', names);
  return { name: 'unsubscribe', values: {}, body: uniqueNames(names) };
}

/** One page of the sublist, counted from 1; of as many entries as are always asked for unless `size` says otherwise. */
export function sublistRequest(page: number, size: number = LIMITS.pageSize.used): PresenceRequest {
  return { name: 'sublist', values: { pageNum: String(page), pageSize: String(size) } };
}

/** A request as it goes over the wire but for its headers: method, raw path and query, and the text of its body. */
export function onWire({ name, uid, values, body }: PresenceRequest, base: URL, actingUser: string) {
  const call = CALLS[name];
  return {
    method: call.method,
    path: callPath(base, uid ?? actingUser, call, values),
    body: body === undefined ? undefined : JSON.stringify(body),
  };
}
