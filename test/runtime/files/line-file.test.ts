import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FileTrouble } from '../../../src/runtime/files/file-trouble.ts';
import { type AppendHandle, LineFile, type LineFileOptions } from '../../../src/runtime/files/line-file.ts';
import { openLines } from '../../../src/runtime/files/open-lines.ts';
import { modeOf, privateFolder } from '../../helpers/private-file.ts';

interface Given extends Partial<LineFileOptions> {
  /** What is in the file already. */
  readonly before?: string;
  /** Stands in for parts of the open file. */
  readonly spoil?: (handle: AppendHandle) => Partial<AppendHandle>;
}

async function open({ before, spoil, ...options }: Given = {}) {
  const path = join(await privateFolder(), 'rec.ndjson');
  if (before !== undefined) await writeFile(path, before);
  const opened = await openLines(path, '{');
  const { handle } = opened;
  const bound: AppendHandle = {
    write: handle.write.bind(handle) as AppendHandle['write'],
    stat: handle.stat.bind(handle) as AppendHandle['stat'],
    truncate: handle.truncate.bind(handle),
    close: handle.close.bind(handle),
  };
  const troubles: FileTrouble[] = [];
  const file = new LineFile(
    { ...opened, handle: { ...bound, ...spoil?.(bound) } },
    { path, most: 1e6, lastWhenFull: () => '{"full":true}', onStop: (trouble) => troubles.push(trouble), ...options },
  );
  return { path, file, troubles, text: () => readFile(path, 'utf8') };
}

/** A disk that takes this many bytes and then fails. */
function diskOf(bytes: number, code: string) {
  let left = bytes;
  return (handle: AppendHandle): Partial<AppendHandle> => ({
    write: (async (buffer: Buffer, from: number) => {
      if (left === 0) throw Object.assign(new Error(code), { code });
      const size = Math.min(left, buffer.length - from);
      left -= size;
      return handle.write(buffer, from, size);
    }) as AppendHandle['write'],
  });
}

afterEach(() => {
  vi.useRealTimers();
});

describe('appending lines', () => {
  it('keeps their order, whole, in a file for the owner alone, and is done when it is closed', async () => {
    const { file, path, text, troubles } = await open();
    const lines = Array.from({ length: 1000 }, (_, n) => JSON.stringify({ n, text: '名前'.repeat(n % 20) }));
    for (const line of lines) file.write(line);
    await file.close();
    expect(await text()).toBe(lines.map((line) => `${line}\n`).join(''));
    expect(await modeOf(path)).toBe(0o600);
    expect(troubles).toEqual([]);
  });

  it('goes on behind what is there, on a line of its own when the last one is torn', async () => {
    const { file, text } = await open({ before: '{"a":1}\n{"b":' });
    file.write('{"c":3}');
    await file.close();
    expect(await text()).toBe('{"a":1}\n{"b":\n{"c":3}\n');
  });

  it('writes what waits in one piece of whole lines while the disk is busy', async () => {
    const pieces: string[] = [];
    const { file } = await open({
      spoil: (handle) => ({
        write: (async (buffer: Buffer, from: number) => {
          pieces.push(buffer.subarray(from).toString());
          return handle.write(buffer, from);
        }) as AppendHandle['write'],
      }),
    });
    for (const line of ['1', '2', '3', '4']) file.write(line);
    await file.close();
    expect(pieces).toEqual(['1\n', '2\n3\n4\n']);
  });
});

