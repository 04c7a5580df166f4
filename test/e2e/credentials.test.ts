import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startConnectProxy } from '../helpers/connect-proxy.ts';
import { type CountingServer, json, type Responder, startCountingServer } from '../helpers/counting-server.ts';
import { findSecrets } from '../helpers/find-secrets.ts';
import { answerWell, ISSUED_TOKEN } from '../helpers/presence-answers.ts';
import { privateFile, privateFolder, shellScript } from '../helpers/private-file.ts';
import { argumentsOf, descendantsOf } from '../helpers/process-arguments.ts';
import { type Program, programCommand, startProgram } from './program.ts';

const TOKEN = 'YWMt+of/the=test_nobody.may-see~it!0123456789';
const CLIENT_SECRET = 'YXA6+secret/of=the.client-for_tests';
const CERTIFICATE = 'c0ffee00112233445566778899aabbcc';
const PROXY_PASSWORD = 'proxy password of the test';
const SECRETS = [TOKEN, CLIENT_SECRET, CERTIFICATE, PROXY_PASSWORD, ISSUED_TOKEN];
const RECORDING = 'recording.ndjson';
const APP_ID = '00112233445566778899aabbccddeeff';

type Env = Readonly<Record<string, string | undefined>>;
const ENV: Env = { CHAT_TOKEN: TOKEN, CHAT_SECRET: CLIENT_SECRET, CHAT_CERTIFICATE: CERTIFICATE };

/** How a server may repeat what it was sent. */
const REPEATED = [
  ['as it is', (text: string) => text],
  ['escaped for a URL', encodeURIComponent],
  ['in base64', (text: string) => Buffer.from(text).toString('base64')],
] as const;

async function serve(respond: Responder = answerWell): Promise<CountingServer> {
  const server = await startCountingServer(respond);
  onTestFinished(() => server.close());
  return server;
}

const configFor = (host: string, token: object) => ({
  host,
  orgName: 'org',
  appName: 'app',
  uid: 'wzy',
  users: ['alice'],
  token,
});

/** The monitor in a terminal, at a server of the test's own. It records. */
const watch = ({ origin }: CountingServer, token: object, env: Env = ENV) =>
  startProgram({ args: ['--record', RECORDING], env, config: { ...configFor(origin, token), refresh: '1s' } });

/** Everything a program wrote into files, once it has ended. */
async function filesOf({ folder }: Program): Promise<string> {
  const files = [RECORDING, 'state/presence-monitor/state.json'].map((name) => readFile(join(folder, name), 'utf8'));
  return (await Promise.all(files)).join('\n');
}

/** Everything that can be seen of a program: what it wrote into its terminal, the screen, and arguments on the process list. */
const seenOf = ({ terminal }: Program) => [terminal.raw(), terminal.screen().join(''), ...argumentsOf(terminal.pid)].join('\n');

interface Run {
  readonly exitCode: number;
  /** Standard output and standard error, each as it was written. */
  readonly output: string;
}

/** Runs the program without a terminal, with a configuration in the folder it is started in. */
async function run(args: readonly string[], config: object, env: Env = ENV): Promise<Run> {
  const folder = await privateFolder();
  await writeFile(join(folder, 'presence-monitor.config.json'), JSON.stringify(config, null, 2));
  const [node, ...rest] = programCommand(args);
  const all = { PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: folder, ...env };
  return new Promise((resolve) => {
    execFile(node, rest, { cwd: folder, env: all }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), output: `${stdout}\n${stderr}` });
    });
  });
}

test('the search finds what it is meant to find', () => {
  for (const secret of SECRETS) {
    for (const [, write] of REPEATED) expect(findSecrets(`x ${write(`Bearer ${secret}`)} y`, SECRETS)).not.toEqual([]);
    expect(findSecrets(`x ${secret.slice(0, 20)}\r\n\u001b[2;1H${secret.slice(20)}`, SECRETS)).not.toEqual([]);
    expect(findSecrets(`x ${secret.slice(3, 17)}…`, SECRETS)).not.toEqual([]);
  }
  expect(findSecrets('presence-monitor 5101220107132865/test as wzy', SECRETS)).toEqual([]);
});

