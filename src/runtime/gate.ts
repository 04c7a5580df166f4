import { type ClientOptions, createPresenceClient, type PresenceClient } from '../api/client.ts';
import { CALLS, type Call, type CallName } from '../api/contract.ts';
import { localFailure } from '../api/errors.ts';
import type { Settings } from '../monitor/state.ts';

/** A client that knows whether its run may change anything. */
export interface GatedClient extends PresenceClient {
  /** Throws what the call would reject with in a run that must not make it; for whoever has a question to ask before. */
  assertPermitted(call: CallName): void;
}

/**
 * Opens the way to the server: the only one. Whoever wants a change, be it a key, a dialog, the command line or a message that
 * nobody pressed a key for, wants it of this client, and in a read-only run it refuses with an `ApiError` of code `read-only`
 * before anything is sent.
 */
export function openClient(options: Omit<ClientOptions, 'permit'>, { readOnly }: Pick<Settings, 'readOnly'>): GatedClient {
  const permit = ({ name, writes }: Call) => {
    if (!writes || readOnly === null) return;
    const { why, hint } = readOnly;
    throw localFailure('read-only', name, why, `${hint.charAt(0).toUpperCase()}${hint.slice(1)}.`);
  };
  return { ...createPresenceClient({ ...options, permit }), assertPermitted: (call) => permit(CALLS[call]) };
}
