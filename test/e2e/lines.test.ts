import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { type Line, lineSchema } from '../../src/runtime/lines/schema.ts';
import { pipedMonitor } from '../helpers/piped-monitor.ts';
import { startPiped } from '../helpers/piped-program.ts';
import { modeOf, privateFolder } from '../helpers/private-file.ts';
import { openTerminal } from '../helpers/terminal.ts';
import { programCommand, startProgram } from './program.ts';

const DEMO = ['--demo', '--scenario', 'busy', '--seed', '7'];

/** Every line of a text, each of them whole and as the schema says. */
function linesOf(output: string): Line[] {
  expect(output.at(-1)).toBe('\n');
  return output
    .trimEnd()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

/** A recording without what only a replay needs. */
const asWritten = (recording: string) => recording.replaceAll(/^\{"type":"(?:setup|moment)".*\n/gm, '');

const typesOf = (lines: readonly Line[]) => lines.map(({ type }) => type);

/** Leaves a file behind once React is loaded, and with it the screen. */
function probe(file: string): NodeJS.ProcessEnv {
  const code = `import { writeFileSync } from 'node:fs';
    const real = Symbol.for;
    Symbol.for = (key) => { if (key.startsWith('react.')) writeFileSync(${JSON.stringify(file)}, key); return real(key); };`;
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(code)}` };
}

test('one sweep as lines: the first and the last frame them, a recording holds the same, and no screen is loaded', async () => {
  const folder = await privateFolder();
  const env = probe(join(folder, 'loaded'));
  const program = startPiped(programCommand([...DEMO, '--once', '--json', '--record', 'rec.ndjson']), { folder, env });
  const output = await text(program.process.stdout);
  expect(await program.exitCode).toBe(0);
  expect(await program.errors).toBe('');
  const lines = linesOf(output);
  const watched = lines[0]?.type === 'hello' ? lines[0].watched : [];
  expect(watched.length).toBeGreaterThan(20);
  expect(new Set(lines.flatMap((line) => (line.type === 'presence' ? line.uid : [])))).toEqual(new Set(watched));
  expect(lines.at(-1)).toMatchObject({ type: 'end', reason: 'done', exitCode: 0 });
  expect(asWritten(await readFile(join(folder, 'rec.ndjson'), 'utf8'))).toBe(output);
  expect(await modeOf(join(folder, 'rec.ndjson'))).toBe(0o600);
  expect(existsSync(join(folder, 'loaded'))).toBe(false);
});

test('a time in which nobody could be asked about is a gap to its end, and no success', async () => {
  const { simulator, start } = await pipedMonitor(['ann', 'bob']);
  await simulator.setFaultRules([{ do: 'status', status: 500, when: { calls: ['retrieve'] } }]);
  const program = start(['--json', '--duration', '2s']);
  const lines = linesOf(await text(program.process.stdout));
  expect(await program.exitCode).toBe(4);
  expect(await program.errors).toMatch(/^presence-monitor: nobody was answered about: retrieve: .*\n\S.*\n$/);
  expect(lines.at(-2)).toMatchObject({ type: 'gap', uids: null, reason: 'failed' });
  expect(lines.at(-1)).toMatchObject({ type: 'end', reason: 'duration', exitCode: 4 });
});

test('lines go on until a signal or the time ends them, and a recording is gone on with', async () => {
  const folder = await privateFolder();
  const command = programCommand([...DEMO, '--json', '--record', 'rec.ndjson']);
  const first = startPiped(command, { folder });
  const seen: string[] = [];
  for await (const line of createInterface(first.process.stdout)) {
    seen.push(line);
    if (line.startsWith('{"type":"change"')) first.process.kill('SIGTERM');
  }
  expect(await first.exitCode).toBe(143);
  const lines = linesOf(`${seen.join('\n')}\n`);
  expect(lines.at(-1)).toMatchObject({ type: 'end', reason: 'terminate', exitCode: 143 });
  expect(lines.some(({ type }) => type === 'change')).toBe(true);

  const second = startPiped([...command, '--duration', '1s'], { folder });
  const output = await text(second.process.stdout);
  expect(await second.exitCode).toBe(0);
  expect(linesOf(output).at(-1)).toMatchObject({ type: 'end', reason: 'duration', exitCode: 0 });
  expect(asWritten(await readFile(join(folder, 'rec.ndjson'), 'utf8'))).toBe(`${seen.join('\n')}\n${output}`);
});

test('a reader that leaves ends the lines quietly, and the recording says so', async () => {
  const folder = await privateFolder();
  const program = startPiped(programCommand([...DEMO, '--json', '--record', 'rec.ndjson']), { folder });
  await once(program.process.stdout, 'data');
  program.process.stdout.destroy();
  expect(await program.exitCode).toBe(0);
  expect(await program.errors).toBe('');
  expect(linesOf(await readFile(join(folder, 'rec.ndjson'), 'utf8')).at(-1)).toMatchObject({ type: 'end', reason: 'closed' });
});

test.each([['--once'], ['--json'], ['--help']])(
  'standard output on a full disk is told and is no success: %s',
  async (option) => {
    const folder = await privateFolder();
    const full = await open('/dev/full', 'w');
    const program = startPiped(programCommand([...DEMO, option]), { folder, stdout: full.fd });
    expect(await program.exitCode).toBe(1);
    expect(await program.errors).toMatch(/^presence-monitor: standard output ends here: no space left on the device\n/);
    await full.close();
  },
);

test('a recording never overwrites anything: what else exists is refused before anything is sent', async () => {
  const folder = await privateFolder();
  await writeFile(join(folder, 'notes.txt'), 'dear diary\n');
  const program = startPiped(programCommand([...DEMO, '--once', '--record', 'notes.txt']), { folder });
  expect(await text(program.process.stdout)).toBe('');
  expect(await program.exitCode).toBe(2);
  expect(await program.errors).toContain('--record notes.txt: it exists and holds something else');
  expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('dear diary\n');
});

test('a full disk and a state folder that cannot be written are each told once on the screen, which goes on', async () => {
  const folder = await privateFolder();
  const record = join(folder, 'rec.ndjson');
  const limited = ['/bin/sh', '-c', 'ulimit -f 8; exec "$@"', 'sh'] as const;
  await using terminal = openTerminal({
    command: [...limited, ...programCommand([...DEMO, '--record', record])],
    columns: 140,
    rows: 30,
    env: { HOME: folder },
  });
  await terminal.waitForText('the recording stopped: the file may not get any larger');
  terminal.type('j');
  await terminal.waitUntilGone('the recording stopped');
  await terminal.waitForText('all well');
  terminal.type('I');
  await terminal.waitForText('sorting and filters are not remembered: a part of the path is no folder');
  terminal.type('I');
  await terminal.waitUntilGone('sorting and filters are not remembered');
  terminal.type('q');
  expect((await terminal.waitForExit()).exitCode).toBe(0);
  expect(terminal.screen().join('\n')).toContain('the recording stopped: the file may not get any larger');
  const lines = linesOf(await readFile(record, 'utf8'));
  expect(typesOf(lines).slice(0, 2)).toEqual(['hello', 'setup']);
});

test('the table is sorted as it was the last time', async () => {
  const folder = await privateFolder();
  const file = join(folder, 'presence-monitor/state.json');
  const loaded = join(folder, 'loaded');
  const env = { XDG_STATE_HOME: folder, ...probe(loaded) };
  await using first = await startProgram({ env });
  await first.terminal.waitForText('USER ▲');
  first.terminal.type('>I');
  await first.terminal.waitForText('STATUS ▼');
  first.terminal.type('q');
  await first.terminal.waitForExit();
  expect(await modeOf(file)).toBe(0o600);
  await using second = await startProgram({ env });
  await second.terminal.waitForText('STATUS ▼');
  expect(existsSync(loaded)).toBe(true);

  await writeFile(file, 'not mine');
  await using third = await startProgram({ env });
  await third.terminal.waitForText('sorting and filters of the last time are unknown: the file is broken');
  await third.terminal.waitForText('USER ▲');
});