describe('nothing secret is seen on the screen, the process list or in files', () => {
  test.each<[string, () => object | Promise<object>]>([
    ['the environment', () => ({ env: 'CHAT_TOKEN' })],
    ['a file', async () => ({ file: await privateFile(`${TOKEN}\n`) })],
    ['client credentials', () => ({ clientId: 'YXA6client', clientSecret: { env: 'CHAT_SECRET' } })],
    ['an app certificate', async () => ({ appId: APP_ID, appCertificate: { file: await privateFile(CERTIFICATE) } })],
  ])('with a token from %s', async (_, source) => {
    const server = await serve();
    await using program = await watch(server, await source());
    const { terminal } = program;
    await terminal.waitForText('all well');
    terminal.press('enter');
    await terminal.waitForText(/subscription +not subscribed/);
    terminal.press('esc');
    terminal.type('?');
    await terminal.waitForText('keys that work here');
    const used = server.arrivals.flatMap(({ headers }) => headers.authorization?.replace('Bearer ', '') ?? []);
    expect(new Set(used).size).toBe(1);
    expect(findSecrets(seenOf(program), [...SECRETS, ...used])).toEqual([]);
    terminal.press('esc');
    terminal.type('Iq');
    await terminal.waitForExit();
    const files = await filesOf(program);
    expect(files).toContain('"type":"end"');
    expect(files).toContain('"descending": true');
    expect(findSecrets(files, [...SECRETS, ...used])).toEqual([]);
  });

  test('while a program runs that prints the secret', async () => {
    const server = await serve();
    const folder = await privateFolder();
    const file = await privateFile(CERTIFICATE);
    const wait = await shellScript(`touch ${folder}/runs; while [ ! -e ${folder}/go ]; do sleep 0.05; done; cat ${file}`);
    const source = { appId: APP_ID, appCertificate: { command: [wait, 'argument'] } };
    await using program = await watch(server, source);
    await expect.poll(() => existsSync(join(folder, 'runs')), { timeout: 10_000 }).toBe(true);
    const during = seenOf(program);
    expect(during).toContain(`${wait} argument`);
    await writeFile(join(folder, 'go'), '');
    await program.terminal.waitForText('all well');
    expect(findSecrets(during + seenOf(program), SECRETS)).toEqual([]);
  });

  test('when the server fails and repeats what it was sent', async () => {
    const server = await serve(({ headers }, response) => {
      const text = REPEATED.map(([, write]) => write(headers.authorization ?? '')).join(' ');
      json(response, 500, { error_description: `cannot cope with ${text}` });
    });
    await using program = await watch(server, { env: 'CHAT_TOKEN' });
    await program.terminal.waitForText('cannot cope with Bearer');
    program.terminal.type('Iq');
    await program.terminal.waitForExit();
    const files = await filesOf(program);
    expect(files).toContain('cannot cope with Bearer');
    expect(findSecrets(seenOf(program) + files, SECRETS)).toEqual([]);
  });
});

test('a program that prints a secret and does not end is ended with the monitor', async () => {
  const server = await serve();
  const folder = await privateFolder();
  const wait = await shellScript(`touch ${folder}/runs; sleep 1000`);
  await using program = await watch(server, { command: [wait] });
  await expect.poll(() => existsSync(join(folder, 'runs')), { timeout: 10_000 }).toBe(true);
  const started = descendantsOf(program.terminal.pid);
  program.terminal.type('q');
  await program.terminal.waitForExit();
  expect(started.length).toBeGreaterThan(0);
  for (const pid of started) await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 5000 }).toBe(false);
});

