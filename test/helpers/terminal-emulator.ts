import xterm from '@xterm/headless';
import { type Cell, screenCells } from '../../tools/screen-cells.ts';
import { modernWidths } from './terminal-widths.ts';

/** What a program has switched on in its terminal. */
export interface Modes {
  readonly alternateScreen: boolean;
  readonly cursorHidden: boolean;
  readonly bracketedPaste: boolean;
  readonly applicationCursorKeys: boolean;
  readonly mouse: boolean;
  readonly focusEvents: boolean;
}

export type Emulator = ReturnType<typeof openEmulator>;

/** A terminal emulator without a window, as questions a test asks. `answer` gets what the terminal itself sends to the program. */
export function openEmulator(columns: number, rows: number, answer: (data: string) => void, widths = modernWidths) {
  const xtermScreen = new xterm.Terminal({ cols: columns, rows, scrollback: 0, allowProposedApi: true });
  xtermScreen.unicode.register(widths);
  xtermScreen.unicode.activeVersion = widths.version;
  let cursorHidden = false;
  let bells = 0;
  xtermScreen.onData(answer);
  xtermScreen.onBell(() => {
    bells++;
  });
  const cursor = (hidden: boolean) => (params: (number | number[])[]) => {
    if (params.includes(25)) cursorHidden = hidden;
    return false;
  };
  xtermScreen.parser.registerCsiHandler({ prefix: '?', final: 'l' }, cursor(true));
  xtermScreen.parser.registerCsiHandler({ prefix: '?', final: 'h' }, cursor(false));

  function lines(): string[] {
    const { active } = xtermScreen.buffer;
    return Array.from(
      { length: xtermScreen.rows },
      (_, row) =>
        active
          .getLine(active.baseY + row)
          ?.translateToString(true)
          .trimEnd() ?? '',
    );
  }

  return {
    xterm: xtermScreen,
    get bells(): number {
      return bells;
    },
    /** Whether the program is in the middle of a frame that it marked as one. */
    get drawing(): boolean {
      return xtermScreen.modes.synchronizedOutputMode;
    },
    lines,
    cells: (): Cell[][] => screenCells(xtermScreen.buffer.active, xtermScreen.cols, xtermScreen.rows),
    modes(): Modes {
      const { modes, buffer } = xtermScreen;
      return {
        alternateScreen: buffer.active.type === 'alternate',
        cursorHidden,
        bracketedPaste: modes.bracketedPasteMode,
        applicationCursorKeys: modes.applicationCursorKeysMode,
        mouse: modes.mouseTrackingMode !== 'none',
        focusEvents: modes.sendFocusMode,
      };
    },
    /** The screen in a frame, open at the right since wide characters may end anywhere. */
    boxed(): string {
      const edge = '─'.repeat(xtermScreen.cols);
      return [`┌${edge}`, ...lines().map((line) => `│${line}`), `└${edge}`].join('\n');
    },
  };
}
