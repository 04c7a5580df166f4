/** The bound of every buffer the monitor keeps: what a day of watching may cost in memory. */
export const BOUNDS = {
  /** Changes in the change list, all users together. */
  changes: 2000,
  /** Entries in the list of errors; what repeats in a row is one. */
  errors: 200,
  /** Changes before the oldest moment one can go back to: more than the list under the table ever shows. */
  listedChanges: 20,
  /** How far one can go back in time: answers about users, and bytes of what changed, about; whichever is reached first. */
  observations: 300_000,
  historyBytes: 32_000_000,
  /** The same in a replay, which has nothing else to keep. */
  replayObservations: 2_000_000,
  replayHistoryBytes: 200_000_000,
  /** Bytes that one line of a recording may have: the names of everybody who is watched stand in one. */
  recordedLine: 64 * 1024 * 1024,
  /** Changes kept with each user. */
  timeline: 20,
  /** Times in which nobody was asked about, kept for everybody, and those kept with each user for whom alone calls failed. */
  gaps: 50,
  gapsOfUser: 10,
  /** Bytes of answers kept as they came, all together, and the UTF-16 units of one answer: a longer one keeps its beginning. */
  proofs: 8 * 1024 * 1024,
  rawAnswer: 512 * 1024,
  /** UTF-16 units of one user's entry that its page shows. */
  rawEntry: 16 * 1024,
  /** The same of an ext, on the page and read aloud: what a server documents to take is shown in whole. */
  shownExt: 1024,
  /** The same of one line being typed; what is longer is not taken. */
  typedLine: 2000,
  /** The same of an entry that is read aloud, and its lines: nobody listens to more. */
  spokenEntry: 4 * 1024,
  spokenLines: 100,
  /** Filters kept for another time, and the UTF-16 units that one of them may have: together they fit into the state file. */
  filters: 50,
  filterLength: 200,
  /** What answers held of nobody who was asked for: kept of one answer, and in all. */
  strangers: 20,
  /** Ids and texts whose pseudonyms are kept beside those of watched users; of devices and texts as many for each user if that is more. */
  masked: 20_000,
  maskedOfUser: 8,
  /** Users one dialog names before it says "and n more": everybody who is changed on Enter alone. */
  namesInDialog: 20,
  /** Users from which on a dialog asks for the count to be typed. */
  confirmByCount: 20,
  /** Times after which data of different users are renewed: each has places in a call of its own, and a call has 100. */
  refreshTimes: 20,
  /** Rules about which alerts go off, and firings in the list of alerts; recordings hold them all. */
  alertRules: 20,
  /** Users for whom time alone changed something that are looked at in one step; the others are in the next one. */
  alertLooks: 2000,
  alerts: 500,
  /** Columns of a notification. */
  notification: 200,
  /** Programs that alerts run at once, and firings that wait for one of them to end. */
  alertPrograms: 4,
  alertsWaiting: 100,
  /** Warnings of the program itself that are said once more when the screen is left. */
  partingWarnings: 10,
} as const;

/** A bound in words, for people who ask what a run may cost. */
export interface BoundWords {
  /** What is bounded. */
  readonly what: string;
  readonly unit: 'bytes' | 'characters' | 'entries' | 'users';
  /** What happens when it is reached. */
  readonly full: string;
}

const OLDEST = 'the oldest goes';

/** Every bound in words. The type demands one for each. */
export const BOUND_WORDS: Readonly<Record<keyof typeof BOUNDS, BoundWords>> = {
  changes: { what: 'change list', unit: 'entries', full: OLDEST },
  errors: { what: 'error list', unit: 'entries', full: OLDEST },
  listedChanges: { what: 'time travel: changes listed', unit: 'entries', full: OLDEST },
  observations: { what: 'time travel: answers about users', unit: 'entries', full: 'the oldest moments go' },
  historyBytes: { what: 'time travel: size', unit: 'bytes', full: 'the oldest moments go' },
  replayObservations: { what: 'replay: answers about users', unit: 'entries', full: 'the oldest moments go' },
  replayHistoryBytes: { what: 'replay: size', unit: 'bytes', full: 'the oldest moments go' },
  recordedLine: { what: 'one line of a recording', unit: 'bytes', full: 'the replay ends there and says so' },
  timeline: { what: 'timeline of each user', unit: 'entries', full: OLDEST },
  gaps: { what: 'times not observed, everybody', unit: 'entries', full: OLDEST },
  gapsOfUser: { what: 'times not observed, each user', unit: 'entries', full: OLDEST },
  proofs: { what: 'raw answers', unit: 'bytes', full: OLDEST },
  rawAnswer: { what: 'one raw answer', unit: 'characters', full: 'its beginning is kept' },
  rawEntry: { what: 'one user of a raw answer', unit: 'characters', full: 'its beginning is shown' },
  shownExt: { what: 'one ext on the page of a user', unit: 'characters', full: 'its beginning is shown' },
  typedLine: { what: 'one line being typed', unit: 'characters', full: 'no more is taken' },
  spokenEntry: { what: 'one user of a raw answer, read aloud', unit: 'characters', full: 'its beginning is read' },
  spokenLines: { what: 'lines of a raw answer, read aloud', unit: 'entries', full: 'the first are read' },
  filters: { what: 'kept filters', unit: 'entries', full: OLDEST },
  filterLength: { what: 'one kept filter', unit: 'characters', full: 'a longer one is not kept' },
  strangers: { what: 'entries about strangers', unit: 'entries', full: 'the rest is left out' },
  masked: { what: 'pseudonyms of those not watched', unit: 'entries', full: 'the longest unused are forgotten' },
  maskedOfUser: { what: 'pseudonyms of devices, each user', unit: 'entries', full: 'the longest unused are forgotten' },
  namesInDialog: { what: 'users a dialog names', unit: 'users', full: 'the rest is counted' },
  confirmByCount: { what: 'users changed on Enter alone', unit: 'users', full: 'the count has to be typed' },
  refreshTimes: { what: 'different refresh times', unit: 'entries', full: 'the configuration is refused' },
  alertRules: { what: 'rules of alerts', unit: 'entries', full: 'the configuration is refused' },
  alertLooks: { what: 'users that alerts look at in one step', unit: 'users', full: 'the others are in the next one' },
  alerts: { what: 'alert list', unit: 'entries', full: OLDEST },
  notification: { what: 'one notification', unit: 'characters', full: 'it is cut' },
  alertPrograms: { what: 'programs of alerts at once', unit: 'entries', full: 'alerts wait' },
  alertsWaiting: { what: 'alerts that wait for a program', unit: 'entries', full: 'the newest are dropped, which is said' },
  partingWarnings: { what: 'warnings said again after the screen', unit: 'entries', full: 'the earlier ones are counted' },
};
