import type { Failure } from '../api/errors.ts';
import { Alerts } from './alerts/alerts.ts';
import type { AlertRule } from './alerts/rule.ts';
import { BOUNDS } from './bounds.ts';
import type { Proposal } from './budget.ts';
import { ChangeLog } from './change-log.ts';
import type { Dialog } from './dialog.ts';
import { ErrorLog } from './error-log.ts';
import type { FilterLayer } from './filter-layer.ts';
import { type Governor, governorAt } from './governor.ts';
import { type Group, promisesOf } from './groups.ts';
import { History, type HistoryBounds, type Traveller } from './history.ts';
import type { Line } from './line-editor.ts';
import type { ListFilterLayer } from './list-filter.ts';
import type { ListLayer } from './list-page.ts';
import type { Stamp, Write } from './messages.ts';
import type { Moment } from './moment.ts';
import type { PendingWrite } from './pending-write.ts';
import { Planner } from './planner.ts';
import { brokenPromise } from './promise.ts';
import { Proofs } from './proofs.ts';
import { Rate } from './rate.ts';
import { RecordedPlanner } from './recorded-planner.ts';
import { RecordedProofs } from './recorded-proofs.ts';
import type { Replaying } from './replaying.ts';
import { Roster } from './roster.ts';
import type { Column, Sorting } from './sort.ts';
import { Subscriptions } from './subscriptions.ts';
import { View } from './view.ts';
import type { NewWatchList } from './watch-list.ts';
import type { WriteResult } from './write-result.ts';

/** What to do when the budget is too small. */
const MORE = 'raise callsPerSecond if production can spare it, or lengthen refresh';

/** What the monitor is told once, at its start. */
export interface Settings {
  /** Where, in words, for the header: `5101220107132865/test`. */
  readonly place: string;
  /** Name of the profile that was chosen, or null. */
  readonly profile: string | null;
  /** Why nothing is changed in this run, and what to do to change something; null when it may. */
  readonly readOnly: { readonly why: string; readonly hint: string } | null;
  /** The acting user. */
  readonly uid: string;
  /** The whole URL at which the acting user retrieves others. */
  readonly retrieveUrl: string;
  /** Absolute path of the file that holds the token itself; null when it comes from elsewhere. */
  readonly tokenFile: string | null;
  readonly users: readonly string[];
  readonly callsPerSecond: number;
  readonly groups: readonly Group[];
  /** Milliseconds: how old data may get of whoever is in no group that says otherwise. */
  readonly refresh: number;
  /** Proposed subscription time as text, such as `7d`. */
  readonly subscriptionFor: string;
  readonly extMaxBytes: number;
  /** How the table is sorted at first; by name unless told. */
  readonly sorting?: Sorting;
  /** Filters that were kept in earlier runs, the latest last. */
  readonly filters?: readonly string[];
  /** What the table shows, in this order; every column unless told. */
  readonly columns?: readonly Column[];
  /** Absolute path of the file that this run is recorded into, or that it replays; none unless told. */
  readonly recording?: string;
  /** What is replayed; missing in a live run. */
  readonly replay?: Replaying;
  /** How far one can go back in time; as far as `BOUNDS` says unless told. */
  readonly history?: HistoryBounds;
  /** What is to be told when it happens; nothing unless told. */
  readonly alerts?: readonly AlertRule[];
  /** Set when every id here, and in all that is answered, is a pseudonym: how a status that is set will be seen. */
  readonly masked?: (write: StatusWrite) => StatusWrite;
}

/** A write that sets the status of a device. */
export type StatusWrite = Extract<Write, { type: 'set' }>;

/** What lies on top of the table, the topmost last. */
export type Layer =
  | FilterLayer
  | ListLayer
  | ListFilterLayer
  | { readonly kind: 'user'; readonly index: number; readonly scroll: number }
  | { readonly kind: 'help'; readonly line: Line; readonly scroll: number }
  | { readonly kind: 'sort'; readonly choice: number }
  /** Whether to spend more or fewer calls. */
  | { readonly kind: 'budget'; readonly proposal: Proposal }
  /** One entry of the list of errors, by its id. */
  | { readonly kind: 'error'; readonly id: number; readonly scroll: number }
  /** What became of the latest write. */
  | { readonly kind: 'results'; readonly scroll: number }
  /** Users are being marked, from this one (its index) to the selected one. */
  | { readonly kind: 'range'; readonly anchor: number }
  | { readonly kind: 'dialog'; readonly dialog: Dialog }
  /** What to copy of a user: the place of the choice among `COPIES`. */
  | { readonly kind: 'copy'; readonly index: number; readonly choice: number }
  /** Every action, narrowed down by the line. `choice` counts from the best match, over both ends: whoever lists the actions wraps it. */
  | { readonly kind: 'palette'; readonly line: Line; readonly choice: number }
  /** Whether to leave, asked because a write is under way; the code to leave with. */
  | { readonly kind: 'leave'; readonly exitCode: number };

