import type { Answered, CallOptions, PresenceClient } from '../api/client.ts';
import type { PresenceAnswer } from '../api/contract.ts';
import { refused } from '../api/errors.ts';
import { type PresenceRequest, setRequest, subscribeRequest, unsubscribeRequest } from '../api/requests.ts';
import type { LoadedConfig } from '../config/load.ts';
import { statusNote } from '../monitor/status.ts';
import { formatDuration } from '../text/duration.ts';
import { nameKey } from '../text/name-key.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { utcTime } from '../text/time.ts';

/** What the command line asks for, beside whom it concerns. */
export type Wanted =
  | { readonly call: 'set'; readonly resource: string; readonly status: string; readonly ext: string }
  | { readonly call: 'subscribe' | 'unsubscribe' };

/** What an answer says of one name: in words that are safe for a terminal, and as fields of a result. */
export interface Done {
  readonly said: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A change that was asked for, ready to be said, sent and reported. */
export interface Change {
  readonly call: Wanted['call'];
  /** At least one, each once. */
  readonly names: readonly string[];
  /** What is about to happen, safe for a terminal: `subscribe wzy to alice and bob for 7d`. */
  readonly intention: string;
  /** What to know before saying yes, or null. */
  readonly note: string | null;
  /** What is sent for a batch. Throws an `ApiError` of code `refused` for what must not be sent. */
  request(batch: readonly string[]): PresenceRequest;
  send(client: PresenceClient, batch: readonly string[], options: CallOptions): Promise<Answered<PresenceAnswer | 'ok'>>;
  /** What became of a name of a batch that was answered; null when the answer leaves it out. */
  read(name: string, answer: Answered<PresenceAnswer | 'ok'>): Done | null;
}

/** Names that are said before the rest is only counted. */
const NAMED = 5;

/** The change that is wanted, with the names and limits of the configuration. Throws an `ApiError` of code `refused`. */
export function changeOf(wanted: Wanted, { config, watch }: Pick<LoadedConfig, 'config' | 'watch'>): Change {
  const { names } = watch;
  if (names.length === 0) {
    throw refused(wanted.call, `${wanted.call}: nobody is named`, 'Name users as arguments, or one a line in a --users-file.');
  }
  switch (wanted.call) {
    case 'set':
      return setChange(names, wanted, config.extMaxBytes);
    case 'subscribe':
      return subscribeChange(names, config.subscription.for / 1000, config.uid);
    case 'unsubscribe':
      return {
        call: 'unsubscribe',
        names,
        intention: `unsubscribe ${safe(config.uid)} from ${people(names)}`,
        note: null,
        request: unsubscribeRequest,
        send: (client, batch, options) => client.unsubscribe(batch, options),
        read: () => ({ said: 'unsubscribed', fields: {} }),
      };
  }
}

function setChange(names: readonly string[], wanted: Extract<Wanted, { call: 'set' }>, extMaxBytes: number): Change {
  const { resource, status, ext } = wanted;
  const change = ([uid]: readonly string[]) => ({ uid: uid as string, resource, status, ext });
  const said = `${safe(resource)} to ${safe(status)}, ext ${JSON.stringify(safe(ext))}`;
  return {
    call: 'set',
    names,
    intention: `set ${people(names)} ${said}`,
    note: statusNote(status),
    request: (batch) => setRequest(change(batch), extMaxBytes),
    send: (client, batch, options) => client.set(change(batch), options),
    read: () => ({ said: `set ${said}`, fields: { resource, status, ext } }),
  };
}

function subscribeChange(names: readonly string[], seconds: number, actingUser: string): Change {
  if (names.some((name) => nameKey(name) === nameKey(actingUser))) {
    const why = `subscribe: ${actingUser} is the acting user, and the server refuses subscriptions to oneself`;
    throw refused('subscribe', why, 'Leave that name out, or act as somebody else with --as.');
  }
  return {
    call: 'subscribe',
    names,
    intention: `subscribe ${safe(actingUser)} to ${people(names)} for ${formatDuration(seconds * 1000)}`,
    note: null,
    request: (batch) => subscribeRequest(batch, seconds),
    send: (client, batch, options) => client.subscribe(batch, seconds, options),
    read(name, { value, receivedAt }) {
      const presence = value === 'ok' ? undefined : value.users.get(name);
      if (presence === undefined) return null;
      const until = utcTime((presence.expiry ?? Math.floor(receivedAt / 1000) + seconds) * 1000);
      return { said: `subscribed until ${until}`, fields: { until } };
    },
  };
}

function people(names: readonly string[]): string {
  const named = names.slice(0, NAMED).map(safe).join(', ');
  if (names.length === 1) return named;
  return `${names.length} users (${named}${names.length > NAMED ? `, ${signs.more}` : ''})`;
}
