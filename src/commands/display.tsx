import { render, useApp } from 'ink';
import { useLayoutEffect } from 'react';
import { App, type ScreenStore } from '../ui/app.tsx';
import { echoingAtOnce } from '../ui/echo.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { type ScreenOutputOptions, screenOutput } from '../ui/screen-output.ts';

/** Frames a second at most: enough for keys to feel immediate, few enough for a slow link. */
const MAX_FPS = 30;
/** Milliseconds after the last change of size until the screen is drawn anew. */
const SETTLED = 50;

/** The screen in the terminal. */
export interface Display {
  /** Rejects when a frame could not be drawn, for a mistake in the program. */
  readonly failed: Promise<never>;
  /** Draws everything anew, whatever is in the terminal now. */
  redraw(): Promise<void>;
  /** Gives the terminal back as it was while `meanwhile` runs, then takes it again with its present size. */
  handOver(meanwhile: () => Promise<void>): Promise<void>;
  /** Gives the terminal back for good. */
  close(): Promise<void>;
}

/** What a display needs besides what it shows. */
export interface DisplayOptions extends ScreenOutputOptions {
  readonly keyboard: NodeJS.ReadStream;
}

/** Takes the terminal over and draws the store into it. */
export function openDisplay(store: ScreenStore, { keyboard, colours }: DisplayOptions): Display {
  const { promise: failed, reject } = Promise.withResolvers<never>();
  let lend: ReturnType<typeof useApp>['suspendTerminal'];
  let lent = false;
  let settled: NodeJS.Timeout | undefined;

  /** Only a component gets to know how the terminal is lent. */
  function Lender() {
    const { suspendTerminal } = useApp();
    useLayoutEffect(() => {
      lend = suspendTerminal;
    }, [suspendTerminal]);
    return null;
  }
  const tree = (
    <ErrorBoundary onError={reject}>
      <Lender />
      <App store={echoingAtOnce(store, () => instance.waitUntilRenderFlush())} />
    </ErrorBoundary>
  );
  const instance = render(tree, {
    stdin: keyboard,
    stdout: screenOutput(process.stdout, { colours }),
    alternateScreen: true,
    // Whole frames: the output finds out what differs.
    incrementalRendering: false,
    interactive: true,
    exitOnCtrlC: false,
    maxFps: MAX_FPS,
  });

  async function redraw(): Promise<void> {
    if (lent) return;
    instance.clear();
    instance.rerender(tree);
    await instance.waitUntilRenderFlush();
  }

  // A terminal that shrinks cuts what it shows. When it is as large as before once we look, nothing else tells.
  const onResize = () => {
    clearTimeout(settled);
    settled = setTimeout(redraw, SETTLED);
  };
  process.on('SIGWINCH', onResize);

  return {
    failed,
    redraw,
    async handOver(meanwhile) {
      if (lent) return;
      lent = true;
      await lend(async () => {
        await meanwhile();
        lent = false;
        // A program in the background is not told of a new size.
        process.emit('SIGWINCH');
      });
    },
    async close() {
      process.off('SIGWINCH', onResize);
      clearTimeout(settled);
      instance.unmount();
      await instance.waitUntilExit();
    },
  };
}
