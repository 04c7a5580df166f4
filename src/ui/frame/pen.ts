import { diffAnsiCodes } from '@alcalzone/ansi-tokenize';
import { type Cell, type Look, PLAIN } from './cells.ts';
import type { Scroll } from './scrolling.ts';

const CSI = '\u{1b}[';

/** Writes into a terminal whose cursor it follows; `out` is what the terminal gets. Rows and columns count from 0. */
export class Pen {
  out = '';
  readonly #width: number;
  #row = -1;
  /** Null when nobody knows: behind disputed text, and in the last column, where terminals differ. */
  #column: number | null = null;
  #look: Look = PLAIN;

  /** `width`: columns of the terminal. */
  constructor(width: number) {
    this.#width = width;
  }

  /** The column in which it would write in a row, or null. */
  columnIn(row: number): number | null {
    return row === this.#row ? this.#column : null;
  }

  moveTo(row: number, column: number): void {
    if (row === this.#row && column === this.#column) return;
    this.out += this.moving(row, column);
    this.#row = row;
    this.#column = column;
  }

  /** What it would take to go there. */
  moving(row: number, column: number): string {
    if (row !== this.#row) return `${CSI}${row + 1}${column === 0 ? '' : `;${column + 1}`}H`;
    const to = column === 0 ? '\r' : `${CSI}${column + 1}G`;
    if (this.#column === null || column < this.#column) return to;
    const by = column - this.#column;
    return shorter(to, `${CSI}${by === 1 ? '' : by}C`);
  }

  /** Writes cells that stand next to each other. */
  write(cells: readonly Cell[]): void {
    this.out += this.drawing(cells);
    const last = cells.at(-1);
    if (last === undefined) return;
    this.#look = last.look;
    const after = last.column + 1;
    this.#column = last.loose || after >= this.#width ? null : after;
  }

  /** What it would take to write them. */
  drawing(cells: readonly Cell[]): string {
    let look = this.#look;
    let out = '';
    for (const cell of cells) {
      out += changing(look, cell.look) + cell.text;
      look = cell.look;
    }
    return out;
  }

  #wear(look: Look): void {
    this.out += changing(this.#look, look);
    this.#look = look;
  }

  /** Erases what is left of the row. */
  eraseRest(): void {
    this.#wear(PLAIN);
    this.out += `${CSI}K`;
  }

  /** Moves rows; those that come in are empty. */
  scroll(scroll: Scroll): void {
    this.#wear(PLAIN);
    this.out += scrolling(scroll);
    this.#row = -1;
  }

  /** Leaves plain text to whoever writes next. */
  rest(): void {
    this.#wear(PLAIN);
  }
}

/** Rows inserted or deleted within margins: what every terminal knows, down to the Linux console. */
export function scrolling({ top, bottom, by }: Scroll): string {
  const count = Math.abs(by) === 1 ? '' : Math.abs(by);
  return `${CSI}${top + 1};${bottom + 1}r${CSI}${top + 1}H${CSI}${count}${by > 0 ? 'L' : 'M'}${CSI}r`;
}

/** The shortest way from one look to another. */
function changing(from: Look, to: Look): string {
  if (from.key === to.key) return '';
  const parameters = (codes: readonly { code: string }[]) => [...new Set(codes.map(({ code }) => code.slice(2, -1)))].join(';');
  const anew = to.codes.length === 0 ? '' : `;${parameters(to.codes)}`;
  return `${CSI}${shorter(anew, parameters(diffAnsiCodes([...from.codes], [...to.codes])))}m`;
}

function shorter(a: string, b: string): string {
  return b.length < a.length ? b : a;
}
