import fc from 'fast-check';
import { expect, it } from 'vitest';
import { notificationSequence } from '../../src/text/notification.ts';
import { widthOf } from '../../src/text/width.ts';

const ESC = '\u{1b}';
const BEL = '\u{7}';
const ST = `${ESC}\\`;

it('asks in both ways that terminals know', () => {
  expect(notificationSequence('alert vip down: alice (offline)', 200, false)).toBe(
    `${ESC}]9;presence-monitor: alert vip down: alice (offline)${BEL}` +
      `${ESC}]777;notify;presence-monitor;alert vip down: alice (offline)${BEL}`,
  );
});

it('goes through tmux to the terminal around it', () => {
  expect(notificationSequence('alice', 200, true)).toBe(
    `${ESC}Ptmux;${ESC}${ESC}]9;presence-monitor: alice${BEL}${ST}` +
      `${ESC}Ptmux;${ESC}${ESC}]777;notify;presence-monitor;alice${BEL}${ST}`,
  );
});

it('is not ended, and not divided into other fields, by anything a stranger writes', () => {
  const acting = [ESC, BEL, ST, ';', '\u{9c}', '\u{9d}', '\n', '\u{202e}', '\u{200b}', '\u{1f600}', 'a'];
  const strangers = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...acting)).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(strangers, fc.integer({ min: 20, max: 200 }), (text, columns) => {
      const parts = notificationSequence(text, columns, false).split(/(?<ends>[;\p{Cc}])/u);
      const [shown = ''] = parts.filter((part) => part.startsWith('presence-monitor: '));
      const body = shown.replace('presence-monitor: ', '');
      expect(parts).toEqual([
        ...['', ESC, ']9', ';', shown, BEL, ''],
        ...[ESC, ']777', ';', 'notify', ';', 'presence-monitor', ';', body, BEL, ''],
      ]);
      expect(body).not.toMatch(/[\p{Cf}\p{Cs}]/u);
      expect(widthOf(body)).toBeLessThanOrEqual(columns);
    }),
  );
});
