import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { noting, reloading } from '../../src/commands/reloading.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Flags } from '../../src/config/settings.ts';
import type { Warning } from '../../src/monitor/messages.ts';
import type { NewWatchList } from '../../src/monitor/watch-list.ts';
import { CONFIG, folderWith, loaded, VALID } from '../helpers/config-folder.ts';

interface Given {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly users?: string;
  readonly flags?: Flags;
}

/** A run in a folder of its own that reads its watch list again; what it says is waited for, one after the other. */
async function running({ config = { users: { file: 'users.txt' } }, users = 'ann\nbob\n', flags = {} }: Given = {}) {
  const folder = await folderWith({ [CONFIG]: { ...VALID, ...config }, 'users.txt': users });
  const sources = { flags, cwd: folder, env: { HOME: folder, CHAT_TOKEN: 'sesame' } };
  const read = new Map<string, string>();
  const first = await loaded(loadConfig({ ...sources, io: { readFile: noting(read) } }));
  const begin = await reloading(sources, first, read, 5);
  const said: (NewWatchList | Warning)[] = [];
  let arrived = () => {};
  const watch = begin?.((message) => {
    said.push(message);
    arrived();
  });
  onTestFinished(() => watch?.close());
  /** In one step, or what is looked at every few milliseconds would be seen half written. */
  const write = async (name: string, content: unknown) => {
    const path = join(folder, name);
    await writeFile(`${path}.new`, typeof content === 'string' ? content : JSON.stringify(content));
    await rename(`${path}.new`, path);
  };
  const next = async () => {
    while (said.length === 0) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
    return said.shift();
  };
  return {
    said,
    next,
    /** What it says next, when that is what is wrong. */
    nextMistake: async () => {
      const message = await next();
      return message?.type === 'warned' ? message.text : null;
    },
    write,
    configure: (fields: Readonly<Record<string, unknown>>) => write(CONFIG, { ...VALID, ...config, ...fields }),
    path: (name: string) => join(folder, name),
  };
}

const LISTS = { groups: [], refresh: 30_000, hint: null };

describe('the file of users', () => {
  it('is read again when it changes', async () => {
    const { write, next } = await running();
    await write('users.txt', '# team\nbob\ncarol\n');
    expect(await next()).toEqual({
      type: 'watch-list',
      ...LISTS,
      users: ['bob', 'carol'],
      from: 'users.txt',
    });
    await write('users.txt', 'bob\n');
    expect(await next()).toEqual({ type: 'watch-list', ...LISTS, users: ['bob'], from: 'users.txt' });
  });

  it('is read again when it is truncated and written anew', async () => {
    const { next, path, said } = await running();
    await writeFile(path('users.txt'), 'carol\n');
    let list = await next();
    // What is looked at every few milliseconds may be seen while it is empty.
    while (list?.type === 'watch-list' && list.users.length === 0) list = await next();
    expect([list, said]).toMatchObject([{ users: ['carol'] }, []]);
  });

  it('may name somebody twice, whatever the case, as at the start', async () => {
    const { write, next } = await running();
    await write('users.txt', 'Carol\ncarol\nann\n');
    expect(await next()).toMatchObject({ users: ['Carol', 'ann'] });
  });

  it('may become empty', async () => {
    const { write, next } = await running();
    await write('users.txt', '');
    expect(await next()).toMatchObject({ users: [] });
    await write('users.txt', 'ann\n');
    expect(await next()).toMatchObject({ users: ['ann'] });
  });

  it('that is gone is told once, and so is that it is back', async () => {
    const { write, next, said, path } = await running();
    await rm(path('users.txt'));
    expect(await next()).toEqual({
      type: 'warned',
      text: `watch list kept as it was: users.file: found users.txt: no such file, expected a readable file with one user name a line (file ${CONFIG}:1:115)`,
      hint: 'Correct and save it; presence-monitor config check tells all.',
    });
    await write('users.txt', 'ann\nbob\n');
    expect(await next()).toMatchObject({ users: ['ann', 'bob'], hint: 'right again, the watch list is as it was' });
    expect(said).toEqual([]);
  });

  it('with a name that nobody can have is told with its line, and again for each version with a mistake', async () => {
    const { write, next, nextMistake } = await running();
    await write('users.txt', 'ann\n\u0007x\n\u0007y\n');
    expect(await nextMistake()).toBe(
      'watch list kept as it was: users.file: found "␇x", expected a user name without control characters (file users.txt:2) and 1 more',
    );
    await write('users.txt', 'ann\n\u0007y\n');
    expect(await nextMistake()).toContain('found "␇y"');
    await write('users.txt', 'ann\ncarol\n');
    expect(await next()).toMatchObject({ users: ['ann', 'carol'], hint: null });
  });

  it('is the one that the configuration names by now', async () => {
    const { write, next, configure, nextMistake } = await running();
    await configure({ users: { file: 'others.txt' } });
    expect(await nextMistake()).toContain('found others.txt: no such file');
    await write('others.txt', 'dora\n');
    expect(await next()).toMatchObject({ users: ['dora'] });
    await write('users.txt', 'ann\n');
    await write('others.txt', 'erin\n');
    expect(await next()).toMatchObject({ users: ['erin'], from: 'others.txt' });
  });

  it('is looked at when a flag names it, and the groups of the configuration with it', async () => {
    const { write, next, configure } = await running({ config: { users: ['x'] }, flags: { usersFile: 'users.txt' } });
    await write('users.txt', 'carol\n');
    expect(await next()).toMatchObject({ users: ['carol'] });
    await configure({ groups: { vip: ['carol', 'dora'] } });
    expect(await next()).toMatchObject({ users: ['carol'], groups: [{ name: 'vip', users: ['carol', 'dora'], refresh: null }] });
  });
});

