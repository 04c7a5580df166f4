import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { type LineOf, lineSchema } from '../../src/runtime/lines/schema.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { findSecrets } from '../helpers/find-secrets.ts';
import { startPiped } from '../helpers/piped-program.ts';
import { privateFolder, shellScript } from '../helpers/private-file.ts';
import { openTerminal } from '../helpers/terminal.ts';
import { type Program, programCommand, startProgram, TOKEN_VARIABLE } from './program.ts';

const BEL = '\u{7}';
const ESC = '\u{1b}';
const QUICK = { refresh: '1s' };
const rule = { when: 'ext:ring', do: 'bell', atMostEvery: '0s' };

const swept = /5 watched .* oldest <\d/;
const ring = ({ simulator }: Program, uid: string, ext = 'ring') => simulator.world.set(uid, 'ios_x', '1', ext);

async function alertsIn(file: string): Promise<LineOf<'alert'>[]> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.flatMap((line) => {
    const read = lineSchema.parse(JSON.parse(line));
    return read.type === 'alert' ? [read] : [];
  });
}

test('an alert rings the bell between two frames, is said until a key is pressed, listed and recorded, in a read-only run too', async () => {
  // So that two answers are more than a second apart: the bell rings once in that.
  const config = { refresh: '2s', alerts: [{ ...rule, name: 'vip rings', edge: 'both' }], production: true };
  await using program = await startProgram({ args: ['--record', 'rec.ndjson'], config });
  const { terminal } = program;
  ring(program, 'alice');
  await terminal.waitForText(swept);
  ring(program, 'bob');
  await terminal.waitForText('alert for bob (');
  expect(terminal.bells).toBe(1);
  ring(program, 'bob', 'no more');
  await terminal.waitForText('alert over for bob (');
  expect(terminal.bells).toBe(2);
  terminal.type('A');
  await terminal.waitForText(
    /2 alerts so far, newest first, by 1 rule[\s\S]*bob \(.*\), over: vip rings[\s\S]*bob \(.*\): vip rings/,
  );
  expect(terminal.screen().join('\n')).not.toContain('A lists alerts');
  const shown = terminal.screen();
  terminal.press('ctrl-l');
  await terminal.waitFor(() => terminal.screen().join('\n') === shown.join('\n'), { what: 'the same screen drawn anew' });
  terminal.type('q');
  terminal.type('q');
  expect((await terminal.waitForExit()).exitCode).toBe(0);
  expect(await alertsIn(join(program.folder, 'rec.ndjson'))).toMatchObject([
    { rule: 'vip rings', uid: 'bob', edge: 'begins', action: 'bell', suppressed: 0, gap: null },
    { rule: 'vip rings', uid: 'bob', edge: 'ends', action: 'bell' },
  ]);
});

describe('a notification', () => {
  const users = ['alice', 'semi;colon'];
  const alerts = [{ when: 'ext:ring', do: 'notify', name: 'ring; now' }];

  test('is asked for in both ways, and no text can end or divide it', async () => {
    await using program = await startProgram({ config: { ...QUICK, alerts, users }, simulator: { users } });
    const { terminal } = program;
    const shown: string[] = [];
    for (const code of [9, 777]) {
      terminal.emulator.xterm.parser.registerOscHandler(code, (data) => {
        shown.push(`${code} ${data}`);
        return true;
      });
    }
    await terminal.waitForText(/2 watched .* oldest <\d/);
    ring(program, 'semi;colon', `ring ${BEL}${ESC}\\;${ESC}]0;owned`);
    await terminal.waitFor(() => shown.length === 2, { what: 'two notifications' });
    const told = 'alert for semi,colon (online): ring, now';
    expect(shown).toEqual([`9 presence-monitor: ${told}`, `777 notify;presence-monitor;${told}`]);
    expect(terminal.bells).toBe(0);
  });

  test('goes through tmux', async () => {
    const env = { TMUX: '/tmp/tmux-0/default,1,0' };
    await using program = await startProgram({ config: { ...QUICK, alerts, users }, simulator: { users }, env });
    const { terminal } = program;
    await terminal.waitForText(/2 watched .* oldest <\d/);
    ring(program, 'alice');
    const wrapped = `${ESC}Ptmux;${ESC}${ESC}]9;presence-monitor: alert for alice (online): ring, now${BEL}${ESC}\\`;
    await terminal.waitFor(() => terminal.raw().includes(wrapped), { what: 'the notification for the terminal around tmux' });
    expect(terminal.raw().replaceAll(`${ESC}${ESC}]`, '')).not.toMatch(/\](?:9|777);/);
  });
});