describe('a disk that takes no more', () => {
  it.each([
    ['ENOSPC', 'no space left on the device'],
    ['EDQUOT', 'the disk quota is used up'],
    ['EROFS', 'the file system is read-only'],
    ['EACCES', 'no permission to write there'],
    ['EIO', 'the device failed'],
    ['EWEIRD', 'it cannot be written (EWEIRD)'],
  ])('is told once with %s, and the line it took a part of is taken back', async (code, why) => {
    const { file, path, text, troubles } = await open({ before: '{"a":1}\n', spoil: diskOf(10, code) });
    file.write('{"b":2}');
    file.write('{"c":3}');
    await vi.waitUntil(() => troubles.length > 0);
    file.write('{"d":4}');
    await file.close();
    expect(await text()).toBe('{"a":1}\n{"b":2}\n');
    expect(troubles).toEqual([
      { message: `the recording stopped: ${why} (${path})`, hint: expect.stringContaining('Everything else goes on.') },
    ]);
  });

  it('is told when the last lines go out with the closing', async () => {
    const { file, text, troubles } = await open({ spoil: diskOf(3, 'ENOSPC') });
    file.write('{"a":1}');
    await file.close();
    expect(troubles).toHaveLength(1);
    expect(await text()).toBe('');
  });

  it('is told when it says so at the closing alone', async () => {
    const { file, path, troubles } = await open({
      spoil: (handle) => ({
        close: async () => {
          await handle.close();
          throw Object.assign(new Error('EDQUOT'), { code: 'EDQUOT' });
        },
      }),
    });
    file.write('{"a":1}');
    await file.close();
    const hint = 'Everything else goes on. Its last lines may be missing.';
    expect(troubles).toEqual([{ message: `the recording stopped: the disk quota is used up (${path})`, hint }]);
  });

  it('is told when it does not answer the closing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { promise: closing, resolve } = Promise.withResolvers<void>();
    const close = () => {
      resolve();
      return new Promise<void>(() => {});
    };
    const { file, troubles } = await open({ spoil: () => ({ close }) });
    file.write('{"a":1}');
    const closed = file.close();
    await closing;
    await vi.advanceTimersByTimeAsync(3000);
    await closed;
    expect(troubles.map(({ message }) => message)).toEqual([expect.stringContaining('the disk does not answer')]);
  });

  it('keeps what somebody else has written behind the torn line', async () => {
    const { file, path, text } = await open({
      spoil: (handle) => ({
        ...diskOf(3, 'ENOSPC')(handle),
        stat: (async () => {
          await writeFile(path, 'theirs\n', { flag: 'a' });
          return handle.stat();
        }) as AppendHandle['stat'],
      }),
    });
    file.write('{"a":1}');
    await file.close();
    expect(await text()).toBe('{"atheirs\n');
  });

  it('is told when it does not answer: closing does not wait for ever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { file, troubles } = await open({
      spoil: () => ({ write: (() => new Promise(() => {})) as AppendHandle['write'] }),
    });
    file.write('{"a":1}');
    const closed = file.close();
    await vi.advanceTimersByTimeAsync(3000);
    await closed;
    expect(troubles[0]?.message).toContain('the disk does not answer');
  });

  it('is told when it is slower than what there is to write, and what waits stays bounded', async () => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    const { file, troubles, text } = await open({
      most: 1e9,
      spoil: (handle) => ({
        write: (async (buffer: Buffer, from: number) => {
          await answered;
          return handle.write(buffer, from);
        }) as AppendHandle['write'],
      }),
    });
    const megabyte = 'x'.repeat(1024 * 1024);
    for (let n = 0; n < 40; n++) file.write(megabyte);
    expect(troubles.map(({ message }) => message)).toEqual([expect.stringContaining('the disk is slower')]);
    answer();
    await file.close();
    expect((await text()).length).toBe(17 * (megabyte.length + 1));
  });
});

it('a file that somebody removes is told: nothing is written where nobody finds it', async () => {
  const { file, path, troubles } = await open();
  file.write('{"a":1}');
  await vi.waitUntil(() => readFile(path, 'utf8').then((text) => text !== ''));
  await rm(path);
  file.write('{"b":2}');
  await vi.waitUntil(() => troubles.length > 0);
  expect(troubles[0]?.message).toContain('somebody removed the file');
  await file.close();
});

describe('a file that may not get larger', () => {
  it('ends with the line that says so, told once', async () => {
    const { file, text, troubles } = await open({ most: 1000 });
    for (let n = 0; n < 100; n++) file.write(`{"n":${n}}`.padEnd(99));
    await file.close();
    const lines = (await text()).trimEnd().split('\n');
    expect([lines.length, lines.at(-1)]).toEqual([8, '{"full":true}']);
    expect((await text()).length).toBeLessThanOrEqual(1000);
    expect(troubles.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^the recording stopped: it may not exceed 1 KB \(/),
    ]);
  });

  it('is told once, although the disk does not even take the last line', async () => {
    const { file, troubles, text } = await open({ most: 300, spoil: diskOf(3, 'ENOSPC') });
    file.write('{"n":1}'.padEnd(99));
    await file.close();
    expect(await text()).toBe('');
    expect(troubles.map(({ message }) => message)).toEqual([expect.stringContaining('it may not exceed 300 bytes')]);
  });

  it('counts what was in it before', async () => {
    const { file, text } = await open({ most: 1000, before: `${'{'.padEnd(799)}\n` });
    file.write('{"n":1}');
    await file.close();
    expect((await text()).split('\n').slice(1)).toEqual(['{"full":true}', '']);
  });
});
