import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startConnectProxy } from '../helpers/connect-proxy.ts';
import { examined } from '../helpers/doctor-run.ts';
import { findSecrets } from '../helpers/find-secrets.ts';
import { type Authority, createAuthority, type Identity } from '../helpers/private-authority.ts';
import { privateFolder } from '../helpers/private-file.ts';
import { simulate } from '../helpers/simulator-calls.ts';
import { eastAsianWidths } from '../helpers/terminal-widths.ts';
import { startTlsFront } from '../helpers/tls-front.ts';
import { type Program, programCommand, startProgramInShell } from './program.ts';

const WHERE = '\u{1b}[6n';
const DAY = 86_400_000;

type Shown = Awaited<ReturnType<typeof startProgramInShell>>;

/** The terminal says no more where its cursor is. */
function silence({ terminal }: Pick<Program, 'terminal'>): void {
  terminal.emulator.xterm.parser.registerCsiHandler({ final: 'n' }, () => true);
}

const startDoctor = (env = {}) => startProgramInShell({ args: ['doctor'], columns: 200, rows: 120, env });

async function left({ terminal }: Shown): Promise<{ status: number; screen: string; asBefore: boolean }> {
  const { status, settings } = await terminal.waitForReturn();
  return { status, screen: terminal.screen().join('\n'), asBefore: settings === terminal.settingsBefore };
}

describe('in a terminal', () => {
  test('the widths are measured, and nothing of that stays: no text on the line, no setting changed', async () => {
    await using program = await startDoctor();
    const { status, screen, asBefore } = await left(program);
    expect(screen).toMatch(/ok +widths +2 columns for an ideograph, 2 for an emoji of three, 1 for an ambiguous letter/);
    expect(screen).toMatch(/nothing wrong\nEXIT 0/);
    expect(screen).toMatch(/^earlier output\n.*: 2 calls · retrieve, sublist; nothing is changed\nok +program/);
    expect(screen).not.toMatch(/[\u6f22\u03b1]/);
    expect({ status, asBefore }).toEqual({ status: 0, asBefore: true });
    expect(await readdir(program.folder)).toEqual(['presence-monitor.config.json']);
  });

  test('that draws ambiguous characters wide, the setting for that is advised', async () => {
    await using program = await startDoctor();
    const { xterm } = program.terminal.emulator;
    xterm.unicode.register(eastAsianWidths);
    xterm.unicode.activeVersion = eastAsianWidths.version;
    const { status, screen } = await left(program);
    expect(screen).toMatch(/note +widths .*2 for an ambiguous letter; configured is 1/);
    expect(screen).toContain('Set "ambiguousWidth": 2 in the configuration, or start with --ambiguous-width 2.');
    expect(status).toBe(0);
  });

  test('that never answers, everything else is looked at all the same', async () => {
    await using program = await startDoctor();
    silence(program);
    const { status, screen, asBefore } = await left(program);
    expect(screen).toContain('not looked at because the terminal does not say where its cursor is');
    expect(screen).toMatch(/ok +sublist/);
    expect(screen).not.toMatch(/[\u6f22\u03b1]/);
    expect({ status, asBefore }).toEqual({ status: 0, asBefore: true });
  });

  test.each([
    ['ctrl-c', 130, ({ terminal }: Shown) => terminal.press('ctrl-c')],
    ['SIGTERM', 143, ({ terminal }: Shown) => terminal.signalProgram('SIGTERM')],
    ['SIGHUP', 129, ({ terminal }: Shown) => terminal.signalProgram('SIGHUP')],
  ])('%s while its answer is waited for leaves it as it was, with %i', async (_, code, end) => {
    await using program = await startDoctor();
    silence(program);
    await program.terminal.waitFor(() => program.terminal.raw().includes(WHERE), { what: 'the question' });
    end(program);
    const { status, screen, asBefore } = await left(program);
    expect({ status, asBefore }).toEqual({ status: code, asBefore: true });
    expect(screen).not.toMatch(/^\w+ +configuration/m);
  });

  test('ctrl-c while a call is waited for ends it at once, without a trace on the line', async () => {
    await using program = await startDoctor();
    program.simulator.setFault(() => 'hang');
    await program.terminal.waitForText('calling');
    program.terminal.press('ctrl-c');
    const { status, screen, asBefore } = await left(program);
    expect({ status, asBefore }).toEqual({ status: 130, asBefore: true });
    expect(screen).toMatch(/ok +token/);
    expect(screen).not.toContain('calling');
  });
});

