import { type ClientOptions, createPresenceClient, type PresenceClient } from '../api/client.ts';
import { CALLS, type Call, type CallName } from '../api/contract.ts';
import { localFailure } from '../api/errors.ts';
import type { Settings } from '../monitor/state.ts';
import type { Mask } from './mask/mask.ts';
import { maskFailure } from './mask/mask-failure.ts';
import { maskedClient } from './mask/masked-client.ts';
import { type CallTrace, tracedClient } from './traced-client.ts';

/** A client that knows whether its run may change anything. */
export interface GatedClient extends PresenceClient {
  /** Throws what the call would reject with in a run that must not make it; for whoever has a question to ask before. */
  assertPermitted(call: CallName): void;
}

/** What the way to the server is opened with. */
export interface GateOptions extends Omit<ClientOptions, 'permit'> {
  /** Has the client speak in pseudonyms; ids are real unless given. `uid` is real in any case. */
  readonly mask?: Mask | undefined;
  /** Told of each call how it went, in pseudonyms where the client speaks in them. */
  readonly onCall?: (trace: CallTrace) => void;
}

/**
 * Opens the way to the server: the only one. Whoever wants a change, be it a key, a dialog, the command line or a message that
 * nobody pressed a key for, wants it of this client, and in a read-only run it refuses with an `ApiError` of code `read-only`
 * before anything is sent. In a masked run no id passes it in either direction: names are pseudonyms on this side.
 */
export function openClient({ mask, onCall, ...options }: GateOptions, { readOnly }: Pick<Settings, 'readOnly'>): GatedClient {
  const permit = ({ name, writes }: Call) => {
    if (!writes || readOnly === null) return;
    const { why, hint } = readOnly;
    throw localFailure('read-only', name, why, `${hint.charAt(0).toUpperCase()}${hint.slice(1)}.`);
  };
  const assertPermitted = (call: CallName) => permit(CALLS[call]);
  const opened = (client: PresenceClient): GatedClient => ({
    ...(onCall === undefined ? client : tracedClient(client, onCall)),
    assertPermitted,
  });
  if (mask === undefined) return opened(createPresenceClient({ ...options, permit }));
  const onTokenTrouble: ClientOptions['onTokenTrouble'] = (trouble) =>
    options.onTokenTrouble?.(trouble && { ...trouble, failure: maskFailure(trouble.failure, mask) });
  return opened(maskedClient(createPresenceClient({ ...options, onTokenTrouble, permit }), mask, options));
}
