import type { Effect } from '../../monitor/messages.ts';
import type { RecordedMoment } from '../../monitor/recorded.ts';
import type { Replaying } from '../../monitor/replaying.ts';
import type { Settings } from '../../monitor/state.ts';
import type { TerminalEffect } from '../effects.ts';
import type { Engine } from '../engine.ts';
import { DATA_FRAME, Store } from '../store.ts';
import { Player, Playhead } from './player.ts';

/** A replay: its store, what feeds it, and what ends it. */
export interface ReplayEngine extends Engine {
  readonly player: Player;
}

/** Joins a monitor and a recording. There is no client: whatever asks for a call is a mistake in the program. */
export function openReplay(
  settings: Settings & { readonly replay: Replaying },
  moments: () => AsyncGenerator<RecordedMoment>,
  onTerminal: (effect: TerminalEffect) => void = () => {},
  dataFrame = DATA_FRAME,
): ReplayEngine {
  const { promise: ended, resolve, reject } = Promise.withResolvers<number>();
  const playhead = new Playhead(settings.replay.from);
  const onEffect = (effect: Effect) => {
    if (effect.type === 'exit') resolve(effect.exitCode);
    else if (effect.type === 'play') player.carryOut(effect);
    else if (effect.type === 'copy' || effect.type === 'suspend' || effect.type === 'redraw') onTerminal(effect);
    else throw new Error(`a replay asks nobody, yet wants to ${effect.type}`);
  };
  const store = new Store(settings, playhead, onEffect, dataFrame);
  const player = new Player(store, playhead, moments, settings.replay, reject);
  return {
    store,
    player,
    ended,
    close() {
      player.close();
      store.stop();
    },
  };
}
