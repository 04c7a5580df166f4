import { uncounted } from './column-stops.ts';
import { changesOf } from './frame/frame-changes.ts';

const ENTER = '\u{1b}[?1049h';
const LEAVE = '\u{1b}[?1049l';
const WRAP = '\u{1b}[?7h';
const NO_WRAP = '\u{1b}[?7l';
/** What stands between them is shown as one, once it is whole, by terminals that know this. */
const BEGIN_FRAME = '\u{1b}[?2026h';
const END_FRAME = '\u{1b}[?2026l';
/** Characters that arrive as one on any link, so that nobody sees them half done. */
const UNDIVIDED = 256;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what Ink writes beside frames begins with ESC
const MODES = /^(?:\x1b\[\?\d+[hl])*$/;
/** How Ink takes the frame before away: line by line, or the screen as a whole. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what Ink erases with begins with ESC
const ERASING = /^(?:(?:\x1b\[2K(?:\x1b\[1A)?)+\x1b\[G|\x1b\[1;1H\x1b\[J)/;

/** How a terminal is drawn on. */
export interface ScreenOutputOptions {
  /** Whether it gets colours. */
  readonly colours: boolean;
}

/**
 * A terminal for Ink to draw on. Ink writes each frame as a whole; of that the terminal gets what differs from the frame that it
 * shows, in one write. When Ink takes a frame away without drawing another, when the screen is a new one, or has a new size, the
 * next frame is drawn anew on an erased screen, whatever is in the terminal then.
 *
 * As long as the alternate screen stands, lines do not wrap (DECAWM off): one that the terminal finds wider than it was counted
 * loses its end, where otherwise it would push everything below it down.
 */
export function screenOutput(terminal: NodeJS.WriteStream, { colours }: ScreenOutputOptions): NodeJS.WriteStream {
  let shown: { readonly lines: readonly string[]; readonly columns: number; readonly rows: number } | null = null;

  function draw(frame: string): string {
    const { columns, rows } = terminal;
    const lines = uncounted(frame).replace(/\n$/, '').split('\n');
    const before = shown?.columns === columns && shown.rows === rows ? shown.lines : null;
    const changes = changesOf(before, lines, { width: columns, colours });
    shown = { lines, columns, rows };
    return changes.length > UNDIVIDED ? BEGIN_FRAME + changes + END_FRAME : changes;
  }

  /** What the terminal gets for what Ink writes; null when that is nothing. */
  function translated(data: string): string | null {
    if (data === BEGIN_FRAME || data === END_FRAME) return null;
    if (MODES.test(data)) {
      if (data.includes(ENTER) || data.includes(LEAVE)) shown = null;
      return data.replaceAll(ENTER, ENTER + NO_WRAP).replaceAll(LEAVE, WRAP + LEAVE);
    }
    const frame = data.replace(ERASING, '');
    if (frame !== '') return draw(frame) || null;
    shown = null;
    return null;
  }

  const write = (data: string | Uint8Array, ...rest: unknown[]) => {
    const bytes = typeof data === 'string' ? translated(data) : data;
    return bytes === null ? true : (terminal.write as (...args: unknown[]) => boolean)(bytes, ...rest);
  };
  return new Proxy(terminal, {
    get(target, name) {
      if (name === 'write') return write;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
