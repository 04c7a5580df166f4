import type { CallName } from '../api/contract.ts';
import type { TokenTrouble } from '../api/tokens/renewal.ts';
import type { Firing } from '../monitor/alerts/rule.ts';
import type { Effect } from '../monitor/messages.ts';
import type { Settings } from '../monitor/state.ts';
import { systemClock } from './clock.ts';
import { carryOut, type TerminalEffect } from './effects.ts';
import { type GateOptions, openClient } from './gate.ts';
import { keepWatched } from './mask/keep-watched.ts';
import { DATA_FRAME, Store } from './store.ts';

/** A running monitor: its store, and what ends it. */
export interface Engine {
  readonly store: Store;
  /** Resolves with the exit code when the monitor wants to leave; rejects for a mistake in the program. */
  readonly ended: Promise<number>;
  /** Stops asking, gives up the calls under way and closes the connections. */
  close(): void;
}

/**
 * Joins monitor, store and client. Nothing is sent before the store is started or told something. `onTerminal` does what
 * only a terminal can, at once, while no frame is being written; without one no key asks for it. `dataFrame`: milliseconds between
 * two frames of data. `onAlert` does what the rule of an alert asks for.
 */
export function openEngine(
  settings: Settings,
  options: Omit<GateOptions, 'onRequest' | 'onTokenTrouble'>,
  onTerminal: (effect: TerminalEffect) => void = () => {},
  dataFrame = DATA_FRAME,
  onAlert: (firing: Firing) => void = () => {},
): Engine {
  const { promise: ended, resolve, reject } = Promise.withResolvers<number>();
  const reports = {
    onRequest: (call: CallName) => store.report({ type: 'requested', call }),
    onTokenTrouble: (trouble: TokenTrouble | null) => store.report({ type: 'token', trouble }),
  };
  const client = openClient({ ...options, ...reports }, settings);
  const onEffect = (effect: Effect) => {
    if (effect.type === 'exit') resolve(effect.exitCode);
    else if (effect.type === 'play') throw new Error('a live monitor has nothing to play');
    else if (effect.type === 'alert') onAlert(effect.firing);
    else if (effect.type === 'limit') client.setLimit(effect.callsPerSecond);
    else if (effect.type === 'copy' || effect.type === 'suspend' || effect.type === 'redraw') onTerminal(effect);
    else carryOut(effect, client, systemClock.now().steady).then(store.report, reject);
  };
  const store = new Store(settings, systemClock, onEffect, dataFrame);
  if (options.mask !== undefined) keepWatched(options.mask, store);
  return {
    store,
    ended,
    close() {
      store.stop();
      client.close();
    },
  };
}
