import type { CallName, PresenceAnswer, Subscription } from '../api/contract.ts';
import type { Failure } from '../api/errors.ts';
import type { TokenTrouble } from '../api/tokens/renewal.ts';
import type { Firing } from './alerts/rule.ts';
import type { Copy } from './copying.ts';
import type { Edit } from './line-editor.ts';
import type { Proof } from './proofs.ts';
import type { RecordedMoment } from './recorded.ts';
import type { Look, Replaying } from './replaying.ts';
import type { Settings } from './state.ts';
import type { Destination } from './travel.ts';
import type { NewWatchList } from './watch-list.ts';

/** One moment on two clocks: milliseconds since the epoch, for people, and steady milliseconds, for waiting. */
export interface Stamp {
  readonly wall: number;
  readonly steady: number;
}

export type Distance = 'row' | 'half' | 'page' | 'end';

/** What a person wants, as the action table says it. */
export type Intent =
  | { readonly type: 'move'; readonly by: Distance; readonly direction: 1 | -1 }
  | {
      readonly type: 'open';
      readonly layer:
        | 'filter'
        | 'user'
        | 'help'
        | 'sort'
        | 'range'
        | 'palette'
        | 'copy'
        | 'results'
        | 'set'
        | 'subscribe'
        | 'unsubscribe';
    }
  | {
      readonly type: 'open';
      /** A page that lists something, the user or error that the selected line of one is about, or the line that narrows it down. */
      readonly layer: 'change-list' | 'errors' | 'alerts' | 'subscriptions' | 'listed-user' | 'listed-error' | 'list-filter';
    }
  | { readonly type: 'edit'; readonly edit: Edit }
  | { readonly type: 'focus'; readonly direction: 1 | -1 }
  /** Another filter out of those kept: an earlier (−1) or a later one. */
  | { readonly type: 'recall'; readonly direction: 1 | -1 }
  | {
      readonly type:
        | 'confirm'
        | 'cancel'
        | 'mark'
        | 'mark-shown'
        | 'invert'
        | 'refresh-row'
        | 'refresh-all'
        | 'freeze'
        | 'thaw'
        | 'stop'
        | 'stop-write'
        | 'quit'
        | 'interrupt'
        | 'suspend'
        | 'redraw'
        | 'share';
    }
  /** To another moment in a frozen view. */
  | { readonly type: 'travel'; readonly to: Destination }
  | { readonly type: 'copy'; readonly copy: Copy }
  /** The user, by index, that a person saw selected, although that one has left the list since: what a key does is about this one. */
  | { readonly type: 'select'; readonly index: number }
  | { readonly type: 'sort-by'; readonly direction: 1 | -1 }
  /** The tab at a place, from 0, or the one beside the present one. */
  | { readonly type: 'tab'; readonly tab: number }
  | { readonly type: 'turn-tab'; readonly direction: 1 | -1 }
  | { readonly type: 'budget'; readonly direction: 1 | -1 }
  /** The next or the previous device of the user whose status is set. */
  | { readonly type: 'device'; readonly direction: 1 | -1 }
  /** What was chosen in the palette: closes it, and is then as if its key had been pressed below. */
  | { readonly type: 'run'; readonly intent: Intent }
  | { readonly type: 'refuse'; readonly reason: string };

/** How one call of a write went. */
export interface BatchOutcome {
  readonly names: readonly string[];
  /** What subscribe answered; null for calls that answer no presence, and for failures. */
  readonly answer: PresenceAnswer | null;
  readonly failure: Failure | null;
  /** Whether the batch may have been carried out although it failed. */
  readonly unclear: boolean;
  /** Whether every further batch would fail as well. */
  readonly endsAll: boolean;
  readonly sentAt: number;
  readonly receivedAt: number;
  /** As with `retrieved`. */
  readonly clockError?: number;
  /** How what subscribe answered came; missing for calls that answer no presence. */
  readonly proof?: Proof;
}

