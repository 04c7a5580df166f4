/** Every sign of this program. Nothing else in it draws a character outside of ASCII that no stranger wrote. */
const DRAWN = {
  online: '●',
  custom: '◆',
  offline: '○',
  unknown: '?',
  /** Stands between sign and word of a status that is no longer asked for with success. */
  old: '~',
  /** Stands before a cell that changed with the latest answer. */
  changed: '*',
  /** Stands before the name of a user about whom something is contradictory. */
  flag: '!',
  /** Stands before a subscription that ends within a day, or has ended. */
  endsSoon: '!',
  /** Stands before a name that is not watched. */
  unwatched: '~',
  selected: '▌',
  marked: '+',
  /** Stands before a user who will be marked with the range. */
  range: ':',
  /** Stands before the field or entry that keys act on. */
  chosen: '›',
  /** Stands where there is nothing to say. */
  nothing: '–',
  /** Stands between two times or numbers. */
  until: '–',
  /** Stands between old and new. */
  becomes: '→',
  /** Ends a text that was cut; one column wide. */
  cut: '…',
  /** Stands for what is left out of a sentence, or still going on. */
  more: '…',
  ascending: '▲',
  descending: '▼',
  rule: '─',
  filled: '█',
  unfilled: '░',
  /** Stands between figures. */
  apart: '·',
  times: '×',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  /** Stands for a character of strangers that could act and has no picture. */
  noPicture: '�',
};

type Signs = Readonly<typeof DRAWN>;

/** The same in ASCII. Where two signs would be one that could be taken for the other, the one beside the status is another. */
const TYPED: Signs = {
  ...DRAWN,
  online: '+',
  custom: '*',
  offline: '-',
  changed: '^',
  selected: '>',
  marked: '#',
  chosen: '>',
  nothing: '-',
  until: '-',
  becomes: '>',
  cut: '>',
  more: '...',
  ascending: '^',
  descending: 'v',
  rule: '-',
  filled: '#',
  unfilled: '.',
  apart: '|',
  times: 'x',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  noPicture: '?',
};

const chosen = { ...DRAWN };
let own: ReadonlySet<string> = new Set();

/** The signs as this terminal can draw them: read when something is drawn, never before. */
export const signs: Signs = chosen;

/** Chooses how signs are drawn; `drawFor` does it with all else that is to know of a terminal. */
export function chooseSigns(ascii: boolean): void {
  Object.assign(chosen, ascii ? TYPED : DRAWN);
  const { noPicture: _, ...ours } = chosen;
  own = new Set(Object.values(ours));
}

/** Whether a character is one of the signs, about whose width no terminal disagrees with us, as some do about the one without a picture. */
export function isSign(character: string): boolean {
  return own.has(character);
}

chooseSigns(false);
