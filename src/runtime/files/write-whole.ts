import promises from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What writing a file whole asks of the file system. */
export type WholeFiles = Pick<typeof promises, 'mkdir' | 'open' | 'rename' | 'rm'>;

/**
 * Replaces a file as a whole: whoever reads it, after a crash or a full disk too, finds either all of the old text or all of
 * the new. Only the owner may read it (0600), and a folder that has to be made (0700), whatever they were before. Rejects
 * with the error of the file system, and then leaves nothing behind.
 */
export async function writeWhole(path: string, text: string, files: WholeFiles = promises): Promise<void> {
  const folder = dirname(path);
  await files.mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  // Whatever a crash or a stranger left under this name goes: made anew, it is ours alone and leads nowhere else.
  await files.rm(temporary, { force: true });
  try {
    const handle = await files.open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await files.rename(temporary, path);
  } catch (error) {
    await files.rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}
