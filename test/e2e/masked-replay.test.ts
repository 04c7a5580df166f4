import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { type Line, lineSchema } from '../../src/runtime/lines/schema.ts';
import { findIds } from '../helpers/find-ids.ts';
import { startPiped } from '../helpers/piped-program.ts';
import { privateFolder } from '../helpers/private-file.ts';
import { openTerminal, type Terminal } from '../helpers/terminal.ts';
import { type Program, programCommand, startProgram } from './program.ts';

const USERS = ['alice', '名前', 'a/b', '..'];
const [ACTING, STRANGER] = ['chief.night', 'mallory.x'];
const TELLING = ['alice', '名前', 'a/b', ACTING, STRANGER, 'secret12', 'lunch with'];
const RECORDING = 'recording.ndjson';

/** A run that was recorded with every name in it: changes, an alert, errors, a subscription. */
async function recorded(): Promise<Program> {
  const config = {
    ...{ uid: ACTING, refresh: '1s', users: USERS, groups: { vip: ['alice'] } },
    alerts: [{ when: 'ext:nobody', name: 'alice eats alone', do: 'bell' }],
  };
  const simulator = { users: [...USERS, STRANGER], accounts: [ACTING], sublistLag: 0 };
  const program = await startProgram({ args: ['--record', RECORDING], config, simulator });
  const { terminal, simulator: server } = program;
  for (const uid of USERS) server.world.set(uid, 'ios_secret12', '1', `lunch with ${uid}`);
  server.subscriptions.subscribe(ACTING, [STRANGER], 3600, Date.now());
  await terminal.waitForText('all well');
  await terminal.waitForText('lunch with alice');
  server.world.set('alice', 'ios_secret12', '0', 'lunch with nobody');
  await terminal.waitForText('alert for alice');
  server.setFault(() => ({ status: 404, body: '{"error_description":"no alice, no a/b, no 名前"}' }));
  terminal.type('E');
  await terminal.waitForText('no alice, no a/b');
  terminal.press('esc');
  server.setFault(null);
  await terminal.waitForText('all well');
  terminal.type('q');
  await terminal.waitForExit();
  return program;
}

interface Ran {
  readonly output: string;
  readonly errors: string;
  readonly exitCode: number | null;
}

/** Runs the program where the recording is, with the pseudonyms of one machine. */
async function run({ folder }: Program, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const program = startPiped(programCommand(args), { folder, env: { XDG_STATE_HOME: join(folder, 'state'), ...env } });
  const [output, errors, exitCode] = await Promise.all([text(program.process.stdout), program.errors, program.exitCode]);
  return { output, errors, exitCode };
}

const linesIn = (output: string): Line[] =>
  output
    .trimEnd()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));

/** What was last sent to the clipboard of a terminal. */
function clipboard(terminal: Terminal): string {
  const rest = terminal.raw().split('\u{1b}]52;c;').at(-1) ?? '';
  return Buffer.from(rest.slice(0, rest.indexOf('\u{7}')), 'base64').toString();
}

