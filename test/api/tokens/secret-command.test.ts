import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { commandSecret } from '../../../src/api/tokens/secret-command.ts';
import { privateFolder, shellScript } from '../../helpers/private-file.ts';
import { failureOf } from '../client-under-test.ts';

const NEVER = new AbortController().signal;
const LIMITS = { milliseconds: 10_000, bytes: 4096 };
const ENV = { PATH: process.env.PATH, VAULT: 'the vault' };
const run = (argv: readonly string[], limits?: typeof LIMITS) => commandSecret(argv, ENV, limits).read(NEVER);

afterEach(() => {
  vi.useRealTimers();
});

/** Whether a process still is; one that ended but was not waited for is none. */
const isAlive = (pid: number) => existsSync(`/proc/${pid}`);

describe('a program that prints a secret', () => {
  it('gives its first line, and may print more', async () => {
    expect(await run([await shellScript('echo " YWMt1 "; echo notes; head -c 300000 /dev/zero')])).toBe('YWMt1');
  });

  it('gets its arguments as they are: no shell reads them', async () => {
    expect(await run(['printf', '%s', '$HOME;*`id`'])).toBe('$HOME;*`id`');
  });

  it('gets the environment, no input and no terminal', async () => {
    const script = await shellScript('read -r line; test -z "$line" && ! (: < /dev/tty) 2> /dev/null && echo "$VAULT"');
    expect(await run([script])).toBe('the vault');
  });
});

describe('a program that fails', () => {
  it.each([
    ['ends with another exit code', 'echo half-a-token; exit 3', 'ended with exit code 3', LIMITS],
    ['is ended by a signal', 'kill -9 $$', 'was ended by SIGKILL', LIMITS],
    ['does not end', 'sleep 100', 'did not end within 0.3 s', { ...LIMITS, milliseconds: 300 }],
    ['prints without end on one line', 'head -c 5000 /dev/zero | tr "\\0" x', 'printed 4 KB without a line end', LIMITS],
  ])('because it %s is no source, and says what to do', async (_, lines, why, limits) => {
    const script = await shellScript(lines);
    const failure = await failureOf(run([script, 'argument'], limits));
    expect(failure).toMatchObject({ code: 'no-token', message: expect.stringContaining(`command ${script} ${why}`) });
    expect(failure.message).not.toContain('argument');
    expect(failure.hint).toMatch(/first line/);
  });

  it.each(['/nowhere/program', 'no-program-of-this-name'])('%s cannot be run', async (program) => {
    expect(await failureOf(run([program]))).toMatchObject({
      code: 'no-token',
      message: `command ${program} cannot be run: there is no such program`,
      hint: expect.stringContaining('as a list'),
    });
  });

  it('is heard with one line of what it said, without what looks like a token', async () => {
    const script = await shellScript(
      'echo YWMt-short-one; printf "\\nvault: \\033[31mdenied\\tYWMt-short-one s.AbCdEfGhIjKlMnOpQrStUvWxYz\\nsecond line\\n" >&2; exit 1',
    );
    const { message } = await failureOf(run([script]));
    expect(message).toContain('vault: ');
    expect(message).not.toMatch(/[\n\t]|second|YWMt|AbCdEf/);
  });
});

describe('all that a program started', () => {
  const waiting = async () => {
    const folder = await privateFolder();
    const pids = join(folder, 'pids');
    const script = await shellScript(`sleep 100 & echo "$$ $!" > ${pids}.new; mv ${pids}.new ${pids}; wait`);
    return { script, started: () => readFile(pids, 'utf8').then((text) => text.trim().split(' ').map(Number)) };
  };

  it('ends when its time is up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { script, started } = await waiting();
    const failure = failureOf(run([script], LIMITS));
    let pids: number[] | undefined;
    while (pids === undefined) pids = await started().catch(() => undefined);
    vi.advanceTimersByTime(LIMITS.milliseconds);
    await failure;
    vi.useRealTimers();
    for (const pid of pids) await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5000);
  });

  it('ends when it is no longer wanted', async () => {
    const { script, started } = await waiting();
    const stop = new AbortController();
    const secret = commandSecret([script], ENV).read(stop.signal);
    const pids = await vi.waitFor(started, 5000);
    stop.abort();
    expect(await failureOf(secret)).toMatchObject({ code: 'aborted' });
    for (const pid of pids) await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5000);
  });
});

it('nothing is run once it is no longer wanted', async () => {
  const folder = await privateFolder();
  const secret = commandSecret(['touch', join(folder, 'ran')], ENV).read(AbortSignal.abort());
  expect(await failureOf(secret)).toMatchObject({ code: 'aborted' });
  expect(existsSync(join(folder, 'ran'))).toBe(false);
});
