import promises, { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type WholeFiles, writeWhole } from '../../../src/runtime/files/write-whole.ts';
import { modeOf, privateFolder } from '../../helpers/private-file.ts';

/** The name under which the new text is written before it takes the place of the old. */
const temporaryOf = (name: string) => `.${name}.${process.pid}.tmp`;

function failing(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('writing a file whole', () => {
  it('makes it, and the folders it needs, for the owner alone', async () => {
    const folder = await privateFolder();
    await writeWhole(join(folder, 'a/b/state.json'), 'new');
    expect(await readFile(join(folder, 'a/b/state.json'), 'utf8')).toBe('new');
    expect(await modeOf(join(folder, 'a/b/state.json'))).toBe(0o600);
    expect([await modeOf(join(folder, 'a')), await modeOf(join(folder, 'a/b'))]).toEqual([0o700, 0o700]);
  });

  it('replaces one that others could read by one that they cannot, and leaves nothing beside it', async () => {
    const folder = await privateFolder();
    const path = join(folder, 'state.json');
    await writeFile(path, 'a much longer text that was there before');
    await chmod(path, 0o666);
    await writeWhole(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await modeOf(path)).toBe(0o600);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('never writes through a link that a stranger put in its way', async () => {
    const folder = await privateFolder();
    await writeFile(join(folder, 'victim'), 'untouched');
    await symlink(join(folder, 'victim'), join(folder, temporaryOf('state.json')));
    await writeWhole(join(folder, 'state.json'), 'new');
    expect(await readFile(join(folder, 'victim'), 'utf8')).toBe('untouched');
    expect(await readFile(join(folder, 'state.json'), 'utf8')).toBe('new');
    expect((await readdir(folder)).toSorted()).toEqual(['state.json', 'victim']);
  });

  it('rather fails than follow a link that is put there at the last moment', async () => {
    const folder = await privateFolder();
    await writeFile(join(folder, 'victim'), 'untouched');
    const rm = async () => symlink(join(folder, 'victim'), join(folder, temporaryOf('state.json')));
    await expect(writeWhole(join(folder, 'state.json'), 'new', { ...promises, rm })).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(join(folder, 'victim'), 'utf8')).toBe('untouched');
  });

  it.each(['writeFile', 'sync', 'close'] as const)(
    'keeps the old text, and nothing else, when the disk is full at %s',
    async (step) => {
      const folder = await privateFolder();
      const path = join(folder, 'state.json');
      await writeFile(path, 'old');
      const files: WholeFiles = {
        ...promises,
        open: async (...given) => {
          const handle = await promises.open(...given);
          const real = handle[step].bind(handle) as (...given: unknown[]) => Promise<void>;
          return Object.assign(handle, {
            [step]: async (...args: unknown[]) => {
              await real(...args);
              throw failing('ENOSPC');
            },
          });
        },
      };
      await expect(writeWhole(path, 'new', files)).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(await readFile(path, 'utf8')).toBe('old');
      expect(await readdir(folder)).toEqual(['state.json']);
    },
  );

  it('says what the system says where nothing can be written, and cleans up', async () => {
    const folder = await privateFolder();
    await writeFile(join(folder, 'file'), '');
    await expect(writeWhole(join(folder, 'file/state.json'), 'new')).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(writeWhole(join(folder, 'file/folder/state.json'), 'new')).rejects.toMatchObject({ code: 'ENOTDIR' });
    await mkdir(join(folder, 'state.json'));
    await expect(writeWhole(join(folder, 'state.json'), 'new')).rejects.toMatchObject({ code: 'EISDIR' });
    expect((await readdir(folder)).toSorted()).toEqual(['file', 'state.json']);
  });
});
