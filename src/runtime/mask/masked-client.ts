import { readPresence } from '../../api/answers.ts';
import type { Answered, Exchange, PresenceClient } from '../../api/client.ts';
import type { PresenceAnswer, Subscription } from '../../api/contract.ts';
import { ApiError, isApiError, refused } from '../../api/errors.ts';
import { onWire, type PresenceRequest, retrieveRequest, type StatusChange, subscribeRequest } from '../../api/requests.ts';
import { isMaskedText, type Mask } from './mask.ts';
import { maskFailure } from './mask-failure.ts';
import { maskJson } from './mask-json.ts';

/** Where the requests go that are shown, and as whom the real ones are made. */
export interface MaskedClientOptions {
  readonly base: URL;
  readonly uid: string;
}

/**
 * A client that is called with pseudonyms and answers with pseudonyms, in everything: answers are read anew from a body in which
 * nothing else is left, so that no part of one can be forgotten. Rejects as the client behind it, without what names anybody.
 */
export function maskedClient(real: PresenceClient, mask: Mask, { base, uid }: MaskedClientOptions): PresenceClient {
  const actingUser = mask.user(uid);
  const behind = (names: readonly string[]) => names.map((name) => userBehind(mask, name));

  const listed = (subscriptions: readonly Subscription[]) => subscriptions.map((one) => ({ ...one, uid: mask.user(one.uid) }));

  const presence = (answered: Answered<PresenceAnswer>, names: readonly string[], request: PresenceRequest) => {
    const { raw, exchange, ...times } = answered;
    if (raw === undefined || exchange === undefined) throw new TypeError(`${request.name} was answered without a body`);
    const body = maskJson(raw, mask);
    const { path } = onWire(request, base, actingUser);
    return { ...times, value: readPresence(request.name, body, names), raw: body, exchange: { ...dated(exchange), path } };
  };

  return {
    set: (change, options) => masked(mask, async () => bare(await real.set(realChange(change, mask), options))),
    subscribe: (names, seconds, options) =>
      masked(mask, async () => {
        const answered = await real.subscribe(behind(names), seconds, options);
        return presence(answered, names, subscribeRequest(names, seconds));
      }),
    retrieve: (names, options) =>
      masked(mask, async () => presence(await real.retrieve(behind(names), options), names, retrieveRequest(names))),
    unsubscribe: (names, options) => masked(mask, async () => bare(await real.unsubscribe(behind(names), options))),
    sublist: (options) =>
      masked(mask, async () => {
        const answered = await real.sublist(options);
        return { ...bare(answered), value: listed(answered.value) };
      }),
    firstSubscription: (options) =>
      masked(mask, async () => {
        const answered = await real.firstSubscription(options);
        return { ...bare(answered), value: { ...answered.value, subscriptions: listed(answered.value.subscriptions) } };
      }),
    setLimit: real.setLimit,
    close: real.close,
  };
}

/** The write in pseudonyms; what was typed into a dialog and is none goes out as it is. */
function realChange({ uid, resource, status, ext }: StatusChange, mask: Mask): StatusChange {
  const text = mask.textBehind(ext);
  if (text === undefined && isMaskedText(ext)) {
    throw refused('set', 'set: what the hidden ext says is not known any more', 'Type another ext.');
  }
  return {
    ...(uid !== undefined && { uid: userBehind(mask, uid) }),
    resource: mask.deviceBehind(resource) ?? resource,
    status,
    ext: text ?? ext,
  };
}

function userBehind(mask: Mask, pseudonym: string): string {
  const uid = mask.userBehind(pseudonym);
  if (uid !== undefined) return uid;
  throw refused(null, `nobody is known behind ${pseudonym} any more`, 'Wait until the user is answered again, then try again.');
}

/** An answer without how it went over the wire. */
function bare<T>({ raw: _, exchange: __, ...answered }: Answered<T>): Answered<T> {
  return answered;
}

/** A date that is none may be any text. */
export function dated<T extends Pick<Exchange, 'date'>>(exchange: T): T {
  const { date } = exchange;
  return date === null || /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(date)
    ? exchange
    : { ...exchange, date: null };
}

async function masked<T>(mask: Mask, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw isApiError(error) ? new ApiError(maskFailure(error.failure, mask)) : unforeseen(error);
  }
}

/** A mistake in the program whose message may quote anything: where it happened is kept. */
function unforeseen(error: unknown): Error {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const told = new Error(`${name}, its message is hidden by --mask`);
  told.stack = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
  return told;
}
