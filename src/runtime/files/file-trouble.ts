import { safe } from '../../text/safe.ts';

/** What went wrong with a file that the program writes: told once, and the program goes on. */
export interface FileTrouble {
  /** What happened and why, in one line, harmless for a terminal. */
  readonly message: string;
  /** What to do, and what goes on meanwhile. */
  readonly hint: string;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'a file stands where a folder is needed',
  EISDIR: 'it is a folder',
  EFBIG: 'the file may not get any larger (ulimit -f)',
  EIO: 'the device failed',
  ELOOP: 'its links lead nowhere',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
};

/** Why a file could not be written, in words that follow a colon. */
export function whyNotWritten(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? `it cannot be written${code && ` (${code})`}`;
}

/** Why a file could not be read, in words that follow a colon. */
export function whyNotRead(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ...REASONS,
    ENOENT: 'there is no such file',
    EACCES: 'no permission to read it',
  };
  return reasons[code] ?? `it cannot be read${code && ` (${code})`}`;
}

/** `the recording stopped: no space left on the device (/var/log/rec.ndjson)` */
export function fileMessage(what: string, why: string, path: string): string {
  return `${what}: ${why} (${safe(path)})`;
}
