import { expect, it } from 'vitest';
import { clipboardSequence, fitsClipboard, pasteable } from '../../src/text/clipboard.ts';

it('a name is sent as base64 in OSC 52', () => {
  expect(clipboardSequence('alice', false)).toBe('\u{1b}]52;c;YWxpY2U=\u{7}');
});

it('inside tmux it is sent to tmux itself, and through tmux to the terminal around it', () => {
  expect(clipboardSequence('alice', true)).toBe('\u{1b}]52;c;YWxpY2U=\u{7}\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YWxpY2U=\u{7}\u{1b}\\');
});

it('what is copied does not run when it is pasted into a shell', () => {
  expect(pasteable('alice; reboot\n')).toBe('alice; reboot␊');
  expect(pasteable('a\u{1b}[201~\rb\u{202e}')).toBe('a␛[201~␍b�');
  expect(pasteable('用户-Zoë')).toBe('用户-Zoë');
});

it('a text is never cut: it fits, or is too long', () => {
  expect(fitsClipboard('x'.repeat(56_244))).toBe(true);
  expect(clipboardSequence('x'.repeat(56_244), false).length).toBeLessThanOrEqual(74_994 + 8);
  expect(fitsClipboard('x'.repeat(56_248))).toBe(false);
  expect(fitsClipboard('你'.repeat(18_749))).toBe(false);
});
