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
  /** Filters kept for another time, and the UTF-16 units that one of them may have: together they fit into the state file. */
  filters: 50,
  filterLength: 200,
  /** What answers held of nobody who was asked for: kept of one answer, and in all. */
  strangers: 20,
  /** Ids and texts whose pseudonyms are kept beside those of watched users; of devices and texts as many for each user if that is more. */
  masked: 20_000,
  maskedOfUser: 8,
  /** Users one dialog names before it says "and n more". */
  namesInDialog: 6,
  /** Users from which on a dialog asks for the count to be typed. */
  confirmByCount: 20,
} as const;
