import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONFIG, folderWith, loaded, loadIn, problems, VALID } from '../helpers/config-folder.ts';

const SECRET = 'YWMtnjEbUopPEeybKGMmN0wpeZsaLSh8UEgpirS4wNAM_qx8oS2wik8R7LE4Rclv5hu9AwMAAAF';
const advice = 'keep the token in an environment variable or a file and name that here';
const secretAdvice = 'keep the secret in an environment variable or a file and name that here';
const appId = '00112233445566778899aabbccddeeff';

test.each<[string, object, string]>([
  ['as the token', { token: SECRET }, advice],
  ['as the token, with no known shape', { token: 'open-sesame' }, advice],
  ['in an object', { token: { value: SECRET } }, advice],
  ['where the name of a variable belongs', { token: { env: SECRET } }, 'the name of an environment variable'],
  ['short, where the name of a variable belongs', { token: { env: 'YWMtSesame' } }, 'the name of an environment variable'],
  ['as the name of a field', { token: { [SECRET]: 1 } }, 'one of env, file'],
  ['as the client secret', { token: { clientId: 'c', clientSecret: 'open-sesame' } }, secretAdvice],
  ['as the app certificate', { token: { appId, appCertificate: 'open-sesame' } }, secretAdvice],
  ['as the source of a client secret', { token: { clientId: 'c', clientSecret: { env: 'YXA6Sesame' } } }, 'the name of an'],
  ['as a command', { token: { command: 'open-sesame' } }, 'a program and its arguments as a list'],
  [
    'as the client id by mistake',
    { token: { clientId: `${SECRET} `, clientSecret: { env: 'HOME' } } },
    'the client id of the app',
  ],
  ['as the acting user by mistake', { uid: 5, orgName: SECRET, appName: '', host: SECRET.concat(' ') }, 'a host such as'],
  ['as a password in the host', { host: 'https://me:open-sesame@a1.example.com' }, 'without user name and password'],
])('a secret %s is refused with what to do instead, and never shown', async (_, fields, expected) => {
  const told = (await problems(loadIn(await folderWith({ [CONFIG]: { ...VALID, ...fields } })))).join('\n');
  expect(told).toContain(expected);
  expect(told).not.toMatch(/YWMt|sesame/i);
});

describe('a token file', () => {
  const withFile = (content: string) =>
    folderWith({ 'etc/config.json': { ...VALID, token: { file: 'token' } }, 'etc/token': content });
  const flags = { config: 'etc/config.json' };

  test('is found beside the configuration, and its content is no part of the result', async () => {
    const folder = await withFile(`${SECRET}\n`);
    const result = await loaded(loadIn(folder, { flags }));
    expect(result.config.token).toEqual({ file: join(folder, 'etc/token') });
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  test.each(['604', '640', '644'])('with mode %s is refused because others can read it', async (mode) => {
    const folder = await withFile(SECRET);
    await chmod(join(folder, 'etc/token'), Number.parseInt(mode, 8));
    expect(await problems(loadIn(folder, { flags }))).toEqual([
      `token.file: found ${folder}/etc/token, which others can read, expected a file of yours alone: chmod 600 (file etc/config.json:1:86)`,
    ]);
  });

  test('that is empty or absent is refused', async () => {
    expect(await problems(loadIn(await withFile(' \n'), { flags }))).toEqual([expect.stringContaining('token: an empty file')]);
    const folder = await folderWith({ [CONFIG]: { ...VALID, token: { file: '~/gone' } } });
    expect(await problems(loadIn(folder))).toEqual([expect.stringContaining(`token.file: found ${folder}/gone: no such file`)]);
  });

  test('named by flag or environment starts at the working folder and replaces the source of the configuration', async () => {
    const folder = await folderWith({ 'etc/config.json': { ...VALID, token: { env: 'UNSET' } }, token: SECRET });
    const expected = { file: join(folder, 'token') };
    expect((await loaded(loadIn(folder, { flags: { ...flags, tokenFile: 'token' } }))).config.token).toEqual(expected);
    const env = { PRESENCE_MONITOR_TOKEN_FILE: 'token' };
    expect((await loaded(loadIn(folder, { flags, env }))).config.token).toEqual(expected);
  });
});

describe('the secret that tokens are made with', () => {
  const sources = {
    clientSecret: (place: object) => ({ clientId: 'c', clientSecret: place }),
    appCertificate: (place: object) => ({ appId, appCertificate: place }),
  };

  test.each(['clientSecret', 'appCertificate'] as const)(
    '%s: in a file is found beside the configuration, and checked',
    async (name) => {
      const token = sources[name]({ file: 'secret' });
      const folder = await folderWith({ 'etc/config.json': { ...VALID, token }, 'etc/secret': SECRET });
      const flags = { config: 'etc/config.json' };
      const result = await loaded(loadIn(folder, { flags }));
      expect(result.config.token).toEqual(sources[name]({ file: join(folder, 'etc/secret') }));
      expect(JSON.stringify(result)).not.toContain(SECRET);
      await chmod(join(folder, 'etc/secret'), 0o640);
      expect(await problems(loadIn(folder, { flags }))).toEqual([
        expect.stringMatching(
          `^token\\.${name}\\.file: found .*which others can read, .*chmod 600 \\(file etc/config.json:1:\\d+\\)$`,
        ),
      ]);
    },
  );

  test('may have any name among the variables of the environment', async () => {
    const token = sources.clientSecret({ env: 'PRESENCE_MONITOR_TOKENS' });
    const folder = await folderWith({ [CONFIG]: { ...VALID, token } });
    const env = { PRESENCE_MONITOR_TOKENS: SECRET };
    expect((await loaded(loadIn(folder, { env }))).config.token).toEqual(token);
  });

  test.each([{ command: ['pass', 'show', 'chat'] }, sources.appCertificate({ command: ['/bin/false'] })])(
    '%j names a program, which is not run to check the configuration',
    async (token) => {
      const folder = await folderWith({ [CONFIG]: { ...VALID, token } });
      expect((await loaded(loadIn(folder))).config.token).toEqual(token);
    },
  );
});

describe('PRESENCE_MONITOR_TOKEN', () => {
  test('holds the token itself, and only its name is kept', async () => {
    const folder = await folderWith({ [CONFIG]: { ...VALID, token: { env: 'UNSET' } } });
    const result = await loaded(loadIn(folder, { env: { PRESENCE_MONITOR_TOKEN: SECRET } }));
    expect(result.config.token).toEqual({ env: 'PRESENCE_MONITOR_TOKEN' });
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  test('beside PRESENCE_MONITOR_TOKEN_FILE is refused: nobody could say which counts', async () => {
    const folder = await folderWith({ [CONFIG]: VALID, token: SECRET });
    const env = { PRESENCE_MONITOR_TOKEN: SECRET, PRESENCE_MONITOR_TOKEN_FILE: 'token' };
    expect(await problems(loadIn(folder, { env }))).toEqual([
      'token: found both PRESENCE_MONITOR_TOKEN and PRESENCE_MONITOR_TOKEN_FILE, expected one of them (environment PRESENCE_MONITOR_TOKEN)',
    ]);
  });
});