describe('the configuration', () => {
  const config = { users: ['ann', 'bob'] };

  it('brings another list, other groups and times', async () => {
    const { next, configure } = await running({ config });
    await configure({ users: ['ann'], groups: { vip: ['eve'] }, refresh: { default: '1m', vip: '5s' } });
    expect(await next()).toEqual({
      type: 'watch-list',
      users: ['ann', 'eve'],
      groups: [{ name: 'vip', users: ['eve'], refresh: 5000 }],
      refresh: 60_000,
      from: CONFIG,
      hint: null,
    });
  });

  it('with any mistake is not taken, and the first is told', async () => {
    const { configure, nextMistake } = await running({ config });
    await configure({ users: ['ann'], callPerSecond: 5, refresh: '30' });
    expect(await nextMistake()).toMatch(/^watch list kept as it was: .* and 1 more$/);
  });

  it('with more different times than calls have places to promise is not taken', async () => {
    const { configure, nextMistake } = await running({ config });
    const names = Array.from({ length: 102 }, (_, at) => `g${at}`);
    const refresh = Object.fromEntries(names.map((name, at) => [name, `${at + 1}s`]));
    await configure({ groups: Object.fromEntries(names.map((name) => [name, [name]])), refresh });
    expect(await nextMistake()).toContain('watch list kept as it was: refresh: found 102 different times, expected at most 20');
  });

  it('that is cut off is told with line and column, without the excerpt', async () => {
    const { next, write, configure, nextMistake } = await running({ config });
    await write(CONFIG, '{\n  "host": "a1.exa');
    expect(await nextMistake()).toMatch(
      new RegExp(`^watch list kept as it was: configuration: found .* \\(file ${CONFIG}:2:\\d+\\)$`),
    );
    await configure({});
    expect(await next()).toMatchObject({ hint: 'right again, the watch list is as it was' });
  });

  it('that is gone is told, and no other one is taken in its place', async () => {
    const { next, write, path, nextMistake } = await running({ config });
    await mkdir(path('.config/presence-monitor'), { recursive: true });
    await write('.config/presence-monitor/config.json', { ...VALID, users: ['other'] });
    await rm(path(CONFIG));
    expect(await nextMistake()).toBe(
      `watch list kept as it was: configuration: found ${CONFIG}: no such file, expected a readable JSON file (file ${CONFIG})`,
    );
    await write(CONFIG, { ...VALID, users: ['ann'] });
    expect(await next()).toMatchObject({ users: ['ann'] });
  });

  it('says once of all other fields that they are not taken yet', async () => {
    const { next, said, configure } = await running({ config });
    await configure({ host: 'a2.example.com', callsPerSecond: 7, sort: '-age' });
    const hint = 'what changed in host, callsPerSecond, sort takes effect at the next start';
    expect(await next()).toMatchObject({ users: ['ann', 'bob'], hint });
    await configure({ host: 'a2.example.com', callsPerSecond: 7, sort: '-age', users: ['ann'] });
    expect(await next()).toMatchObject({ users: ['ann'], hint: null });
    expect(said).toEqual([]);
  });

  it('that says the same in other words is nothing to speak of', async () => {
    const { next, said, write } = await running({ config });
    await write(CONFIG, `${JSON.stringify({ ...VALID, ...config }, null, 4)}\n`);
    await write(CONFIG, { ...VALID, users: ['bob', 'ann'] });
    expect(await next()).toMatchObject({ users: ['bob', 'ann'] });
    expect(said).toEqual([]);
  });
});

describe('nothing is read again', () => {
  it.each<[string, Given]>([
    ['of users named by a flag', { flags: { users: ['ann'] } }],
    ['of standard input', { flags: { usersFile: '-' } }],
  ])('%s', async (_, given) => {
    const folder = await folderWith({ [CONFIG]: VALID });
    const sources = { flags: given.flags ?? {}, cwd: folder, env: { HOME: folder, CHAT_TOKEN: 'sesame' } };
    const first = await loaded(loadConfig({ ...sources, io: { readStdin: async () => 'ann' } }));
    expect(await reloading(sources, first, new Map())).toBeNull();
  });

  it('of what comes through a pipe, which is read but once', async () => {
    const folder = await folderWith({ [CONFIG]: { ...VALID, users: { file: 'pipe' } } });
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const sources = { flags: {}, cwd: folder, env: { HOME: folder, CHAT_TOKEN: 'sesame' } };
    const first = loaded(loadConfig(sources));
    await writeFile(join(folder, 'pipe'), 'ann\n');
    expect((await first).watch.names).toEqual(['ann']);
    expect(await reloading(sources, await first, new Map())).toBeNull();
  });

  it('where there is no file at all', async () => {
    const folder = await folderWith({});
    const flags = { host: 'a1.example.com', orgName: 'o', appName: 'a', as: 'wzy' };
    const sources = { flags, cwd: folder, env: { HOME: folder, PRESENCE_MONITOR_TOKEN: 't', PRESENCE_MONITOR_USERS: 'ann' } };
    expect(await reloading(sources, await loaded(loadConfig(sources)), new Map())).toBeNull();
  });
});