describe('a program', () => {
  test('reads one line of JSON, gets no secret, and what it prints never reaches the terminal', async () => {
    const folder = await privateFolder();
    const script = await shellScript(
      `cat > ${folder}/line; env > ${folder}/env; echo NOISE; echo NOISE >&2; touch ${folder}/done`,
    );
    const config = { ...QUICK, alerts: [{ ...rule, do: { run: [script] } }] };
    await using program = await startProgram({ config });
    const { terminal, simulator } = program;
    await terminal.waitForText(swept);
    const hostile = 'ring\u{202e}\u{7}"}\n{"';
    ring(program, 'bob', hostile);
    const line = await waitForFile(`${folder}/line`);
    await waitForFile(`${folder}/done`, exists);
    const { devices, lastTime, ext, place, profile, ...alert } = JSON.parse(line);
    expect(line.endsWith('\n') && line.trimEnd().split('\n').length === 1).toBe(true);
    expect(lineSchema.parse(alert)).toMatchObject({ type: 'alert', rule: 'ext:ring', uid: 'bob', edge: 'begins', action: 'run' });
    expect(devices).toContainEqual({ device: 'ios_x', status: '1' });
    expect({ ext, place, profile }).toEqual({ ext: hostile, place: '5101220107132865/test', profile: null });
    expect(lastTime).toMatch(/^\d{4}-/);
    const env = await readFile(`${folder}/env`, 'utf8');
    expect(env).toContain('PATH=');
    expect(env).not.toContain(TOKEN_VARIABLE);
    expect(findSecrets(env, [simulator.token])).toEqual([]);
    await terminal.waitForText('alert for bob');
    expect(terminal.raw()).not.toContain('NOISE');
  });

  test('that cannot be run is told once, with what to do, and everything goes on', async () => {
    await using program = await startProgram({
      config: { ...QUICK, alerts: [{ ...rule, do: { run: ['no-such-pager'] } }] },
      columns: 140,
    });
    const { terminal } = program;
    await terminal.waitForText(swept);
    ring(program, 'alice');
    await terminal.waitForText('alert ext:ring: no-such-pager cannot be run: there is no such program');
    terminal.type('j');
    ring(program, 'bob');
    await terminal.waitForText('alert for bob');
    terminal.type('E');
    await terminal.waitForText(/1 error so far[\s\S]*warning[\s\S]*no-such-pager cannot be run/);
  });

  test.each([
    ['on a screen', [], swept, 'q'],
    ['spoken', ['--screen-reader'], /5 users watched: \d online/, 'q\r'],
  ])('that was not run before the monitor was left is told after it, %s', async (_, args, ready, leave) => {
    const folder = await privateFolder();
    const script = await shellScript(`touch ${folder}/$$; exec sleep 1000`);
    const config = { ...QUICK, alerts: [{ ...rule, name: 'page me', do: { run: [script] } }] };
    await using program = await startProgram({ args, config, columns: 140 });
    const { terminal, simulator } = program;
    await terminal.waitForText(ready);
    for (const uid of simulator.world.names) ring(program, uid);
    await vi.waitUntil(async () => (await readdir(folder)).length === BOUNDS.alertPrograms, { timeout: 20_000, interval: 20 });
    terminal.type(leave);
    expect((await terminal.waitForExit()).exitCode).toBe(0);
    expect(terminal.screen().join('\n')).toContain('presence-monitor: alert page me: its program was not run once');
  });

  test('that hangs does not hold the monitor up when it is left', async () => {
    const folder = await privateFolder();
    const script = await shellScript(`touch ${folder}/started; exec sleep 1000`);
    await using program = await startProgram({ config: { ...QUICK, alerts: [{ ...rule, do: { run: [script] } }] } });
    const { terminal } = program;
    await terminal.waitForText(swept);
    ring(program, 'alice');
    await waitForFile(`${folder}/started`, exists);
    const before = performance.now();
    terminal.type('q');
    expect((await terminal.waitForExit()).exitCode).toBe(0);
    expect(performance.now() - before).toBeLessThan(8000);
  });
});

