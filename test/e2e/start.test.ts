import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTerminal } from '../helpers/terminal.ts';
import { programCommand, startProgram } from './program.ts';

test('a mistake in the configuration is told with its field, what was found and what is expected; nothing is sent', async () => {
  await using program = await startProgram({ config: { callsPerSecond: 80, hots: 'x' } });
  const { exitCode } = await program.terminal.waitForExit();
  expect(exitCode).toBe(2);
  const screen = program.terminal.screen().join('');
  expect(screen).toMatch(/callsPerSecond: found 80, expected a number above 0 and at most 50 \(file .*:\d+:\d+\)/);
  expect(screen).toMatch(/hots.*"host"/);
  expect(program.simulator.traffic.count()).toBe(0);
});

test('what the budget cannot keep is said before anything is sent, and on the screen', async () => {
  const users = Array.from({ length: 5000 }, (_, number) => `u${number}`);
  await using program = await startProgram({ config: { users, refresh: '5s', callsPerSecond: 5 } });
  const sentence = '5,000 users every 5s needs 10 calls/s, the budget is 5: every 10s instead';
  await program.terminal.waitForText(sentence);
  await program.terminal.waitForText('5,000 watched');
  expect(program.terminal.screen().join('\n')).toContain(sentence);
  program.terminal.type('q');
  await program.terminal.waitForExit();
  expect(program.terminal.raw().indexOf(sentence)).toBeLessThan(program.terminal.raw().indexOf('\u001b[?1049h'));
});

test('a token that the server refuses ends a single sweep with 3 and says what to do', async () => {
  await using program = await startProgram({ args: ['--once'], env: { SIMULATOR_TOKEN: 'YWMtwrong' } });
  expect((await program.terminal.waitForExit()).exitCode).toBe(3);
  expect(program.terminal.screen().join('')).toContain('make a new app token');
  expect(program.terminal.raw()).not.toContain('YWMtwrong');
});

test('it ends lines without end too, as long as nobody was asked about, and they say so', async () => {
  await using program = await startProgram({ args: ['--json'], env: { SIMULATOR_TOKEN: 'YWMtwrong' } });
  expect((await program.terminal.waitForExit()).exitCode).toBe(3);
  const screen = program.terminal.screen().join('');
  expect(screen).toContain('"type":"error"');
  expect(screen).toContain('"code":"unauthorized"');
  expect(screen).toContain('"reason":"failed","exitCode":3,');
});

test('the demonstration needs no configuration and shows changes by itself', async () => {
  await using terminal = openTerminal({
    command: programCommand(['--demo', '--scenario', 'busy', '--seed', '7']),
    columns: 100,
    rows: 30,
  });
  await terminal.waitForText(/\d+ watched/);
  await terminal.waitForText(/\d\d:\d\d:\d\d–\d\d:\d\d:\d\d .* → /);
  terminal.type('q');
  expect((await terminal.waitForExit()).exitCode).toBe(0);
});

test('an unknown option is refused with a suggestion, and --help and --version answer', async () => {
  await using mistaken = openTerminal({ command: programCommand(['--demoo']) });
  expect((await mistaken.waitForExit()).exitCode).toBe(2);
  expect(mistaken.screen().join('\n')).toContain('Did you mean --demo?');
  await using help = openTerminal({ command: programCommand(['--help']), rows: 100 });
  expect((await help.waitForExit()).exitCode).toBe(0);
  expect(help.screen().join('\n')).toContain('--users-file');
  await using version = openTerminal({ command: programCommand(['--version']) });
  expect((await version.waitForExit()).exitCode).toBe(0);
  expect(version.screen()[0]).toMatch(/^\d+\.\d+\.\d+$/);
});

test('a terminal that goes away ends the program, and the recording with it', async () => {
  await using program = await startProgram({ args: ['--record', 'rec.ndjson'] });
  await program.terminal.waitForText('5 watched');
  program.terminal.closeMaster();
  expect(await program.terminal.waitForExit()).toEqual({ exitCode: null, signal: 'SIGHUP' });
  const recording = await readFile(join(program.folder, 'rec.ndjson'), 'utf8');
  expect(recording).toMatch(/"reason":"hangup","exitCode":129,"matched":null\}\n$/);
});

test('simulate prints its address, a configuration with which the monitor starts, and how to make calls fail', async () => {
  const command = programCommand(['simulate', '--port', '0', '--users', '3']);
  await using terminal = openTerminal({ command, columns: 160, rows: 40 });
  await terminal.waitForText('CHAT_TOKEN=');
  await terminal.waitForText('END');
  await terminal.waitForText('-X DELETE');
  const screen = terminal.screen().join('\n');
  expect(screen).toMatch(/listens on http:\/\/127\.0\.0\.1:\d+/);
  const [, url = '', body = ''] = /curl -s (\S+) -X PUT -d '(.*)'/.exec(screen) ?? [];
  expect(await (await fetch(url, { method: 'PUT', body })).json()).toMatchObject({ faults: [{ do: 'status' }], active: [0] });
  expect(await (await fetch(url, { method: 'DELETE' })).json()).toMatchObject({ faults: [] });
  terminal.press('ctrl-c');
  await terminal.waitForExit();
});
