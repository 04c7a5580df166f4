import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findIds } from '../helpers/find-ids.ts';
import { modeOf } from '../helpers/private-file.ts';
import { type Program, startProgram } from './program.ts';

const USERS = ['alice', '名前', 'a/b', '..'];
const ACTING = 'chief.night';
const TELLING = ['alice', '名前', 'a/b', ACTING, 'secret12', 'lunch with'];
const RECORDING = 'recording.ndjson';

const startMasked = async (more: Parameters<typeof startProgram>[0] = {}) => {
  const { config, simulator, ...rest } = more;
  const program = await startProgram({
    args: ['--mask', '--record', RECORDING],
    config: { uid: ACTING, refresh: '1s', groups: { vip: ['alice'] }, ...config },
    simulator: { users: USERS, accounts: [ACTING], sublistLag: 0, ...simulator },
    ...rest,
  });
  for (const uid of USERS) program.simulator.world.set(uid, 'ios_secret12', '1', `lunch with ${uid}`);
  return program;
};

/** Everything the program wrote, but for its configuration: the terminal, what was sent to its clipboard, and its files. */
async function writtenBy({ terminal, folder }: Program): Promise<string> {
  const copied = terminal
    .raw()
    .split('\u{1b}]52;c;')
    .slice(1)
    .map((rest) => Buffer.from(rest.slice(0, rest.indexOf('\u{7}')), 'base64').toString());
  const state = (await readdir(join(folder, 'state/presence-monitor'))).map((name) => `state/presence-monitor/${name}`);
  const files = await Promise.all([RECORDING, ...state].map((name) => readFile(join(folder, name), 'utf8')));
  return [terminal.raw(), terminal.screen().join('\n'), ...copied, ...files].join('\n');
}

/** The pseudonyms in the first line of the recording. */
async function watchedIn({ folder }: Program): Promise<string[]> {
  const [hello = ''] = (await readFile(join(folder, RECORDING), 'utf8')).split('\n');
  return (JSON.parse(hello) as { watched: string[] }).watched;
}

test('--mask: no id on the screen, in copies, in the recording or in any other file, and the same pseudonyms the next time', async () => {
  await using program = await startMasked();
  const { terminal, simulator, folder } = program;
  await terminal.waitForText('MASKED');
  await terminal.waitForText('all well');
  terminal.press('enter');
  await terminal.waitForText('as the server wrote it but for pseudonyms');
  terminal.press('esc');
  terminal.type('y');
  await terminal.waitForText(/sent user-\w{8} to the clipboard/);
  terminal.type('Yr');
  await terminal.waitForText(/sent the row of user-\w{8} as JSON to the clipboard/);
  terminal.type('Yc');
  await terminal.waitForText(/sent a curl line for user-\w{8} to the clipboard/);
  terminal.type('>');
  await terminal.waitForText('STATUS ▲');
  terminal.type('2');
  await terminal.waitForText('1 of 4 shown');
  terminal.type('a');
  await terminal.waitForText(/Subscribe to user-\w{8}/);
  terminal.press('enter');
  await terminal.waitForText(/subscribed to user-\w{8}/);
  expect(simulator.subscriptions.list(ACTING, Date.now()).map(({ uid }) => uid)).toEqual(['alice']);
  simulator.setFault(() => ({ status: 404, body: '{"error_description":"no alice, no a/b, no 名前"}' }));
  terminal.type('E');
  await terminal.waitForText('its text is hidden by --mask');
  terminal.press('esc');
  simulator.setFault(null);
  await terminal.waitForText('all well');
  terminal.type('q');
  expect(await terminal.waitForExit()).toMatchObject({ exitCode: 0 });
  expect(findIds(await writtenBy(program), TELLING)).toEqual([]);
  expect(await modeOf(join(folder, 'state/presence-monitor/mask-key'))).toBe(0o600);

  const watched = await watchedIn(program);
  const key = join(folder, 'state');
  await using again = await startMasked({ env: { XDG_STATE_HOME: key } });
  await again.terminal.waitForText('all well');
  expect(await watchedIn(again)).toEqual(watched);
  await using elsewhere = await startMasked();
  await elsewhere.terminal.waitForText('all well');
  expect((await watchedIn(elsewhere)).filter((uid) => watched.includes(uid))).toEqual([]);
});

test('PRESENCE_MONITOR_MASK does the same to lines for a screen reader; a filter of a masked run is not kept', async () => {
  const args = ['--screen-reader', '--record', RECORDING];
  await using program = await startMasked({ args, env: { PRESENCE_MONITOR_MASK: '1' } });
  const { terminal, folder } = program;
  await terminal.waitForText('Masked: users and devices have pseudonyms, and what users say is hidden.');
  await terminal.waitForText('4 users watched');
  terminal.type('/\r');
  await terminal.waitForText('Filter, such as');
  terminal.type('user-\r');
  await terminal.waitForText('all 4 shown');
  terminal.type('q\r');
  await terminal.waitForExit();
  const written = await writtenBy(program);
  expect(findIds(written, TELLING)).toEqual([]);
  expect(await readdir(join(folder, 'state/presence-monitor'))).toEqual(['mask-key']);
});

test.each([
  [['--mask', '--once'], 0],
  [['--mask', '--once', '--csv'], 0],
  [['--mask', '--once', '--json'], 0],
])('%j names nobody', async (args, exitCode) => {
  await using program = await startMasked({ args: [...args, '--record', RECORDING], columns: 200 });
  expect(await program.terminal.waitForExit()).toMatchObject({ exitCode });
  expect(program.terminal.raw()).toMatch(/user-\w{8}/);
  expect(findIds(await writtenBy(program), TELLING)).toEqual([]);
});

test('a recording goes on masked or not as it began', async () => {
  await using masked = await startMasked({ args: ['--mask', '--once', '--record', RECORDING] });
  await masked.terminal.waitForExit();
  const file = join(masked.folder, RECORDING);
  await using plain = await startMasked({ args: ['--once', '--record', file] });
  expect(await plain.terminal.waitForExit()).toMatchObject({ exitCode: 2 });
  expect(plain.terminal.raw().replace(/\s+/g, ' ')).toContain(
    'an earlier recording without --mask to go on with; nothing was sent',
  );
  await using again = await startMasked({
    args: ['--mask', '--once', '--record', file],
    env: { XDG_STATE_HOME: join(masked.folder, 'state') },
  });
  expect(await again.terminal.waitForExit()).toMatchObject({ exitCode: 0 });
  const hellos = (await readFile(file, 'utf8')).split('\n').filter((line) => line.startsWith('{"type":"hello"'));
  expect(hellos).toHaveLength(2);
});
