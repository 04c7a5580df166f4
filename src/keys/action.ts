import type { Intent } from '../monitor/messages.ts';
import type { State } from '../monitor/state.ts';
import type { KeyName } from './key-names.ts';
import type { Place } from './places.ts';

/** One thing a key can do. The table of them feeds dispatch, footer, help and the README. */
export interface Action {
  readonly id: string;
  readonly keys: readonly KeyName[];
  /** What it does, for the help. */
  readonly title: string;
  /** One word for the footer; actions without it stand in the help only. */
  readonly short?: string;
  readonly where: readonly Place[];
  readonly intent: Intent;
  /** What each key means where they mean different things; `intent` is then what the first one does. */
  readonly byKey?: (key: KeyName) => Intent;
  /** The first and the last of the keys, where they are too many to be told one by one. */
  readonly named?: readonly [KeyName, KeyName];
  /** Word for the footer while the view is frozen, where that is when it is wanted. */
  readonly inFrozen?: string;
  /** Title and word for the footer in a replay, where it does something else. */
  readonly inReplay?: { readonly title: string; readonly short?: string };
  /** Whether it has the server asked, or concerns how often it is. */
  readonly asks?: true;
  /** Whether it changes something on the server, or leads there. */
  readonly writes?: true;
  /** What else keeps it from working now, in words, or null; `whyNot` tells all. */
  readonly disabled?: (state: State) => string | null;
}
