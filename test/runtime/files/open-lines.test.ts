import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ForeignFileError, openLines } from '../../../src/runtime/files/open-lines.ts';
import { modeOf, privateFolder } from '../../helpers/private-file.ts';

const BEGINNING = '{"ours":1,';
const LINE = '{"ours":1,"more":2}\n';

async function open(path: string) {
  const opened = await openLines(path, BEGINNING);
  onTestFinished(() => opened.handle.close());
  return opened;
}

describe('opening a file for lines', () => {
  it('makes a new one that only the owner may read', async () => {
    const path = join(await privateFolder(), 'rec.ndjson');
    expect(await open(path)).toMatchObject({ size: 0, torn: false });
    expect(await modeOf(path)).toBe(0o600);
  });

  it.each([
    ['empty', '', { size: 0, torn: false }],
    ['one of ours', LINE, { size: LINE.length, torn: false }],
    ['one of ours whose last line a crash has torn', `${LINE}{"ha`, { size: LINE.length + 4, torn: true }],
  ])('goes on with one that is %s, and takes it from others', async (_, text, found) => {
    const path = join(await privateFolder(), 'rec.ndjson');
    await writeFile(path, text);
    await chmod(path, 0o644);
    const opened = await open(path);
    expect(opened).toMatchObject(found);
    await opened.handle.write(Buffer.from('more'), 0);
    expect(await readFile(path, 'utf8')).toBe(`${text}more`);
    expect(await modeOf(path)).toBe(0o600);
  });

  it.each(['{"theirs":1}\n', '{"ours"', 'x'])('leaves one alone that holds something else: %j', async (text) => {
    const path = join(await privateFolder(), 'rec.ndjson');
    await writeFile(path, text);
    await chmod(path, 0o644);
    await expect(open(path)).rejects.toThrow(ForeignFileError);
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await modeOf(path)).toBe(0o644);
  });

  it('takes no device, no folder and no link that leads nowhere', async () => {
    const folder = await privateFolder();
    await symlink('/dev/full', join(folder, 'device'));
    await expect(open(join(folder, 'device'))).rejects.toThrow('it is a device or a pipe');
    await mkdir(join(folder, 'folder'));
    await expect(open(join(folder, 'folder'))).rejects.toMatchObject({ code: 'EISDIR' });
    await symlink(join(folder, 'elsewhere'), join(folder, 'link'));
    await expect(open(join(folder, 'link'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(open('/dev/null/rec.ndjson')).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
