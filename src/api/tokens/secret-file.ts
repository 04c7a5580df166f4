import { type FileHandle, open } from 'node:fs/promises';
import { shellWord } from '../../text/shell.ts';
import { isApiError } from '../errors.ts';
import { noToken } from './bearer.ts';
import type { Secret } from './secret.ts';

/** Bytes of a file that are looked at; a token has a few hundred. */
const LOOKED_AT = 64 * 1024;

/** The secret on the first line of a file. Refused when the file's group or others can read it. */
export function fileSecret(path: string): Secret {
  const name = `file ${path}`;
  return {
    name,
    read: async () => {
      const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
        throw noToken(
          `${name} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : (error.code ?? 'unknown error')}`,
          'Check the path, and that this user may read the file.',
        );
      });
      try {
        return await firstLine(file, name, path);
      } catch (error) {
        if (isApiError(error)) throw error;
        throw noToken(
          `${name} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`,
          'Name a regular file.',
        );
      } finally {
        await file.close();
      }
    },
  };
}

async function firstLine(file: FileHandle, name: string, path: string): Promise<string> {
  const { mode } = await file.stat();
  if (process.platform !== 'win32' && (mode & 0o044) !== 0) {
    throw noToken(`${name} can be read by other users`, `Make it yours alone: chmod 600 ${shellWord(path)}`);
  }
  const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, null);
  const text = buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/, '');
  return (text.split('\n', 1)[0] ?? '').trim();
}
