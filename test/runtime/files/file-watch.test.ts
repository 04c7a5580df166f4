import { mkdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { FileWatch } from '../../../src/runtime/files/file-watch.ts';
import { privateFolder } from '../../helpers/private-file.ts';

/** Looks at the file `users.txt` of a folder every few milliseconds. */
async function watchIn(folder: string, content = 'a') {
  const path = join(folder, 'users.txt');
  await writeFile(path, content);
  const read: string[] = [];
  let arrived = () => {};
  const watch = new FileWatch(async () => {
    read.push(await readFile(path, 'utf8').catch(({ code }) => code));
    arrived();
    return [path];
  }, 5);
  onTestFinished(() => watch.close());
  /** Resolves once what was read last is `text`. */
  const untilRead = async (text: string) => {
    while (read.at(-1) !== text) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
  };
  await untilRead(content);
  return { path, read, untilRead, watch };
}

it('reads a file that an editor renamed over the one before', async () => {
  const folder = await privateFolder();
  const { path, untilRead } = await watchIn(folder);
  await writeFile(join(folder, '.users.txt.swp'), 'b');
  await rename(join(folder, '.users.txt.swp'), path);
  await untilRead('b');
});

it('reads a file that is truncated and written again, once it stays as it is', async () => {
  const { path, read, untilRead } = await watchIn(await privateFolder());
  for (let length = 0; length < 50; length++) await writeFile(path, 'b'.repeat(length));
  await writeFile(path, 'whole');
  await untilRead('whole');
  expect(read.length).toBeLessThan(20);
});

it('gives an empty file time to be written before it is read as one', async () => {
  const { path, read, untilRead } = await watchIn(await privateFolder(), 'whole');
  await writeFile(path, '');
  await untilRead('');
  await writeFile(path, '');
  for (let look = 0; look < 3; look++) await stat(path);
  await writeFile(path, 'b');
  await untilRead('b');
  expect(read).toEqual(['whole', '', 'b']);
});

it('notices that a file is deleted, and that it is back', async () => {
  const { path, untilRead } = await watchIn(await privateFolder());
  await rm(path);
  await untilRead('ENOENT');
  await writeFile(path, 'back');
  await untilRead('back');
});

it('reads what a link leads to after it was led elsewhere, as where a cluster mounts its configuration', async () => {
  const folder = await privateFolder();
  for (const version of ['v1', 'v2']) {
    await mkdir(join(folder, version));
    await writeFile(join(folder, version, 'users.txt'), version);
  }
  await symlink('v1', join(folder, '..data'));
  await mkdir(join(folder, 'mounted'));
  const path = join(folder, 'mounted', 'users.txt');
  await symlink('../..data/users.txt', path);
  const read: string[] = [];
  let arrived = () => {};
  const watch = new FileWatch(async () => {
    read.push(await readFile(path, 'utf8'));
    arrived();
    return [path];
  }, 5);
  onTestFinished(() => watch.close());
  const untilRead = (text: string) =>
    new Promise<void>((resolve) => {
      arrived = () => read.at(-1) === text && resolve();
      arrived();
    });
  await untilRead('v1');
  await symlink('v2', join(folder, '..next'));
  await rename(join(folder, '..next'), join(folder, '..data'));
  await untilRead('v2');
});

it('reads again whenever a file is touched, and never in between', async () => {
  const { path, read, untilRead } = await watchIn(await privateFolder());
  const before = read.length;
  await utimes(path, 1, 1);
  await writeFile(path, 'b');
  await untilRead('b');
  await writeFile(path, 'c');
  await untilRead('c');
  expect(read.length - before).toBeLessThanOrEqual(4);
});

it('does not look any more once it is closed', async () => {
  const folder = await privateFolder();
  const { path, read, watch } = await watchIn(folder);
  watch.close();
  const { length } = read;
  const other = await watchIn(folder, 'other');
  await writeFile(path, 'later');
  await other.untilRead('later');
  expect(read.length).toBe(length);
});
