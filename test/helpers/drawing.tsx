import { renderToString } from 'ink';
import { safe } from '../../src/text/safe.ts';
import { widthOf } from '../../src/text/width.ts';
import { App, type ScreenStore } from '../../src/ui/app.tsx';
import { blankStops } from '../../src/ui/column-stops.ts';
import { drawingOf } from '../../src/ui/drawing.ts';
import { layOut } from '../../src/ui/layout.ts';
import { type Line, plainText } from '../../src/ui/lines.ts';
import { presence, START, Watching } from './watching.ts';

/** The tree that the program draws, on a monitor under test. */
export function appOn(watching: Watching, store: ScreenStore = storeOf(watching)) {
  return <App store={store} />;
}

function longestName({ state }: Watching): number {
  return state.settings.users.reduce((longest, uid) => Math.max(longest, widthOf(safe(uid))), 0);
}

/** A monitor under test as the screen sees it: what a key means is said to it, and shows, at once. */
export function storeOf(watching: Watching): ScreenStore {
  const listeners = new Set<() => void>();
  return {
    getSnapshot: () => watching.state,
    getLatest: () => watching.state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch(message) {
      watching.say(message);
      for (const listener of listeners) listener();
    },
  };
}

/**
 * The whole screen on a terminal of `columns` × `rows`, spaces at the ends of lines left out. Drawn twice: with the first
 * frame the screen tells the monitor how many rows the table has.
 */
export function draw(watching: Watching, columns: number, rows: number): string {
  return blankStops(frame(watching, columns, rows));
}

/** The same as it leaves Ink, columns not yet written out for a terminal. */
export function frame(watching: Watching, columns: number, rows: number): string {
  const size = { columns: process.stdout.columns, rows: process.stdout.rows };
  resizeTerminal(columns, rows);
  try {
    renderToString(appOn(watching), { columns });
    return renderToString(appOn(watching), { columns });
  } finally {
    resizeTerminal(size.columns, size.rows);
  }
}

/** The same lines before Ink has them, which takes a hundredth of the time; what Ink makes of lines is seen with `draw`. */
export function laidOut(watching: Watching, columns: number, rows: number): string[] {
  const layout = () => layOut(watching.state, { columns, rows }, longestName(watching));
  const { pageRows, scrollLimit } = layout();
  watching.say({ type: 'viewport', rows: pageRows, scrollLimit });
  const { above, table, below } = drawingOf(watching.state, layout(), null);
  const texts = (lines: readonly Line[]) => lines.map((line) => blankStops(plainText(line)));
  const cells = (row: readonly Line[]) => texts(row).join('');
  const drawnTable = table === null ? [] : [table.headings, ...table.rows.map((row) => row.map(({ line }) => line))].map(cells);
  const spare = table === null ? 0 : table.height + 1 - drawnTable.length;
  return [...texts(above), ...drawnTable, ...Array<string>(spare).fill(''), ...texts(below)];
}

/** The drawn lines, top to bottom. */
export function drawLines(watching: Watching, columns: number, rows: number): string[] {
  return draw(watching, columns, rows).split('\n');
}

/** Says how large the terminal is. Ink asks standard output, which in a test is no terminal and has no size. */
export function resizeTerminal(columns: number, rows: number): void {
  Object.assign(process.stdout, { columns, rows });
}

/** Seconds since the epoch at which monitors under test begin. */
export const SECONDS = START / 1000;

/**
 * Five users of whom two answers were seen, half a minute apart. Alice stays online; bob goes offline; c2 has a custom status
 * and changes her ext; dora comes out of the unknown; erin has no device and is left out of the second answer.
 */
export function team(): Watching {
  const watching = new Watching(['erin', 'alice', 'c2', 'bob', 'dora'], { place: '5101220107132865/test' });
  const alice = presence({ android_1: '1', ios_7: '0' }, { ext: 'in a call', lastTime: SECONDS - 60 });
  const c2 = presence({ webim_3f29c1: '101' }, { ext: 'Busy', lastTime: SECONDS - 90_000_000 });
  watching.answer({ alice, c2, bob: presence({ ios_12: '1' }, { lastTime: SECONDS - 86_400 }), dora: null, erin: presence() });
  watching.say({
    type: 'sublist-read',
    askedAt: 0,
    subscriptions: [
      { uid: 'alice', expiry: SECONDS + 29 * 86_400 + 60 },
      { uid: 'c2', expiry: null },
      { uid: 'bob', expiry: SECONDS - 5 },
    ],
  });
  watching.wait(30_000);
  watching.answer({
    alice,
    c2: { ...c2, ext: 'Lunch' },
    bob: presence({ ios_12: '0' }, { lastTime: SECONDS + 25 }),
    dora: presence({ android_1: '1' }),
    erin: null,
  });
  return watching;
}
