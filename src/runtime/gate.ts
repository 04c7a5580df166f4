import { type ClientOptions, createPresenceClient, type PresenceClient } from '../api/client.ts';
import type { Call } from '../api/contract.ts';
import { localFailure } from '../api/errors.ts';
import type { Settings } from '../monitor/state.ts';

/**
 * Opens the way to the server: the only one. Whoever wants a change, be it a key, a dialog, the command line or a message that
 * nobody pressed a key for, wants it of this client, and in a read-only run it refuses before anything is sent.
 */
export function openClient(options: Omit<ClientOptions, 'permit'>, readOnly: Settings['readOnly']): PresenceClient {
  return createPresenceClient({ ...options, permit: (call) => assertPermitted(call, readOnly) });
}

/** Throws an `ApiError` of code `read-only` for a call that changes something while `readOnly` says why nothing is to be changed. */
export function assertPermitted({ name, writes }: Call, readOnly: Settings['readOnly']): void {
  if (!writes || readOnly === null) return;
  const { why, hint } = readOnly;
  throw localFailure('read-only', name, why, `${hint.charAt(0).toUpperCase()}${hint.slice(1)}.`);
}
