import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { lineSchema } from '../../src/runtime/lines/schema.ts';
import { findSecrets } from '../helpers/find-secrets.ts';
import { startPiped } from '../helpers/piped-program.ts';
import { privateFolder } from '../helpers/private-file.ts';
import { RecordedWatching } from '../helpers/recorded-watching.ts';
import { listOf } from '../helpers/reloads.ts';
import { openTerminal, type Terminal } from '../helpers/terminal.ts';
import { BUILT_FILE, NODE } from './built-file.ts';
import { programCommand, startProgram } from './program.ts';

/** What was last sent to the clipboard of a terminal. */
function clipboard(terminal: Terminal): string {
  const rest = terminal.raw().split('\u{1b}]52;c;').at(-1) ?? '';
  return Buffer.from(rest.slice(0, rest.indexOf('\u{7}')), 'base64').toString();
}

/** Runs a line as somebody's shell does who has the program installed. */
async function runLine(line: string, { columns, rows }: { columns: number; rows: number }): Promise<Terminal> {
  const folder = await privateFolder();
  const file = join(folder, 'presence-monitor');
  await writeFile(file, `#!/bin/sh\nexec '${NODE}' '${BUILT_FILE}' "$@"\n`, { mode: 0o700 });
  return openTerminal({
    command: ['sh', '-c', line],
    columns,
    rows,
    cwd: folder,
    env: { PATH: `${folder}:${process.env.PATH}` },
  });
}

/** A screen but for its title, where one says REPLAY, and its bottom line, where one tells of calls. */
const between = (screen: readonly string[]) =>
  screen.slice(
    1,
    screen.findLastIndex((line) => line !== ''),
  );

test('a moment copied from the change list shows the same screen to whoever runs the line; the recording holds no secret', async () => {
  const size = { columns: 90, rows: 24 };
  const args = ['--record', 'rec.ndjson'];
  const config = { refresh: '1s', users: ['alice', 'bob', 'carol'], groups: { 'the few': ['alice', 'bob'] } };
  await using program = await startProgram({ ...size, args, config });
  const { terminal, simulator, folder } = program;
  const sees = (name: string, what: string) => terminal.waitForText(new RegExp(`${name} .*${what}`));
  await terminal.waitForText('3 watched');
  for (const ext of ['first', 'second', 'third']) {
    simulator.world.set('alice', 'linux_9', '1', ext);
    await sees('alice', ext);
  }
  terminal.type('2');
  await terminal.waitForText('2 of 3 shown');
  terminal.type('/!carol\r');
  await terminal.waitForText('/!carol');
  terminal.type('s');
  await terminal.waitForText('sort by');
  terminal.press('down', 'enter');
  await terminal.waitForText('STATUS ▲');
  terminal.type('p');
  await terminal.waitForText('FROZEN');
  terminal.press('left');
  await terminal.waitForText('PAST');
  terminal.press('left');
  await sees('alice', 'second');
  terminal.type('g');
  await terminal.waitForText(/▌.. ?alice/);
  terminal.type('T');
  await terminal.waitForText('newest first, as of');
  terminal.type('Y');
  await terminal.waitForText('sent a line that replays this moment to the clipboard');
  terminal.press('esc');
  await terminal.waitUntilGone('sent a line');
  const live = terminal.screen();

  const line = clipboard(terminal);
  expect(line).toMatch(
    new RegExp(
      `^presence-monitor replay ${folder}/rec.ndjson --at \\S+Z --filter '!carol' --tab 'the few' --sort status --select alice$`,
    ),
  );
  await using replayed = await runLine(line, size);
  // The first frame does not know yet how many rows there are.
  await replayed.waitForText(/REPLAY \d{4}-[\s\S]* bob /);
  expect(between(replayed.screen())).toEqual(between(live));

  terminal.type('q');
  await terminal.waitForExit();
  const recording = await readFile(join(folder, 'rec.ndjson'), 'utf8');
  expect(findSecrets(recording, [simulator.token])).toEqual([]);
  for (const line of recording.trimEnd().split('\n')) lineSchema.parse(JSON.parse(line));
});

