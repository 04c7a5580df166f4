import { writeStops } from './column-stops.ts';

const ENTER = '\u{1b}[?1049h';
const LEAVE = '\u{1b}[?1049l';
const WRAP = '\u{1b}[?7h';
const NO_WRAP = '\u{1b}[?7l';

/**
 * A terminal to draw on that keeps columns in their places whatever it takes for the width of a text. Column stops are written
 * out; and as long as the alternate screen stands, lines do not wrap (DECAWM off): one that the terminal finds wider than it was
 * counted loses its end, where otherwise it would push everything below it down.
 */
export function screenOutput(terminal: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = (data: string | Uint8Array, ...rest: unknown[]) => {
    const shown = typeof data === 'string' ? withoutWrapping(writeStops(data)) : data;
    return (terminal.write as (...args: unknown[]) => boolean)(shown, ...rest);
  };
  return new Proxy(terminal, {
    get(target, name) {
      if (name === 'write') return write;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function withoutWrapping(data: string): string {
  return data.replaceAll(ENTER, ENTER + NO_WRAP).replaceAll(LEAVE, WRAP + LEAVE);
}
