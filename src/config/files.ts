import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { safe } from '../text/safe.ts';
import type { Environment } from './settings.ts';

/** What loading a configuration asks of the outside world. Text is UTF-8; what is not, rejects. */
export interface ConfigIo {
  readFile(path: string): Promise<string>;
  readStdin(): Promise<string>;
  /** The permission bits of a file; 0 where the system has none. */
  permissions(path: string): Promise<number>;
}

const TOO_LARGE = 'ERR_FS_FILE_TOO_LARGE';

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/** Bytes that a file may have: a million names and more. One that is larger is hardly what was meant. */
const MOST_BYTES = 16 * 1024 * 1024;

async function readText(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw Object.assign(new Error('too large'), { code: TOO_LARGE });
  return decode(await readFile(path));
}

/** The real file system and standard input. */
export const nodeIo: ConfigIo = {
  readFile: readText,
  readStdin: async () => decode(await buffer(process.stdin)),
  permissions: async (path) => (process.platform === 'win32' ? 0 : (await stat(path)).mode & 0o777),
};

/** Why a file could not be read, in words; never what it holds. */
export function describeFileError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'no such file',
    ENOTDIR: 'no such file',
    EACCES: 'a file that may not be read',
    EPERM: 'a file that may not be read',
    EISDIR: 'a folder',
    [TOO_LARGE]: 'a file of more than 16 MB',
    ERR_ENCODING_INVALID_ENCODED_DATA: 'a file that is not UTF-8 text',
  };
  return known[code] ?? `a file that cannot be read${code && ` (${code})`}`;
}

/** Whether an error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** The home folder of the user. */
export function homeOf(env: Environment): string {
  return env.HOME || homedir();
}

/** An absolute path: relative ones start at `folder`, and "~/" is the home folder. */
export function resolvePath(path: string, folder: string, env: Environment): string {
  return path.startsWith('~/') ? join(homeOf(env), path.slice(2)) : resolve(folder, path);
}

/** A path as people would write it, harmless for a terminal: relative when it lies below the working folder. */
export function displayPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return safe(short === '' || short.startsWith('..') || isAbsolute(short) ? path : short);
}