let demo: { readonly lines: string; readonly recording: string };

/** Eight seconds of a busy demo: the lines that stood on standard output, and the recording. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'presence-monitor-'));
  const args = ['--demo', '--scenario', 'busy', '--seed', '7', '--json', '--record', 'rec.ndjson', '--duration', '8s'];
  const [file, ...rest] = programCommand(args);
  const { stdout } = await promisify(execFile)(file, rest, { cwd: folder, env: { ...process.env, TZ: 'UTC' }, maxBuffer: 1e8 });
  demo = { lines: stdout, recording: await readFile(join(folder, 'rec.ndjson'), 'utf8') };
  await rm(folder, { recursive: true });
}, 60_000);

async function recorded(): Promise<{ folder: string } & typeof demo> {
  const folder = await privateFolder();
  await writeFile(join(folder, 'rec.ndjson'), demo.recording);
  return { folder, ...demo };
}

async function replay(folder: string, ...args: string[]) {
  const program = startPiped(programCommand(['replay', ...args]), { folder });
  const [output, errors, exitCode] = await Promise.all([text(program.process.stdout), program.errors, program.exitCode]);
  return { output, errors, exitCode };
}

test('the keys of a replay lead through it, play it and pause it, at any size; nothing is asked and nothing changed', async () => {
  const { folder } = await recorded();
  // So slow that it does not come to its end by itself.
  const command = programCommand(['replay', 'rec.ndjson', '--speed', '0.02']);
  await using terminal = openTerminal({ command, cwd: folder, columns: 100, rows: 24 });
  await terminal.waitForText(/playing ×0.02 · [01] s of 8 s/);
  terminal.type('p');
  await terminal.waitForText('paused');
  terminal.press('right');
  await terminal.waitForText(/[1-9]\d online .*█.* first sweep/);
  terminal.press('right');
  await terminal.waitForText(/1\d\d online .* \? 0 unknown/);
  terminal.press('end');
  await terminal.waitForText(/REPLAY \d{4}-\d\d-\d\d \d\d:\d\d:\d\d[\s\S]* end · 8 s of 8 s/);
  terminal.press('left');
  await terminal.waitForText(/step (\d+) of \1/);
  terminal.press('home');
  await terminal.waitForText('the oldest moment kept');
  await terminal.waitForText(/step 1 of \d+[\s\S]* back · 0 s of 8 s/);
  terminal.press('right');
  await terminal.waitForText(/step 2 of/);
  terminal.type('e');
  await terminal.waitForText('this is a replay; start the monitor itself to change something');
  terminal.type('r');
  await terminal.waitForText('this is a replay: nobody is asked');
  terminal.resize(40, 10);
  await terminal.waitForText(/REPLAY \d\d:\d\d:\d\d[\s\S]* back/);
  expect(terminal.screen()).toHaveLength(10);
  terminal.resize(100, 24);
  await terminal.waitForText(/step 2 of/);
  terminal.type('p');
  await terminal.waitForText('playing ×0.02');
  terminal.type('p');
  await terminal.waitForText('paused');
  terminal.press('end');
  await terminal.waitForText('end · 8 s of 8 s');
  terminal.press('right');
  await terminal.waitForText('this is the end of the recording');
  terminal.type('q');
  expect(await terminal.waitForExit()).toEqual({ exitCode: 0, signal: null });
});

test('with --speed a replay plays from its beginning to its end', async () => {
  const { folder } = await recorded();
  const command = programCommand(['replay', 'rec.ndjson', '--speed', '4']);
  await using terminal = openTerminal({ command, cwd: folder });
  await terminal.waitForText(/playing ×4 · [1-7] s of 8 s/);
  await terminal.waitForText('end · 8 s of 8 s');
});

describe('without a screen', () => {
  test('the lines come again as they were, or from a moment on; a table shows a moment', async () => {
    const { folder, lines } = await recorded();
    expect(await replay(folder, 'rec.ndjson', '--json')).toEqual({ output: lines, errors: '', exitCode: 0 });
    const { output } = await replay(folder, 'rec.ndjson', '--json', '--at', '-2s');
    const [hello, ...rest] = output.trimEnd().split('\n');
    expect(lines).toContain(`${hello}\n`);
    expect(lines.endsWith(`${rest.join('\n')}\n`)).toBe(true);
    expect(rest.length).toBeLessThan(lines.split('\n').length / 2);
    const table = await replay(folder, 'rec.ndjson', '--filter', 'alice', '--at', '+5s');
    expect(table).toMatchObject({ errors: '', exitCode: 0 });
    expect(table.output).toMatch(/^USER +STATUS .*\nalice /);
  });

  test('a terminal that cannot move its cursor gets the table', async () => {
    const { folder } = await recorded();
    const command = programCommand(['replay', join(folder, 'rec.ndjson')]);
    await using terminal = openTerminal({ command, columns: 100, env: { TERM: 'dumb' } });
    expect((await terminal.waitForExit()).exitCode).toBe(0);
    expect(terminal.raw()).toMatch(/^USER +STATUS /);
    expect(terminal.raw()).not.toContain('\u001b');
  });

  test('a recording cut in half, or with a bad line, is replayed up to there and says so', async () => {
    const { folder, recording } = await recorded();
    const file = join(folder, 'half.ndjson');
    await writeFile(file, recording.slice(0, recording.length / 2));
    const { output, exitCode } = await replay(folder, 'half.ndjson', '--json');
    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => lineSchema.parse(JSON.parse(line)));
    expect(exitCode).toBe(6);
    expect(lines[0]?.type).toBe('hello');
    expect(lines.at(-2)).toMatchObject({ type: 'error', code: 'damaged' });
    expect(lines.at(-2)).toMatchObject({ message: expect.stringMatching(/^the recording ends at line \d+: it is cut$/) });
    expect(lines.at(-1)).toMatchObject({ type: 'end', reason: 'failed', exitCode: 6 });
    const table = await replay(folder, 'half.ndjson');
    expect(table.errors).toMatch(
      /^presence-monitor: the recording ends at line \d+: it is cut\nThe table shows the last moment before that\.\n$/,
    );
    expect([table.exitCode, table.output.split('\n').length]).toEqual([6, expect.any(Number)]);
    await using terminal = openTerminal({ command: programCommand(['replay', file]), columns: 100 });
    await terminal.waitForText(/the recording ends at line \d+: it is cut/);
    await terminal.waitForText('incomplete');
  });

  test('of several runs the last is shown, and that there are more is said; a moment chooses another', async () => {
    const { folder, recording, lines } = await recorded();
    const first = recording.replaceAll(/"(20\d\d)-/g, '"2001-').replaceAll('wzy', 'somebody');
    await writeFile(join(folder, 'rec.ndjson'), first + recording);
    const note = 'presence-monitor: this is run 2 of 2 in the recording; --at shows another\n';
    expect(await replay(folder, 'rec.ndjson', '--json')).toEqual({ output: lines, errors: note, exitCode: 0 });
    const at = /"at":"(2001[^"]+)"/.exec(first)?.[1] ?? '';
    const other = await replay(folder, 'rec.ndjson', '--json', '--at', at);
    expect(other.output).toContain('"as":"somebody"');
    expect(other).toMatchObject({ errors: '', exitCode: 0 });
  });

  test.each([
    ['none.ndjson', [], 'replay none.ndjson: there is no such file'],
    ['.', [], 'replay .: it is no file'],
    ['empty', [], 'replay empty: the file is empty'],
    ['other', [], 'replay other: line 1: it is no JSON'],
    ['rec.ndjson', ['--at', 'noon'], '--at noon: expected a time such as'],
    ['rec.ndjson', ['--at', '2001-01-01'], '--at 2001-01-01: nothing is recorded then'],
    ['rec.ndjson', ['--filter', 'age>x'], '--filter: '],
    ['rec.ndjson', ['--sort', 'agee'], '--sort agee: expected "age"'],
    ['rec.ndjson', ['--select', 'nobody'], '--select nobody: nobody of that name'],
    ['rec.ndjson', ['--tab', 'vip'], '--tab vip: no such group'],
    ['rec.ndjson', ['--speed', '0'], "option '--speed <N>' argument '0' is invalid"],
    ['rec.ndjson', ['--speed', '2'], '--speed 2: there is no screen on which anything could play'],
    ['rec.ndjson', ['--json', '--filter', 'ann'], "option '--json' cannot be used with option '--filter <EXPR>'"],
    ['rec.ndjson', ['--json', '--top', '1'], "option '--json' cannot be used with option '--top <N>'"],
  ])('what cannot be replayed says why: %s %j', async (file, args, says) => {
    const folder = await privateFolder();
    await writeFile(join(folder, 'empty'), '');
    await writeFile(join(folder, 'other'), 'some log\n');
    const hello = {
      type: 'hello',
      schema: 1,
      version: '1',
      at: '2026-11-25T10:00:00.000Z',
      place: 'a/b',
      as: 'w',
      refresh: '30s',
      watched: ['ann'],
    };
    await writeFile(join(folder, 'rec.ndjson'), `${JSON.stringify(hello)}\n`);
    const { output, errors, exitCode } = await replay(folder, file, ...args);
    expect(errors).toContain(says);
    expect([output, exitCode]).toEqual(['', 2]);
  });

  test('groups and users are those of the moment that is shown, whoever was watched at first', async () => {
    const folder = await privateFolder();
    const of = (name: string, users: string[]) => ({ name, users, refresh: null });
    const monitor = new RecordedWatching(['ann', 'bob'], { groups: [of('vip', ['ann']), of('night', ['bob'])] });
    monitor.answer();
    monitor.wait(1000);
    monitor.say(listOf(['ann', 'carol'], { groups: [of('new', ['carol']), of('vip', ['ann'])] }));
    monitor.answer();
    monitor.end();
    await writeFile(join(folder, 'rec.ndjson'), monitor.lines.map((line) => `${line}\n`).join(''));
    const named = async (...args: string[]) => {
      const { output, errors } = await replay(folder, 'rec.ndjson', ...args);
      return (
        errors ||
        output
          .split('\n')
          .slice(1, -1)
          .map((line) => line.split(' ')[0])
      );
    };
    const early = '2023-11-14T22:13:20.000Z';
    expect(await named('--tab', 'vip')).toEqual(['ann']);
    expect(await named('--tab', 'new', '--select', 'carol')).toEqual(['carol']);
    expect(await named('--tab', 'night')).toContain('--tab night: no such group');
    expect(await named('--select', 'bob')).toContain('--select bob: nobody of that name');
    expect(await named('--at', early, '--tab', 'night', '--select', 'bob')).toEqual(['bob']);
    expect(await named('--at', early, '--tab', 'new')).toContain('There are vip, night.');
  });

  test('a reader that leaves ends the lines quietly', async () => {
    const { folder } = await recorded();
    const command = [NODE, BUILT_FILE, 'replay', 'rec.ndjson', '--json', '--speed', '1'].map((word) => `'${word}'`).join(' ');
    const shell = spawn('bash', ['-c', `${command} | head -n 3; echo "\${PIPESTATUS[0]}"`], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [output, errors] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
    expect(output.trimEnd().split('\n')).toHaveLength(4);
    expect(output.endsWith('\n0\n')).toBe(true);
    expect(errors).toBe('');
  });
});
