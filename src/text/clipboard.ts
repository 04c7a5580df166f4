import { pictured } from './pictured.ts';
import { throughTmux } from './tmux.ts';

/** Bytes of base64 that go through terminals and tmux; of more some drop the end, others all. */
export const LONGEST_COPY = 74_994;

/**
 * Text from outside as it may lie on the clipboard. What is copied is pasted into a shell, where a line feed runs what stands
 * before it: control and invisible characters become signs.
 */
export function pasteable(text: string): string {
  return pictured(text);
}

/** Whether a text is short enough to be sent to the clipboard whole. */
export function fitsClipboard(text: string): boolean {
  return Math.ceil(Buffer.byteLength(text) / 3) * 4 <= LONGEST_COPY;
}

/**
 * The sequence (OSC 52) that asks the terminal to put a text on its clipboard; base64, so no byte of the text acts by itself.
 * tmux takes it only where `set-clipboard` is `on`, and hands it to the terminal around it only where `allow-passthrough` is
 * on, or always before 3.3. Which of them holds cannot be asked quickly, so inside tmux both are sent: twice the same text.
 */
export function clipboardSequence(text: string, insideTmux: boolean): string {
  const sequence = `\u{1b}]52;c;${Buffer.from(text).toString('base64')}\u{7}`;
  return insideTmux ? sequence + throughTmux(sequence) : sequence;
}
