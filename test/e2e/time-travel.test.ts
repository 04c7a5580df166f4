import { expect, test } from 'vitest';
import { startProgram } from './program.ts';

test('a frozen view goes back step by step, to the oldest moment and back to live; nothing is changed there', async () => {
  await using program = await startProgram({ config: { refresh: '1s', users: ['alice', 'bob'] } });
  const { terminal, simulator } = program;
  const row = (name: string) => terminal.screen().find((line) => line.includes(` ${name} `) && / [●◆○?] /.test(line)) ?? '';
  const shows = (name: string, text: string) =>
    terminal.waitFor(() => row(name).includes(text), { what: `${name} with ${text}` });
  await terminal.waitForText('2 watched');
  await shows('alice', '●');

  simulator.world.set('alice', 'linux_9', '1', 'first');
  await shows('alice', 'first');
  simulator.world.set('alice', 'linux_9', '1', 'second');
  await shows('alice', 'second');
  terminal.type('p');
  await terminal.waitForText(/FROZEN \d\d:\d\d:\d\d · \+0 changes/);
  simulator.world.set('alice', 'linux_9', '1', 'third');
  await terminal.waitForText(/FROZEN .* \+1 change\b/);

  terminal.press('left');
  await terminal.waitForText(/PAST \d\d:\d\d:\d\d · .* ago · step \d+ of \d+/);
  await shows('alice', 'second');
  terminal.press('left');
  await shows('alice', 'first');
  terminal.type('e');
  await terminal.waitForText('the view is in the past: p goes back to live');
  terminal.press('ctrl-l');
  await terminal.waitUntilGone('the view is in the past');
  terminal.type('a');
  await terminal.waitForText('the view is in the past: p goes back to live');
  terminal.press('right');
  await shows('alice', 'second');
  terminal.press('right');
  await shows('alice', 'third');
  terminal.press('left', 'left');
  await shows('alice', 'first');

  terminal.press('enter');
  await terminal.waitForText(/ext +first/);
  terminal.press('right');
  await terminal.waitForText(/ext +second/);
  terminal.press('esc');
  await terminal.waitForText('USER ▲');

  terminal.press('home');
  await terminal.waitForText('the oldest moment kept');
  await terminal.waitForText(/step 1 of \d+/);
  terminal.press('left');
  await terminal.waitForText('this is the oldest moment kept');
  terminal.press('end');
  await terminal.waitUntilGone(/PAST|FROZEN/);
  await shows('alice', 'third');
  terminal.type('e');
  await terminal.waitForText(/Esc cancel|cancel/);
  terminal.press('esc');
  expect(terminal.screen().join('')).not.toContain('PAST');
});
