import { writeStops } from './column-stops.ts';

const ENTER = '\u{1b}[?1049h';
const LEAVE = '\u{1b}[?1049l';
const WRAP = '\u{1b}[?7h';
const NO_WRAP = '\u{1b}[?7l';
/** What comes after it is shown as one, once it is whole, by terminals that know this. */
const BEGIN_FRAME = '\u{1b}[?2026h';
const ERASE_SCREEN = '\u{1b}[H\u{1b}[2J';

/** A terminal to draw on. */
export interface ScreenOutput {
  /** Takes what is drawn. */
  readonly stream: NodeJS.WriteStream;
  /** Has the next thing that is drawn follow an erased screen, in one write with it, so that nobody sees the screen empty. */
  eraseFirst(): void;
  /** Lets something draw without a trace. */
  silently(draw: () => void): void;
}

/**
 * A terminal to draw on that keeps columns in their places whatever it takes for the width of a text. Column stops are written
 * out; and as long as the alternate screen stands, lines do not wrap (DECAWM off): one that the terminal finds wider than it was
 * counted loses its end, where otherwise it would push everything below it down.
 */
export function screenOutput(terminal: NodeJS.WriteStream): ScreenOutput {
  let before = '';
  let silent = false;
  const write = (data: string | Uint8Array, ...rest: unknown[]) => {
    if (silent) return true;
    const shown = typeof data === 'string' && data !== '' ? startingWith(before, withoutWrapping(writeStops(data))) : data;
    if (shown !== data) before = '';
    return (terminal.write as (...args: unknown[]) => boolean)(shown, ...rest);
  };
  const stream = new Proxy(terminal, {
    get(target, name) {
      if (name === 'write') return write;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    stream,
    eraseFirst() {
      before = ERASE_SCREEN;
    },
    silently(draw) {
      silent = true;
      draw();
      silent = false;
    },
  };
}

/** A frame with something drawn first in it. */
function startingWith(first: string, frame: string): string {
  return frame.startsWith(BEGIN_FRAME) ? BEGIN_FRAME + first + frame.slice(BEGIN_FRAME.length) : first + frame;
}

function withoutWrapping(data: string): string {
  return data.replaceAll(ENTER, ENTER + NO_WRAP).replaceAll(LEAVE, WRAP + LEAVE);
}
