import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { type FileTrouble, fileMessage, whyNotWritten } from '../files/file-trouble.ts';
import { writeWhole } from '../files/write-whole.ts';

const BYTES = 32;

/** What pseudonyms are made with, and why it will be another one the next time, or null. */
export interface MaskKey {
  readonly key: Uint8Array;
  readonly trouble: FileTrouble | null;
}

/**
 * The key of this machine's pseudonyms, out of a file for the owner alone that is made the first time. Never rejects: where
 * the file is of no use, the key is one for this run.
 */
export async function maskKey(path: string): Promise<MaskKey> {
  const forThisRun = (why: string, hint: string): MaskKey => {
    const message = fileMessage('the pseudonyms are for this run alone', why, path);
    return { key: randomBytes(BYTES), trouble: { message, hint } };
  };
  try {
    if ((await read(path)) === null) await writeWhole(path, `${randomBytes(BYTES).toString('hex')}\n`);
    // Another run may have made one at the same moment: what counts is what is there.
    const key = decoded((await read(path)) ?? '');
    if (key === null) return forThisRun('the file holds something else', 'Move it away: a new key is then made.');
    await chmod(path, 0o600);
    return { key, trouble: null };
  } catch (error) {
    return forThisRun(whyNotWritten(error), 'Everything else goes on. XDG_STATE_HOME names another folder.');
  }
}

/** Null when there is no such file. */
async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function decoded(text: string): Uint8Array | null {
  const key = Buffer.from(text.trim(), 'hex');
  return key.length === BYTES && key.toString('hex') === text.trim() ? key : null;
}