/** A failure that has not ended yet. */
export interface Trouble {
  readonly failure: Failure;
  /** Milliseconds since the epoch of the first failure in a row. */
  readonly since: number;
  /** Milliseconds since the epoch of the next attempt, or null when it goes on at the usual pace. */
  readonly retryAt: number | null;
}

/** Every kind of failure that can last, each null while there is none. */
export interface Troubles {
  readonly retrieve: Trouble | null;
  /** The token is not renewed; `worksUntil` is when the present one ends, in milliseconds since the epoch: past when it has, or `Infinity`. */
  readonly token: (Trouble & { readonly worksUntil: number }) | null;
  readonly sublist: Trouble | null;
  /** The server's clock is `ahead` milliseconds ahead of ours (negative: behind), since when we noticed. */
  readonly clock: { readonly ahead: number; readonly since: number } | null;
}

/** What a person's own action came to; stands until the next key. */
export interface Notice {
  readonly kind: 'done' | 'busy' | 'failed' | 'unknown';
  readonly text: string;
  readonly hint: string | null;
  /** The answer that takes it away, if that comes before the next key: about this user, about anybody, or the list of subscriptions. */
  readonly answeredBy?: { readonly uid: string } | 'anybody' | 'sublist';
  /** Id of the first alert that it is about; missing when it is about none. */
  readonly alertsFrom?: number;
}

/** A view that stands still at a moment. */
export interface Frozen extends Moment {
  /** The copy of the roster that is shown. */
  readonly traveller: Traveller;
  /** Which step of the history this is; null while it is the moment at which the view was frozen. */
  readonly step: number | null;
}

/** The whole of what the screen shows. Roster, planner, logs, history, subscriptions, alerts and proofs are tables that change in place: `revision` tells. */
export interface State {
  readonly settings: Settings;
  readonly roster: Roster;
  readonly planner: Planner;
  readonly log: ChangeLog;
  readonly history: History;
  readonly subscriptions: Subscriptions;
  /** What went wrong so far. */
  readonly errors: ErrorLog;
  readonly proofs: Proofs;
  /** The alerts of this run, and which of them went off. */
  readonly alerts: Alerts;
  readonly rate: Rate;
  /** How many calls a second may be made now, and why not more. */
  readonly governor: Governor;
  /** When all calls were stopped, in milliseconds since the epoch; null while calls are made. */
  readonly stopped: number | null;
  /** When the clock was last looked at after nobody had looked for too long, in milliseconds since the epoch; 0 when never. */
  readonly wokeAt: number;
  readonly revision: number;
  readonly stamp: Stamp;
  readonly view: View;
  /** The filter in force, as text without a mistake in it. */
  readonly filter: string;
  /** The filters that were kept, the latest last, none twice, bounded. */
  readonly filters: readonly string[];
  /** The tab that is chosen: 0 shows everybody, the others a group each. */
  readonly tab: number;
  readonly sorting: Sorting;
  /** Rows the table has on the screen. */
  readonly pageRows: number;
  /** How many lines the page on top can be scrolled. */
  readonly scrollLimit: number;
  /** Entries that the list page on top has room for. */
  readonly listRows: number;
  /** Position of the first row shown. */
  readonly top: number;
  /** The same as a person left it: where the table goes back to once it has more rows again, or the selection is near again. */
  readonly restingTop: number;
  /** Index of the selected user, or null when none is shown. */
  readonly selected: number | null;
  /** Position the selected user had when last seen, so that the selection stays near when its user is filtered out. */
  readonly position: number;
  readonly marks: ReadonlySet<number>;
  /** The marks in the list of subscriptions, by name key. */
  readonly subscriptionMarks: ReadonlySet<string>;
  readonly layers: readonly Layer[];
  /** Set while the view is frozen, be it at a moment that it has gone back to. */
  readonly frozen: Frozen | null;
  readonly troubles: Troubles;
  /** Calls refused for their frequency since the start. */
  readonly throttled: number;
  /** Another watch list that waits to be taken, or null. */
  readonly nextWatchList: NewWatchList | null;
  /** When the watch list last became another one, in milliseconds since the epoch; null: it is the one of the start. */
  readonly listedAt: number | null;
  /** The write under way or read back, or null. */
  readonly pending: PendingWrite | null;
  /** The latest write that has ended, or null. */
  readonly lastWrite: WriteResult | null;
  /** Calls a second lately, retries and writes included. */
  readonly perSecond: number;
  readonly notice: Notice | null;
  /** How a replay stands; null in a live run. */
  readonly replay: Replaying | null;
}

