import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { localFailure } from '../../src/api/errors.ts';
import { envToken, fileToken, withToken } from '../../src/api/tokens.ts';
import { failureOf } from './client-under-test.ts';

async function tokenFile(content: string, mode = 0o600, name = 'token'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'token-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  await writeFile(path, content);
  await chmod(path, mode);
  return path;
}

describe('a token in the environment', () => {
  it('is taken without the blanks around it', async () => {
    const source = envToken('CHAT_TOKEN', { CHAT_TOKEN: ' YWMt1\n' });
    expect(source.name).toBe('environment variable CHAT_TOKEN');
    expect(await source.get()).toBe('YWMt1');
    expect(await source.renew('YWMt1')).toBe('YWMt1');
  });

  it.each([
    [{}, 'not set'],
    [{ CHAT_TOKEN: ' ' }, 'empty'],
  ])('that is missing says how to set it (%j)', async (env, why) => {
    expect(await failureOf(envToken('CHAT_TOKEN', env).get())).toMatchObject({
      code: 'no-token',
      message: `environment variable CHAT_TOKEN is ${why}`,
      hint: expect.stringContaining('export CHAT_TOKEN='),
    });
  });

  it.each(['Bearer YWMt1', 'YW\u0007Mt1', 'YWMt1\r\nX-Evil: 1', 'YWMté'])('cannot be %j, and is not told', async (token) => {
    const failure = await failureOf(envToken('T', { T: token }).get());
    expect(failure.code).toBe('no-token');
    expect(JSON.stringify(failure)).not.toContain('YW');
  });
});

describe('a token in a file', () => {
  it('is its first line', async () => {
    expect(await fileToken(await tokenFile('  YWMt1 \r\nnotes\n')).get()).toBe('YWMt1');
  });

  it.each([0o640, 0o604, 0o644])('that others can read (%o) is refused with what to do', async (mode) => {
    const path = await tokenFile('YWMt1', mode);
    const failure = await failureOf(fileToken(path).get());
    expect(failure).toMatchObject({ code: 'no-token', hint: `Make it yours alone: chmod 600 ${path}` });
    expect(JSON.stringify(failure)).not.toContain('YWMt1');
  });

  it('the command to mend it survives any name', async () => {
    const path = await tokenFile('YWMt1', 0o644, "it's mine");
    expect((await failureOf(fileToken(path).get())).hint).toContain("/it'\\''s mine'");
  });

  it('that was rotated is picked up by renewing, and only then', async () => {
    const path = await tokenFile('old');
    const source = fileToken(path);
    expect(await source.get()).toBe('old');
    await writeFile(path, 'new');
    expect(await source.get()).toBe('old');
    expect(await source.renew('old')).toBe('new');
    expect(await source.get()).toBe('new');
  });

  it('is not read again for a call that was refused with the one before', async () => {
    const path = await tokenFile('old');
    const source = fileToken(path);
    await source.get();
    await writeFile(path, 'new');
    await source.renew('old');
    await writeFile(path, 'newer');
    expect(await source.renew('old')).toBe('new');
  });

  it.each([
    ['is missing', async () => '/nowhere/token', 'no such file'],
    ['is empty', () => tokenFile(''), 'holds no token'],
    ['has an empty first line', () => tokenFile('\nYWMt1'), 'holds no token'],
    ['is a folder', async () => mkdtemp(join(tmpdir(), 'token-')), 'EISDIR'],
    ['holds a sentence', () => tokenFile('my token is YWMt1'), 'spaces'],
  ])('that %s is an error', async (_, path, why) => {
    expect(await failureOf(fileToken(await path()).get())).toMatchObject({
      code: 'no-token',
      message: expect.stringContaining(why),
    });
  });
});

describe('after a 401', () => {
  const unauthorized = () => localFailure('unauthorized', 'set', 'no', '');
  const source = { name: 'test', get: async () => 'old', renew: async (rejected: string) => `after-${rejected}` };

  it('the call is made once more with the renewed token', async () => {
    const used: string[] = [];
    const call = async (token: string) => {
      used.push(token);
      if (token === 'old') throw unauthorized();
      return 'done';
    };
    expect(await withToken(source, call)).toBe('done');
    expect(used).toEqual(['old', 'after-old']);
  });

  it('and not a third time', async () => {
    let calls = 0;
    const call = async () => {
      calls++;
      throw unauthorized();
    };
    expect(await failureOf(withToken(source, call))).toMatchObject({ code: 'unauthorized' });
    expect(calls).toBe(2);
  });

  it('other failures renew nothing', async () => {
    let calls = 0;
    const call = async () => {
      calls++;
      throw localFailure('forbidden', 'set', 'no', '');
    };
    expect(await failureOf(withToken(source, call))).toMatchObject({ code: 'forbidden' });
    expect(calls).toBe(1);
  });
});
