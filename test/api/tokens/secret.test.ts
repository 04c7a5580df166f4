import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { renewing } from '../../../src/api/tokens/renewing.ts';
import { type SecretPlace, secretAt } from '../../../src/api/tokens/secret.ts';
import { stored } from '../../../src/api/tokens.ts';
import { privateFile, privateFolder } from '../../helpers/private-file.ts';
import { failureOf } from '../client-under-test.ts';

const NEVER = new AbortController().signal;
const read = (place: SecretPlace, env: Record<string, string> = {}) => secretAt(place, env).read(NEVER);
const fileToken = (path: string) => renewing(stored(secretAt({ file: path }, {})));

describe('a secret in the environment', () => {
  it.each([
    [{}, 'not set'],
    [{ CHAT_TOKEN: ' ' }, 'empty'],
  ])('that is missing says how to set it (%j)', async (env, why) => {
    expect(await failureOf(read({ env: 'CHAT_TOKEN' }, env as Record<string, string>))).toMatchObject({
      code: 'no-token',
      message: `environment variable CHAT_TOKEN is ${why}`,
      hint: expect.stringContaining('export CHAT_TOKEN='),
    });
  });
});

describe('a secret in a file', () => {
  it('is its first line', async () => {
    expect(await read({ file: await privateFile('  YWMt1 \r\nnotes\n') })).toBe('YWMt1');
  });

  it.each([0o640, 0o604, 0o644])('that others can read (%o) is refused with what to do', async (mode) => {
    const path = await privateFile('YWMt1', mode);
    const failure = await failureOf(read({ file: path }));
    expect(failure).toMatchObject({ code: 'no-token', hint: `Make it yours alone: chmod 600 ${path}` });
    expect(JSON.stringify(failure)).not.toContain('YWMt1');
  });

  it('the command to mend it survives any name', async () => {
    const path = await privateFile('YWMt1', 0o644, "it's mine");
    expect((await failureOf(read({ file: path }))).hint).toContain("/it'\\''s mine'");
  });

  it('that was rotated is picked up after a 401, and only then', async () => {
    const path = await privateFile('old');
    const source = fileToken(path);
    expect(await source.get()).toBe('old');
    await writeFile(path, 'new');
    expect(await source.get()).toBe('old');
    expect(await source.renew('old')).toBe('new');
    expect(await source.get()).toBe('new');
  });

  it('is not read again for a call that was refused with the one before', async () => {
    const path = await privateFile('old');
    const source = fileToken(path);
    await source.get();
    await writeFile(path, 'new');
    await source.renew('old');
    await writeFile(path, 'newer');
    expect(await source.renew('old')).toBe('new');
  });

  it.each([
    ['is missing', async () => '/nowhere/token', 'no such file'],
    ['is empty', () => privateFile(''), 'holds no token'],
    ['has an empty first line', () => privateFile('\nYWMt1'), 'holds no token'],
    ['is a folder', () => privateFolder(), 'EISDIR'],
    ['holds a sentence', () => privateFile('my token is YWMt1'), 'spaces'],
  ])('that %s gives no token', async (_, path, why) => {
    expect(await failureOf(fileToken(await path()).get())).toMatchObject({
      code: 'no-token',
      message: expect.stringContaining(why),
    });
  });
});