describe('behind TLS', () => {
  const HOST = 'chat.presence.test';
  let authority: Authority;
  beforeAll(async () => {
    authority = await createAuthority();
  });

  /** Runs doctor for a simulator behind TLS, the authority trusted; with a proxy, through which alone the host can be reached. */
  async function examine(identity: Identity, host: (port: number) => string, proxied = false) {
    const simulator = await simulate({ users: ['alice'] });
    const front = await startTlsFront(identity, Number(new URL(simulator.url).port));
    const folder = await privateFolder();
    const proxy = proxied ? await startConnectProxy(() => 'tunnel', front.port) : null;
    const { orgName, appName, token } = simulator;
    await writeFile(join(folder, 'ca.pem'), authority.certificate);
    const config = { host: host(front.port), orgName, appName, uid: 'wzy', token: { env: 'CHAT_TOKEN' }, users: ['alice'] };
    await writeFile(join(folder, 'presence-monitor.config.json'), JSON.stringify(config));
    const env = {
      ...{ PATH: process.env.PATH, HOME: folder, CHAT_TOKEN: token, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
      ...(proxy && { HTTPS_PROXY: `http://me:open-sesame-proxy@127.0.0.1:${proxy.port}` }),
    };
    const [file, ...args] = programCommand(['doctor', '--json']);
    const ran = await new Promise<{ exitCode: number; out: string[]; err: string[] }>((resolve) => {
      const child = execFile(file, args, { cwd: folder, env }, (_, stdout, stderr) => {
        resolve({ exitCode: child.exitCode ?? -1, out: stdout.trim().split('\n'), err: [stderr] });
      });
    });
    expect(findSecrets([...ran.out, ...ran.err].join('\n'), [token, 'open-sesame-proxy'])).toEqual([]);
    return examined(ran);
  }

  const here = (port: number) => `https://127.0.0.1:${port}`;

  test('a certificate that is trusted is told with its issuer and its end', async () => {
    const { exitCode, of } = await examine(await authority.issue('127.0.0.1'), here);
    expect(exitCode).toBe(0);
    expect(of('tls')).toMatchObject({ verdict: 'ok', facts: { protocol: 'TLSv1.3', issuer: 'Authority of a test' } });
    expect(of('tls').found).toMatch(/^TLSv1\.3 in \d+ ms, certificate of Authority of a test, valid for \d+ d/);
    expect(of('retrieve').verdict).toBe('ok');
  });

  test('one that ends soon is noted', async () => {
    const identity = await authority.issueUntil(new Date(Date.now() + 3 * DAY), '127.0.0.1');
    const { exitCode, of } = await examine(identity, here);
    expect(exitCode).toBe(0);
    expect(of('tls')).toMatchObject({ verdict: 'note', hint: expect.stringContaining('renew') });
  });

  test('one that has ended is a problem, and so is one for another name', async () => {
    const ended = await examine(await authority.issueUntil(new Date(Date.now() - DAY), '127.0.0.1'), here);
    expect(ended.exitCode).toBe(4);
    expect(ended.of('tls')).toMatchObject({
      verdict: 'problem',
      facts: { code: 'CERT_HAS_EXPIRED' },
      hint: expect.stringContaining('clock'),
    });
    const other = await examine(await authority.issue(HOST), here);
    expect(other.exitCode).toBe(4);
    expect(other.of('tls')).toMatchObject({ verdict: 'problem', facts: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
    expect(other.of('tls').hint).toContain('another name');
  });

  test('through a proxy the whole way is gone', async () => {
    const { exitCode, of } = await examine(await authority.issue(HOST), () => HOST, true);
    expect(exitCode).toBe(0);
    expect(of('tls').verdict).toBe('ok');
    expect(of('retrieve').verdict).toBe('ok');
  });
});

test('a reader that has read enough ends it quietly', async () => {
  const folder = await privateFolder();
  const line = '{ "$@"; echo "code $?" >&2; } | head -n 1';
  const ran = await new Promise<[string, string]>((resolve) => {
    const env = { PATH: process.env.PATH, HOME: folder };
    const args = ['-c', line, 'sh', ...programCommand(['doctor'])];
    execFile('/bin/sh', args, { cwd: folder, env }, (_, stdout, stderr) => resolve([stdout, stderr]));
  });
  expect(ran[0]).toMatch(/^ok +program .*\n$/);
  expect(ran[1]).toMatch(/^nothing is sent: the configuration has mistakes\ncode [02]\n$/);
});
