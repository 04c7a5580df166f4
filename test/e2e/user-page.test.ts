import { expect, test } from 'vitest';
import { startProgram } from './program.ts';

test('the page of a user is opened, scrolled to the raw answer, and tells a change and a stop', async () => {
  await using program = await startProgram({ columns: 80, rows: 24, config: { refresh: '1s' } });
  const { terminal, simulator } = program;
  simulator.world.set('alice', 'ios_12', '0', 'quiet');
  await terminal.waitForText(/5 watched .* oldest <\d/);
  terminal.press('enter');
  await terminal.waitForText('○ ios_12  offline');

  simulator.world.set('alice', 'ios_12', '1', 'busy');
  await terminal.waitForText('● ios_12  online for less than 1 min');
  await terminal.waitForText(/ {3}\d\d:\d\d:\d\d–\d\d:\d\d:\d\d {2}online {2}for less than 1 min/);
  await terminal.waitForText(/ {3}before \d\d:\d\d:\d\d {4}offline/);
  terminal.type('P');
  await terminal.waitForText(/not observed since \d\d:\d\d:\d\d \(calls stopped\)/);

  terminal.type('G');
  const screen = (await terminal.waitForText('raw entry')).map((line) => line.trim());
  expect(screen).toContain('{"uid":"alice",');
  expect(screen).toContain('"ext":"busy",');
  expect(screen).toContain('"ios_12":"1"}}');
  terminal.press('pageup');
  await terminal.waitUntilGone('"ios_12":"1"}}');
  await terminal.waitForText(/request +POST .*\/users\/wzy\/presence/);
  terminal.type('g');
  await terminal.waitForText('● ios_12  online');
  terminal.press('esc');
  await terminal.waitForText(/USER ▲/);
  terminal.type('q');
  expect((await terminal.waitForExit()).exitCode).toBe(0);
});