/** The text of a file once it is complete. */
function waitForFile(file: string, holds: (text: string) => boolean = (found) => found.endsWith('\n')): Promise<string> {
  const read = async () => {
    const found = await readFile(file, 'utf8');
    if (!holds(found)) throw new Error(`${file} is not complete: ${found}`);
    return found;
  };
  return vi.waitFor(read, { timeout: 20_000, interval: 20 });
}

const exists = () => true;

test('spoken it is said, and rings', async () => {
  await using program = await startProgram({
    args: ['--screen-reader'],
    config: { ...QUICK, alerts: [{ ...rule, name: 'vip rings' }] },
  });
  const { terminal } = program;
  await terminal.waitForText(/5 users watched: \d online/);
  ring(program, 'bob');
  await terminal.waitForText('Alert for bob (');
  expect(terminal.bells).toBe(1);
  terminal.type('A\r');
  await terminal.waitForText(/1 alert so far, newest first, by 1 rule\.\s+1 of 1: \d\d:\d\d:\d\d +bob \(.*\): vip rings/);
});

describe('without a screen', () => {
  /** A simulator and a folder with a configuration whose alerts go off for whoever rings. */
  async function folderFor(alerts: readonly object[]) {
    const simulator = await startSimulator({ scenario: 'still', users: 5 });
    onTestFinished(() => simulator.close());
    const { url: host, orgName, appName, token, accounts, world } = simulator;
    const folder = await privateFolder();
    const config = {
      host,
      orgName,
      appName,
      uid: accounts[0],
      token: { env: TOKEN_VARIABLE },
      users: world.names,
      ...QUICK,
      alerts,
    };
    await writeFile(join(folder, 'presence-monitor.config.json'), JSON.stringify(config));
    return { simulator, folder, env: { [TOKEN_VARIABLE]: token } };
  }

  test('alerts are lines among the others, each behind the answer that showed it, and nothing rings in them', async () => {
    const { simulator, folder, env } = await folderFor([rule, { ...rule, when: 'status:online ext:ring', do: 'notify' }]);
    const program = startPiped(programCommand(['--json']), { folder, env });
    const seen: string[] = [];
    for await (const line of createInterface(program.process.stdout)) {
      const read = lineSchema.parse(JSON.parse(line));
      seen.push(read.type);
      if (read.type === 'presence' && read.uid === simulator.world.names.at(-1) && seen.length < 8)
        simulator.world.set('alice', 'ios_x', '1', 'ring');
      if (seen.filter((type) => type === 'alert').length === 2) program.process.kill('SIGTERM');
    }
    expect(await program.exitCode).toBe(143);
    expect(seen.slice(-3)).toEqual(['alert', 'alert', 'end']);
    expect(seen.lastIndexOf('presence')).toBeLessThan(seen.indexOf('alert'));
    expect(await program.errors).toBe('');
  });

  test('they ring on standard error where that is a terminal', async () => {
    const into = ['/bin/sh', '-c', 'exec "$@" > lines.ndjson', 'sh'] as const;
    const { simulator, folder, env } = await folderFor([rule]);
    await using terminal = openTerminal({ command: [...into, ...programCommand(['--json'])], cwd: folder, env });
    await waitForFile(join(folder, 'lines.ndjson'));
    for (const uid of ['alice', 'bob']) simulator.world.set(uid, 'ios_x', '1', 'quiet');
    await waitForFile(join(folder, 'lines.ndjson'), (lines) => lines.includes('"quiet"'));
    simulator.world.set('alice', 'ios_x', '1', 'ring');
    await terminal.waitFor(() => terminal.bells === 1, { what: 'the bell' });
    expect(terminal.raw()).toBe(BEL);
  });

  test('one sweep has none, and says so to whoever looks', async () => {
    const { folder, env } = await folderFor([rule]);
    const piped = startPiped(programCommand(['--once']), { folder, env });
    expect(await text(piped.process.stdout)).toContain('alice');
    expect([await piped.exitCode, await piped.errors]).toEqual([0, '']);
    await using terminal = openTerminal({ command: programCommand(['--once']), cwd: folder, env });
    expect((await terminal.waitForExit()).exitCode).toBe(0);
    expect(terminal.raw()).toContain('one sweep sees nobody change, so no alert goes off');
  });
});
