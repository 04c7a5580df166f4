import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { OpenedFile } from './line-file.ts';

const { O_APPEND, O_CREAT, O_EXCL, O_NONBLOCK, O_RDWR, O_WRONLY } = constants;
const OWNER_ONLY = 0o600;
const LINE_FEED = 10;

/** Something exists that lines cannot be appended to; the message says why. It is left as it is. */
export class ForeignFileError extends Error {
  override readonly name = 'ForeignFileError';
}

/**
 * Opens a file that lines are appended to: a new one, or one that is empty or begins with `beginning`, which is gone on
 * with. Only the owner may read it (0600). Rejects with `ForeignFileError` for anything else that exists, and with the error of the file system.
 */
export async function openLines(path: string, beginning: string): Promise<OpenedFile> {
  try {
    return { handle: await open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND, OWNER_ONLY), size: 0, torn: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  // Not waiting concerns pipes, which would hold the program until somebody reads them.
  const handle = await open(path, O_RDWR | O_APPEND | O_NONBLOCK);
  try {
    return await goOn(handle, beginning);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function goOn(handle: FileHandle, beginning: string): Promise<OpenedFile> {
  const stat = await handle.stat();
  const { size, mode } = stat;
  if (!stat.isFile()) throw new ForeignFileError('it is a device or a pipe');
  const start = await bytesAt(handle, 0, Buffer.byteLength(beginning));
  if (size > 0 && start.toString() !== beginning) throw new ForeignFileError('it exists and holds something else');
  if ((mode & 0o077) !== 0) await handle.chmod(OWNER_ONLY);
  const torn = size > 0 && (await bytesAt(handle, size - 1, 1))[0] !== LINE_FEED;
  return { handle, size, torn };
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
