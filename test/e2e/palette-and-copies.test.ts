import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/simulator/server.ts';
import { findSecrets } from '../helpers/find-secrets.ts';
import { privateFile } from '../helpers/private-file.ts';
import type { Terminal } from '../helpers/terminal.ts';
import { NODE } from './built-file.ts';
import { startProgram } from './program.ts';

/** Does what `curl` does with the options that we write, where it is not installed. */
const STAND_IN = `curl() { '${NODE}' -e '
  const options = { headers: {} }, given = process.argv.slice(1), url = given.pop();
  for (let at = 0; at < given.length; at += 2) {
    if (given[at] === "-X") options.method = given[at + 1];
    if (given[at] === "--data") options.body = given[at + 1];
    if (given[at] === "-H") { const [name, ...value] = given[at + 1].split(": "); options.headers[name] = value.join(": "); }
  }
  fetch(url, options).then((answer) => answer.text()).then(console.log);
' -- "$@"; };`;

/** What was sent to the clipboard of a terminal, oldest first. */
function clipboard(terminal: Terminal): string[] {
  const rests = terminal.raw().split('\u{1b}]52;c;').slice(1);
  return rests.map((rest) => Buffer.from(rest.slice(0, rest.indexOf('\u{7}')), 'base64').toString());
}

test('an action is found in the palette by a few letters; a curl line that was copied asks for the user, without the token in it', async () => {
  const simulator = await startSimulator({ scenario: 'still', users: 5 });
  onTestFinished(() => simulator.close());
  const file = await privateFile(`${simulator.token}\n`, 0o600, "the user's token");
  await using program = await startProgram({ config: { host: simulator.url, token: { file } } });
  const { terminal } = program;
  await terminal.waitForText('all well');

  terminal.type(':inv');
  await terminal.waitForText('invert the order');
  terminal.press('enter');
  await terminal.waitForText('USER ▼');
  terminal.type(':inv\r');
  await terminal.waitForText('USER ▲');

  terminal.type(':copymenu\r');
  await terminal.waitForText('copy of alice');
  terminal.type('r');
  await terminal.waitForText('sent the row of alice as JSON to the clipboard');
  terminal.type('Y');
  await terminal.waitForText('copy of alice');
  terminal.press('down', 'down', 'enter');
  await terminal.waitForText('sent a curl line for alice to the clipboard');

  const [row = '', line = '', ...more] = clipboard(terminal);
  expect(more).toEqual([]);
  expect(JSON.parse(row)).toMatchObject({ uid: 'alice', ext: simulator.world.read('alice')?.ext });
  const installed = spawnSync('curl', ['--version']).status === 0;
  const { stdout } = await promisify(execFile)('sh', ['-c', installed ? line : `${STAND_IN} ${line}`]);
  expect(JSON.parse(stdout)).toMatchObject({ result: [{ uid: 'alice' }] });

  expect(findSecrets([terminal.raw(), ...clipboard(terminal)].join('\n'), [simulator.token])).toEqual([]);
  terminal.type(':quit\r');
  expect((await terminal.waitForExit()).exitCode).toBe(0);
});