const REPLAY_BOUNDS: HistoryBounds = { observations: BOUNDS.replayObservations, historyBytes: BOUNDS.replayHistoryBytes };

export function initialState(settings: Settings, stamp: Stamp): State {
  const log = new ChangeLog();
  const roster = new Roster(settings.users, log, settings.groups);
  const sorting = settings.sorting ?? { column: 'user', descending: false };
  const view = new View(roster, null, sorting, stamp.wall);
  const promises = promisesOf(settings.users, settings.groups, settings.refresh);
  const plan = { ...settings, refreshOf: (index: number) => promises[index] as number };
  const replay = settings.replay ?? null;
  return {
    settings,
    roster,
    planner: replay === null ? new Planner(roster.size, plan) : new RecordedPlanner(roster.size, plan),
    log,
    history: new History(roster, log, settings.history ?? (replay === null ? BOUNDS : REPLAY_BOUNDS)),
    subscriptions: new Subscriptions(),
    errors: new ErrorLog(),
    proofs: replay === null ? new Proofs() : new RecordedProofs(),
    alerts: new Alerts(settings.alerts ?? [], roster),
    rate: new Rate(),
    governor: governorAt(settings.callsPerSecond),
    stopped: null,
    wokeAt: 0,
    revision: 0,
    stamp,
    view,
    filter: '',
    filters: (settings.filters ?? []).slice(-BOUNDS.filters),
    tab: 0,
    sorting,
    pageRows: 1,
    scrollLimit: 0,
    listRows: 1,
    top: 0,
    restingTop: 0,
    selected: view.at(0) ?? null,
    position: 0,
    marks: new Set(),
    subscriptionMarks: new Set(),
    layers: [],
    frozen: null,
    troubles: { retrieve: null, token: null, sublist: null, clock: null },
    throttled: 0,
    nextWatchList: null,
    listedAt: null,
    pending: null,
    lastWrite: null,
    perSecond: 0,
    notice: replay === null ? warning(settings) : null,
    replay,
  };
}

/** What is said before anything else: what of the plan the budget cannot keep. */
function warning(settings: Settings): Notice | null {
  const broken = brokenPromise(settings);
  return broken === null ? null : { kind: 'failed', text: broken, hint: MORE };
}

/** The moment the screen shows, in milliseconds since the epoch: now, or when the view was frozen. */
export function shownAt(state: Pick<State, 'frozen' | 'stamp'>): number {
  return state.frozen?.at ?? state.stamp.wall;
}

/** The topmost layer, or null on the bare table. */
export function topLayer(state: State): Layer | null {
  return state.layers.at(-1) ?? null;
}

/** The same state without its topmost layer. */
export function belowTop(state: State): State {
  return { ...state, layers: state.layers.slice(0, -1) };
}

/** The same state with another layer in place of its topmost one. */
export function replaceTop(state: State, layer: Layer): State {
  return { ...state, layers: [...state.layers.slice(0, -1), layer] };
}

/** The one user that keys act on: the one whose page was opened last, else the selected one. */
export function subject(state: State): number | null {
  const page = state.layers.findLast((layer) => layer.kind === 'user');
  return page?.index ?? state.selected;
}

/** The users a subscription dialog is about: the one whose page is open, else the marked ones, else the selected one. */
export function targets(state: State): readonly number[] {
  const marked = state.layers.some((layer) => layer.kind === 'user') ? [] : [...state.marks];
  if (marked.length > 0) return marked.sort((a, b) => state.roster.nameRank(a) - state.roster.nameRank(b));
  const one = subject(state);
  return one === null ? [] : [one];
}