test('replay --mask: no id in table, lines or screen; the pseudonyms are those of a masked run, and what is given away shows them anywhere', async () => {
  await using program = await recorded();
  const { folder, simulator } = program;
  expect(findIds(await readFile(join(folder, RECORDING), 'utf8'), TELLING)).toHaveLength(TELLING.length);

  const lines = await run(program, ['replay', RECORDING, '--json', '--mask']);
  expect(lines).toMatchObject({ errors: '', exitCode: 0 });
  expect(findIds(lines.output, TELLING)).toEqual([]);
  const [hello, ...rest] = linesIn(lines.output);
  expect(hello).toMatchObject({ type: 'hello', masked: true });
  expect(new Set(rest.map(({ type }) => type))).toEqual(new Set(['presence', 'change', 'alert', 'error', 'end', 'gap']));
  const variable = { PRESENCE_MONITOR_MASK: '1' };
  expect(await run(program, ['replay', RECORDING, '--json'], variable)).toEqual(lines);

  const live = await run(program, ['--mask', '--once', '--json'], { SIMULATOR_TOKEN: simulator.token });
  const [same] = linesIn(live.output);
  expect(hello).toMatchObject({ as: (same as { as: string }).as, watched: (same as { watched: string[] }).watched });

  const table = await run(program, ['replay', RECORDING, '--mask']);
  expect(table).toMatchObject({ errors: '', exitCode: 0, output: expect.stringMatching(/^USER[^\n]*\nuser-\w{8} .*ios_\w{6} /) });
  expect(findIds(table.output, TELLING)).toEqual([]);
  expect(await run(program, ['replay', RECORDING], variable)).toEqual(table);

  // Given away: shown as it is, by whoever has another key, or none.
  const state = await privateFolder();
  await using elsewhere = await startProgram({ args: ['completion', 'bash'] });
  await writeFile(join(elsewhere.folder, RECORDING), lines.output);
  const shown = await run(elsewhere, ['replay', RECORDING, '--mask', '--json'], { XDG_STATE_HOME: state });
  expect(shown).toEqual(lines);
  expect(await readdir(state)).toEqual([]);
});

test('the screen of a masked replay names nobody on any page, in no copy, and a real name finds whoever has it', async () => {
  await using program = await recorded();
  const { folder } = program;
  const env = { HOME: folder, XDG_STATE_HOME: join(folder, 'state') };
  const { output } = await run(program, ['replay', RECORDING, '--mask', '--json']);
  const alice = linesIn(output).find((line) => line.type === 'alert')?.uid ?? '';
  const command = programCommand(['replay', RECORDING, '--mask', '--select', 'ALICE']);
  await using terminal = openTerminal({ command, cwd: folder, columns: 100, rows: 40, env });
  await terminal.waitForText('MASKED');
  await terminal.waitForText(/user-\w{8}/);
  terminal.press('enter');
  await terminal.waitForText('as the server wrote it but for pseudonyms');
  expect(terminal.screen().join('\n')).toMatch(new RegExp(`"uid": ?"${alice}"`));
  await terminal.waitForText(/\/users\/user-\w{8}\/presence/);
  terminal.press('esc');
  for (const [key, page] of [
    ['E', 'its text is hidden by --mask'],
    ['A', /user-\w{8} eats alone/],
    ['S', /user-\w{8}/],
    ['T', 'newest first'],
  ] as const) {
    terminal.type(key);
    await terminal.waitForText(page);
    if (key !== 'T') terminal.press('esc');
  }
  terminal.type('Y');
  await terminal.waitForText('sent a line that replays this moment to the clipboard');
  const line = clipboard(terminal);
  expect(line).toMatch(new RegExp(` --mask --select ${alice}$`));
  terminal.press('esc');
  terminal.type('q');
  expect(await terminal.waitForExit()).toMatchObject({ exitCode: 0 });
  expect(findIds([terminal.raw(), line].join('\n'), TELLING)).toEqual([]);

  const at = ['--at', / --at (\S+)/.exec(line)?.[1] ?? ''];
  expect(await run(program, ['replay', RECORDING, '--mask', ...at, '--select', alice])).toMatchObject({ exitCode: 0 });
  expect(await run(program, ['replay', RECORDING, '--mask', '--select', STRANGER])).toMatchObject({ exitCode: 2 });
  // As in a masked run, what is typed into a filter is taken as it is.
  const filtered = await run(program, ['replay', RECORDING, '--mask', '--filter', 'alice']);
  expect(filtered.output).not.toContain('user-');
});

test('a key of no use is said, and the pseudonyms are those of one replay', async () => {
  await using program = await recorded();
  const state = await privateFolder();
  await mkdir(join(state, 'presence-monitor'));
  await writeFile(join(state, 'presence-monitor', 'mask-key'), 'something else');
  const { output, errors, exitCode } = await run(program, ['replay', RECORDING, '--mask'], { XDG_STATE_HOME: state });
  expect([exitCode, errors]).toEqual([0, expect.stringContaining('the pseudonyms are for this run alone')]);
  expect(findIds(output, TELLING)).toEqual([]);
});
