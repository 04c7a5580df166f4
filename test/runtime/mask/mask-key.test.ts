import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { maskKey } from '../../../src/runtime/mask/mask-key.ts';
import { modeOf, privateFolder } from '../../helpers/private-file.ts';

const newPath = async () => join(await privateFolder(), 'state/presence-monitor/mask-key');

describe('the key', () => {
  it('is made the first time, for the owner alone, and is the same from then on', async () => {
    const path = await newPath();
    const [first, second] = [await maskKey(path), await maskKey(path)];
    expect([first.trouble, second.trouble]).toEqual([null, null]);
    expect(first.key).toHaveLength(32);
    expect(second.key).toEqual(first.key);
    expect(await modeOf(path)).toBe(0o600);
  });

  it('is another one on another machine', async () => {
    expect((await maskKey(await newPath())).key).not.toEqual((await maskKey(await newPath())).key);
  });

  it('is taken away from others who could read it', async () => {
    const path = await newPath();
    await maskKey(path);
    await chmod(path, 0o644);
    await maskKey(path);
    expect(await modeOf(path)).toBe(0o600);
  });

  it.each(['', 'something else\n', `${'g'.repeat(64)}\n`, 'abcd\n'])(
    'is for one run where the file holds %j, which stays',
    async (text) => {
      const path = await newPath();
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      const { key, trouble } = await maskKey(path);
      expect(key).toHaveLength(32);
      expect(trouble).toEqual({
        message: `the pseudonyms are for this run alone: the file holds something else (${path})`,
        hint: 'Move it away: a new key is then made.',
      });
      expect(await readFile(path, 'utf8')).toBe(text);
      expect((await maskKey(path)).key).not.toEqual(key);
    },
  );

  it('is for one run where no file can be written', async () => {
    const path = await newPath();
    await writeFile(join(path, '../../..', 'state'), 'in the way');
    const { key, trouble } = await maskKey(path);
    expect(key).toHaveLength(32);
    expect(trouble?.message).toBe(`the pseudonyms are for this run alone: a part of the path is no folder (${path})`);
  });
});