/** What calls came back with. Times within are milliseconds since the epoch unless they say otherwise, `wait` is milliseconds. */
export type Report =
  | {
      readonly type: 'retrieved';
      readonly sequence: number;
      readonly answer: PresenceAnswer;
      readonly sentAt: number;
      readonly receivedAt: number;
      /** Milliseconds by which the server's clock is ahead of ours; missing or 0 when nothing shows that it is. */
      readonly clockError?: number;
      /** How the answer came; missing when nobody can say. */
      readonly proof?: Proof;
    }
  | { readonly type: 'retrieve-failed'; readonly sequence: number; readonly failure: Failure; readonly wait: number }
  | {
      readonly type: 'sublist-read';
      /** When its first page was asked for, in steady milliseconds. */
      readonly askedAt: number;
      /** Their ends by the server's clock. */
      readonly subscriptions: readonly Subscription[];
      /** As with `retrieved`. */
      readonly clockError?: number;
    }
  /** `askedAt`: as with `sublist-read`. */
  | { readonly type: 'sublist-failed'; readonly askedAt: number; readonly failure: Failure; readonly wait: number }
  | { readonly type: 'wrote'; readonly effect: Write; readonly outcome: BatchOutcome }
  | { readonly type: 'requested'; readonly call: CallName }
  /** The token could not be renewed; null: now it could. */
  | { readonly type: 'token'; readonly trouble: TokenTrouble | null };

/** What the screen says of itself: rows of the table, how far the page on top can be scrolled, entries that a list has room for. */
export interface Viewport {
  readonly type: 'viewport';
  readonly rows: number;
  readonly scrollLimit: number;
  readonly listRows?: number;
}

/** What the program has to say of itself, such as a file that it cannot write. */
export interface Warning {
  readonly type: 'warned';
  readonly text: string;
  readonly hint: string;
}

/** Whoever reads the lines has fallen behind, so that nobody is to be asked, or has read all of them. */
export interface Reading {
  readonly type: 'hold' | 'go-on';
}

/** What a replay says: what was recorded of a moment, and where it stands, which is its tick. */
export type Replayed =
  | { readonly type: 'recorded'; readonly moment: RecordedMoment }
  | { readonly type: 'playhead'; readonly replay: Replaying }
  /** It begins anew: what was told before is told again. */
  | { readonly type: 'rewound'; readonly settings: Settings }
  | { readonly type: 'look'; readonly look: Look };

/** Everything that can happen to the monitor. */
export type Message = { readonly type: 'tick' } | Viewport | Intent | Report | Warning | Reading | NewWatchList | Replayed;

/** A call that changes something on the server; it names no more users than one call may. */
export type Write =
  | { readonly type: 'set'; readonly uid: string; readonly resource: string; readonly status: string; readonly ext: string }
  | { readonly type: 'subscribe'; readonly names: readonly string[]; readonly seconds: number; readonly sequence: number }
  | { readonly type: 'unsubscribe'; readonly names: readonly string[] };

/** What the monitor wants done outside: values, carried out by the runtime. */
export type Effect =
  | { readonly type: 'retrieve'; readonly sequence: number; readonly names: readonly string[]; readonly attempt: number }
  | { readonly type: 'sublist'; readonly attempt: number }
  | Write
  /** The transport's own limit follows the budget. */
  | { readonly type: 'limit'; readonly callsPerSecond: number }
  /** Sent to the clipboard as it is: the text must be fit for that, see `pasteable`. */
  | { readonly type: 'copy'; readonly text: string }
  /** An alert went off: what its rule asks for is to be done. */
  | { readonly type: 'alert'; readonly firing: Firing }
  /** What only the terminal can do: let the shell have it back, or draw all of it anew. */
  | { readonly type: 'suspend' }
  | { readonly type: 'redraw' }
  /** Of a replay alone: the next moment at which something shows, its end, to play on or pause, to pause. */
  | { readonly type: 'play'; readonly what: 'step' | 'end' | 'toggle' | 'pause' }
  /** The same: back to a moment, in milliseconds since the epoch, however long ago, to play on from there or not. */
  | { readonly type: 'play'; readonly what: 'again'; readonly at: number; readonly playing: boolean }
  | { readonly type: 'exit'; readonly exitCode: number };
