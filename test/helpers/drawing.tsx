import { renderToString } from 'ink';
import { safe } from '../../src/text/safe.ts';
import { widthOf } from '../../src/text/width.ts';
import { App, type ScreenStore } from '../../src/ui/app.tsx';
import type { Size } from '../../src/ui/layout.ts';
import type { Watching } from './watching.ts';

/** A monitor under test as the screen sees it: what is dispatched is said to it at once. */
export function storeOf(watching: Watching): ScreenStore {
  return {
    getSnapshot: () => watching.state,
    getLatest: () => watching.state,
    subscribe: () => () => {},
    dispatch: (message) => void watching.say(message),
  };
}

/** Columns of the longest name watched, as the program tells the screen. */
export function longestName({ state }: Watching): number {
  return state.settings.users.reduce((longest, uid) => Math.max(longest, widthOf(safe(uid))), 0);
}

/** The whole screen on a terminal of a size, as one text; the second frame, in which the table knows how many rows it has. */
export function draw(watching: Watching, columns: number, rows: number): string {
  const app = <App store={storeOf(watching)} longestName={longestName(watching)} />;
  return onTerminal({ columns, rows }, () => {
    renderToString(app, { columns });
    return renderToString(app, { columns });
  });
}

/** The drawn lines, top to bottom. */
export function drawLines(watching: Watching, columns: number, rows: number): string[] {
  return draw(watching, columns, rows).split('\n');
}

/** `renderToString` knows no height: the size that Ink reads stands on standard output, which is no terminal in a test. */
function onTerminal<Result>(size: Size, work: () => Result): Result {
  const { columns, rows } = process.stdout;
  Object.assign(process.stdout, size);
  try {
    return work();
  } finally {
    Object.assign(process.stdout, { columns, rows });
  }
}