describe.each(REPEATED)('nothing secret is printed when a server repeats what it was sent %s', (_, write) => {
  test.each([
    [401, 'an expired token', 3],
    [403, 'a token of another app', 3],
    [404, 'no such app', 2],
  ])('with a %i', async (status, text, code) => {
    const server = await serve(({ headers }, response) => {
      response.writeHead(status, { 'x-echo': write(headers.authorization ?? '') });
      response.end(JSON.stringify({ error: 'x', error_description: `${text}: ${write(headers.authorization ?? '')}` }));
    });
    const { exitCode, output } = await run(['--once'], configFor(server.origin, { env: 'CHAT_TOKEN' }));
    expect(exitCode).toBe(code);
    expect(output).toContain(text);
    expect(findSecrets(output, SECRETS)).toEqual([]);
  });

  test('in what is said of a user', async () => {
    const server = await serve((arrival, response) => {
      if (arrival.method === 'GET') return answerWell(arrival, response);
      const text = write(arrival.headers.authorization ?? '');
      json(response, 200, { result: [{ uid: 'alice', ext: `said ${text}`, status: { web: text } }] });
    });
    const { exitCode, output } = await run(['--once', '--json'], configFor(server.origin, { env: 'CHAT_TOKEN' }));
    expect(exitCode).toBe(0);
    expect(output).toMatch(/"uid":"alice".*"ext":"said /);
    expect(findSecrets(output, SECRETS)).toEqual([]);
  });

  test('when it was asked for a token', async () => {
    const server = await serve(({ body }, response) => json(response, 400, { error_description: `bad client: ${write(body)}` }));
    const source = { clientId: 'YXA6client', clientSecret: { env: 'CHAT_SECRET' } };
    const { exitCode, output } = await run(['--once'], configFor(server.origin, source));
    expect(exitCode).toBe(3);
    expect(output).toContain('token: the server answered 400: bad client');
    expect(findSecrets(output, SECRETS)).toEqual([]);
  });
});

test.each([['print'], ['print', '--json'], ['check', '--json']])(
  'the configuration is shown without a secret: %s %s',
  async (...what) => {
    const script = await shellScript(`echo '${TOKEN}'`);
    const token = { command: [script, TOKEN] };
    const { exitCode, output } = await run(['config', ...what], configFor('http://127.0.0.1:9', token));
    expect(exitCode).toBe(0);
    expect(output).toContain('wzy');
    expect(findSecrets(output, SECRETS)).toEqual([]);
  },
);

test('a program that fails is heard without what looks like a secret', async () => {
  const script = await shellScript(`echo '${TOKEN}'; echo 'vault: denied ${TOKEN}' >&2; exit 2`);
  const { exitCode, output } = await run(['--once'], configFor('http://127.0.0.1:9', { command: [script, TOKEN.slice(0, 3)] }));
  expect(exitCode).toBe(3);
  expect(output).toContain('ended with exit code 2: vault: denied');
  expect(findSecrets(output, SECRETS)).toEqual([]);
});

test('a proxy that repeats its password is not heard, not even by who debugs', async () => {
  const proxy = await startConnectProxy(({ headers }) => {
    const body = `${headers['proxy-authorization']} ${PROXY_PASSWORD}`;
    return { status: 407, headers: `X-Echo: ${body}\r\n`, body };
  });
  const HTTPS_PROXY = `http://me:${encodeURIComponent(PROXY_PASSWORD)}@127.0.0.1:${proxy.port}`;
  const env = { ...ENV, HTTPS_PROXY, DEBUG: '*' };
  const { exitCode, output } = await run(['--once'], configFor('https://chat.presence.test', { env: 'CHAT_TOKEN' }), env);
  expect(exitCode).toBe(4);
  expect(output).toContain(`the proxy http://127.0.0.1:${proxy.port} (HTTPS_PROXY) answered 407`);
  expect(findSecrets(output, SECRETS)).toEqual([]);
});

describe('a secret in the wrong place is refused with what to do instead, and not repeated', () => {
  test.each([
    ['the token', TOKEN],
    ['the token, as an object', { value: TOKEN }],
    ['the client secret', { clientId: 'YXA6client', clientSecret: CLIENT_SECRET }],
    ['the certificate', { appId: APP_ID, appCertificate: CERTIFICATE }],
    ['the certificate, as the name of a variable', { appId: APP_ID, appCertificate: { env: CERTIFICATE } }],
  ])('%s in the configuration', async (_, token) => {
    const { exitCode, output } = await run(['--once'], configFor('http://127.0.0.1:9', token as object));
    expect(exitCode).toBe(2);
    expect(output).toMatch(/in an environment variable or a file and name that here|the name of an environment variable/);
    expect(findSecrets(output, SECRETS)).toEqual([]);
  });

  test.each([[['--token', TOKEN]], [[`--token=${TOKEN}`]], [['watch', '--once', '--token', TOKEN, '--demo']], [['--token']]])(
    'among the arguments: %j',
    async (args) => {
      const server = await serve();
      const { exitCode, output } = await run(args, configFor(server.origin, { env: 'CHAT_TOKEN' }));
      expect(exitCode).toBe(2);
      expect(output).toContain('--token is not taken');
      expect(output).toContain('--token-file');
      expect(findSecrets(output, SECRETS)).toEqual([]);
      expect(server.arrivals).toHaveLength(0);
    },
  );

  test.each([[[`--tokens=${TOKEN}`]], [[`-t${TOKEN}`]], [[TOKEN]]])('after an option that does not exist: %j', async (args) => {
    const { exitCode, output } = await run(args, configFor('http://127.0.0.1:9', { env: 'CHAT_TOKEN' }));
    expect(exitCode).toBe(2);
    expect(findSecrets(output, SECRETS)).toEqual([]);
  });
});
