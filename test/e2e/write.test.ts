import { execFile } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/simulator/server.ts';
import { CONFIG, folderWith } from '../helpers/config-folder.ts';
import { programCommand, startProgram } from './program.ts';

/** Runs the built program without a terminal, with something on its standard input. */
async function run(args: readonly string[], input = '') {
  const simulator = await startSimulator({ scenario: 'still', users: 150 });
  onTestFinished(() => simulator.close());
  const { url: host, orgName, appName, token, world } = simulator;
  const profiles = { prod: { production: true } };
  const cwd = await folderWith({ [CONFIG]: { host, orgName, appName, uid: 'wzy', token: { env: 'CHAT_TOKEN' }, profiles } });
  const env = { PATH: process.env.PATH, HOME: cwd, CHAT_TOKEN: token };
  const [node, ...rest] = programCommand(args);
  const ran = await new Promise<{ exitCode: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(node, rest, { cwd, env }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
    child.stdin?.end(input.replace('EVERYBODY', world.names.join('\n')));
  });
  return { ...ran, simulator };
}

test('names on standard input are subscribed to in batches: results on stdout, all else on stderr', async () => {
  const { exitCode, stdout, stderr, simulator } = await run(['subscribe', '--users-file', '-', '--yes'], 'EVERYBODY\n');
  expect(exitCode).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(150);
  expect(stdout).toMatch(/^alice +subscribed until \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/m);
  expect(stderr).toMatch(/^5101220107132865\/test: subscribe wzy to 150 users .* for 7d · 2 calls\n$/);
  expect(simulator.traffic.count('subscribe')).toBe(2);
});

test('-v says how each call went, on stderr', async () => {
  const { stdout, stderr } = await run(['subscribe', 'alice', '--yes', '-v', '--json']);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/^\d{4}-\d\d-\d\dT\S+Z subscribe of 1 user: answered in \d+ ms$/m);
});

test('without a terminal and without --yes, nothing is sent', async () => {
  const { exitCode, stdout, stderr, simulator } = await run(['set', 'alice', 'web_1', '1', '--ext', 'x']);
  expect([exitCode, stdout, simulator.traffic.count()]).toEqual([2, '', 0]);
  expect(stderr).toContain('nobody can be asked: standard input is no terminal; nothing was sent\nSay --yes');
});

test('production refuses, and an unknown name gives 6 with the rest done', async () => {
  const refused = await run(['unsubscribe', 'alice', '-p', 'prod', '--yes']);
  expect([refused.exitCode, refused.stdout, refused.simulator.traffic.count()]).toEqual([2, '', 0]);
  expect(refused.stderr).toContain('read-only: profile prod is marked production\nStart with --write to change things.');
  const partly = await run(['subscribe', 'alice', 'stranger', '-p', 'prod', '--write', '--yes', '--json']);
  expect([partly.exitCode, JSON.parse(partly.stdout.split('\n')[0] ?? '')]).toMatchObject([6, { uid: 'alice', ok: true }]);
  expect(partly.stderr).toContain('stranger  unknown: ');
});

test('at a terminal a person is asked: n sends nothing, y does, ctrl-c leaves with 130', async () => {
  const ask = async (answer: (terminal: Awaited<ReturnType<typeof startProgram>>['terminal']) => void) => {
    await using program = await startProgram({ args: ['subscribe', 'alice'] });
    await program.terminal.waitForText('go on? [y/N]');
    answer(program.terminal);
    const { exitCode } = await program.terminal.waitForExit();
    return [exitCode, program.simulator.traffic.count('subscribe')];
  };
  expect(await ask((terminal) => terminal.type('n\r'))).toEqual([2, 0]);
  expect(await ask((terminal) => terminal.type('y\r'))).toEqual([0, 1]);
  expect(await ask((terminal) => terminal.press('ctrl-c'))).toEqual([130, 0]);
});

test('a command that does not exist is told with the nearest that does', async () => {
  const { exitCode, stderr } = await run(['subscrib', 'alice']);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("unknown command 'subscrib'\n(Did you mean subscribe?)")]);
});

test('a production profile starts read-only on the screen, on every key that writes and on the narrowest', async () => {
  await using program = await startProgram({
    args: ['-p', 'prod'],
    columns: 40,
    rows: 10,
    config: { profiles: { prod: { production: true } } },
  });
  const { terminal, simulator } = program;
  await terminal.waitForText('all well');
  expect(terminal.screen()[0]).toMatch(/^ prod .*READ-ONLY$/);
  for (const key of ['e', 'a', 'x']) {
    terminal.type(key);
    await terminal.waitForText('read-only: profile prod');
    terminal.press('esc');
    await terminal.waitUntilGone('read-only:');
  }
  expect(['set', 'subscribe', 'unsubscribe'].map((call) => simulator.traffic.count(call as 'set'))).toEqual([0, 0, 0]);
});
