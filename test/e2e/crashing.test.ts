import { expect, test } from 'vitest';
import { findSecrets } from '../helpers/find-secrets.ts';
import { privateFile } from '../helpers/private-file.ts';
import { startProgramInShell, TOKEN_VARIABLE } from './program.ts';

/** A mistake that tells all it knows, as those do that quote what they choked on. */
const MISTAKE = `
const token = process.env.${TOKEN_VARIABLE};
const forms = [token, encodeURIComponent(token), Buffer.from('Bearer ' + token).toString('base64'), JSON.stringify({ token })];
const mistake = () => new TypeError('out of luck with\\n\\u001b[31m' + forms.join(' '), { cause: new Error('because of ' + token) });
`;

test.each([
  ['an error that nobody catches', 'setTimeout(() => { throw mistake(); })'],
  ['a promise that nobody waits for', 'Promise.reject(mistake())'],
  // The page of keys, and nothing else, is drawn with it.
  ['a frame that cannot be drawn', 'String.prototype.padEnd = () => { throw mistake(); }'],
])('after %s the terminal is as it was, and a report without secrets says what happened and what to do', async (_, act) => {
  const preload = await privateFile(`${MISTAKE} process.on('SIGUSR2', () => { ${act} });`, 0o600, 'preload.mjs');
  await using program = await startProgramInShell({
    columns: 200,
    env: { NODE_OPTIONS: `--import ${preload}` },
  });
  const { terminal } = program;
  await terminal.waitForText('all well');
  terminal.signalProgram('SIGUSR2');
  terminal.type('?');
  const { status, settings } = await terminal.waitForReturn();
  expect(status).toBe(1);
  expect(settings).toBe(terminal.settingsBefore);
  expect(terminal.modes()).toMatchObject({ alternateScreen: false, cursorHidden: false, bracketedPaste: false });
  const screen = terminal.screen();
  expect(screen[0]).toBe('earlier output');
  const text = screen.join('');
  expect(text).toMatch(/presence-monitor: a mistake in the program: TypeError: out of luck with␊␛\[31m\[secret\]/);
  expect(text).toContain('Start it again; if it happens again, report it with these lines:');
  expect(text).toMatch(/presence-monitor \d+\.\d+\.\d+, Node \d+/);
  expect(text).toMatch(/ {4}at /);
  expect(text).toContain('caused by Error: because of [secret]');
  expect(findSecrets(terminal.raw(), [program.simulator.token])).toEqual([]);
});
