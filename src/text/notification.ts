import { safe } from './safe.ts';
import { throughTmux } from './tmux.ts';
import { cut } from './width.ts';

/** Rings the terminal's bell. */
export const BELL = '\u{7}';

const TITLE = 'presence-monitor';

/**
 * The sequences that ask a terminal to show a notification: OSC 9, which most take, and OSC 777, which some take instead. No
 * character of the text can end them, and none is taken for the end of a field. tmux shows neither, so there they go to the terminal around it.
 */
export function notificationSequence(text: string, columns: number, insideTmux: boolean): string {
  const body = cut(safe(text).replaceAll(';', ','), columns);
  const sequences = [`\u{1b}]9;${TITLE}: ${body}${BELL}`, `\u{1b}]777;notify;${TITLE};${body}${BELL}`];
  return (insideTmux ? sequences.map(throughTmux) : sequences).join('');
}
