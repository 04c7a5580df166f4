import { type AnsiCode, reduceAnsiCodesIncremental, type Token, tokenize } from '@alcalzone/ansi-tokenize';
import { graphemesOf, widthOf } from '../../text/width.ts';
import { isDisputed, readStop } from '../column-stops.ts';

/** How text looks: the SGR codes that are on, and what they are called as one. */
export interface Look {
  readonly key: string;
  readonly codes: readonly AnsiCode[];
}

export const PLAIN: Look = { key: '', codes: [] };

/** A grapheme in a line of a frame. */
export interface Cell {
  readonly text: string;
  readonly look: Look;
  /** Where it stands, counted from 0. */
  readonly column: number;
  /** Whether it stands there by a column stop, whatever is before it. */
  readonly stop: boolean;
  /**
   * Whether terminals may disagree about where it stands, or show something else there: a disputed text, the cell before it,
   * which a mark may join, and all between it and the next column stop. What is loose is only ever drawn as a whole.
   */
  readonly loose: boolean;
}

/** Whether a cell looks the same as another that stands in the same column. */
export function sameCell(a: Cell | undefined, b: Cell | undefined): boolean {
  if (a === undefined || b === undefined) return isBlank(a ?? b);
  return a.text === b.text && a.look.key === b.look.key;
}

/** Whether nothing is seen in a cell. */
export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || (cell.text === ' ' && cell.look.key === '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: SGR codes begin with ESC
const PIECES = /(\x1b\[[\d;]*m)|([^\x1b]+)/g;

/** The cells of a line as Ink draws it, with SGR codes and column stops; blanks at its end are left out. */
export function cellsOf(line: string, colours: boolean): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let loose = false;
  let codes: AnsiCode[] = [];
  let look = PLAIN;
  const add = (text: string, stop: boolean, disputed: boolean) => {
    if (stop) loose = false;
    else if (disputed) {
      loose = true;
      const last = cells.at(-1);
      if (last !== undefined) cells[cells.length - 1] = { ...last, loose };
    }
    cells.push({ text, look, column, stop, loose });
    column += disputed ? Math.max(1, widthOf(text)) : 1;
  };
  for (const [, code, text = ''] of line.matchAll(PIECES)) {
    if (code !== undefined) {
      codes = reduceAnsiCodesIncremental(codes, tokenize(code).filter(isCode));
      look = lookOf(colours ? codes : codes.filter(isNoColour));
    } else if (!isDisputed(text)) for (const sign of text) add(sign, false, false);
    else {
      for (const grapheme of graphemesOf(text)) {
        const stop = readStop(grapheme);
        if (stop !== null) {
          column = stop.column;
          add(stop.sign, true, false);
        }
        const rest = stop?.rest ?? grapheme;
        if (rest !== '') add(rest, false, isDisputed(rest));
      }
    }
  }
  dressBlanks(cells);
  // A column stop still ends what a terminal drew farther than was counted.
  while (cells.length > 0 && isBlank(cells.at(-1)) && !cells.at(-1)?.stop) cells.pop();
  return cells;
}

function isCode(token: Token): token is AnsiCode {
  return token.type === 'ansi';
}

function lookOf(codes: readonly AnsiCode[]): Look {
  return codes.length === 0 ? PLAIN : { key: codes.map(({ code }) => code).join(''), codes };
}

const endCode = (parameter: number) => `\u{1b}[${parameter}m`;
/** What ends the looks that are no colour, and that are seen where nothing stands as well. */
const [BOLD, UNDERLINED, INVERSE, STRUCK, BACKGROUND] = [22, 24, 27, 29, 49].map(endCode);
const NO_COLOUR = new Set([BOLD, UNDERLINED, INVERSE, STRUCK]);
const SEEN_ON_BLANK = new Set([UNDERLINED, INVERSE, STRUCK, BACKGROUND]);
const DIM = '\u{1b}[2m';

/** Dim text is grey, which is a colour to whoever pays for it: each change takes as many bytes as one to green. */
function isNoColour({ code, endCode }: AnsiCode): boolean {
  return NO_COLOUR.has(endCode) && code !== DIM;
}

/**
 * A blank in bold or green looks like any other, so it is plain unless it saves a change of looks: a single one, and those before a
 * text that looks the same. What a blank wears then depends on its line alone, never on what stood there before.
 */
function dressBlanks(cells: Cell[]): void {
  let next: Cell | undefined;
  for (let at = cells.length - 1; at >= 0; at--) {
    const cell = cells[at] as Cell;
    if (cell.text !== ' ' || cell.look.codes.some(({ endCode }) => SEEN_ON_BLANK.has(endCode))) next = cell;
    else if (
      next === undefined ||
      (next.look.key !== cell.look.key && !(next === cells[at + 1] && cells[at - 1]?.text !== ' '))
    ) {
      cells[at] = { ...cell, look: PLAIN };
    }
  }
}
