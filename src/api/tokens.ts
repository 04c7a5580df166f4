import { open } from 'node:fs/promises';
import { type ApiError, isApiError, localFailure } from './errors.ts';

/** Where the bearer token comes from. */
export interface TokenSource {
  /** What it is, for messages: `environment variable CHAT_TOKEN`. Never the token itself. */
  readonly name: string;
  /** The token to use now. Rejects with an `ApiError` of code `no-token`. */
  get(): Promise<string>;
  /** Called once after a 401 that answered `rejected`; gives a newer token, or the same one when the source holds no other. */
  renew(rejected: string): Promise<string>;
}

/** Bytes of a token file that are looked at; a token has a few hundred. */
const FILE_BYTES = 64 * 1024;

/** An error of code `no-token`; neither text may hold the token. */
export function noToken(message: string, hint: string): ApiError {
  return localFailure('no-token', null, message, hint);
}

/** Gives the token back when it can stand in a header: visible ASCII without spaces. Throws `no-token` otherwise. */
export function checkedToken(token: string, name: string): string {
  if (token === '') throw noToken(`${name} holds no token`, 'Put the bearer token there and start again.');
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw noToken(
    `${name} holds something that cannot be a bearer token: it has spaces, control or non-ASCII characters`,
    'Put the token alone there: no "Bearer" before it, no quotes, nothing else on its line.',
  );
}

/** The token in the variable `variable` of `env`, surrounding blanks ignored. */
export function envToken(variable: string, env: Readonly<Record<string, string | undefined>>): TokenSource {
  const name = `environment variable ${variable}`;
  const get = async () => {
    const value = env[variable]?.trim();
    if (!value) throw noToken(`${name} is ${value === undefined ? 'not set' : 'empty'}`, `Set it: export ${variable}=…`);
    return checkedToken(value, name);
  };
  return { name, get, renew: get };
}

/**
 * The token on the first line of the file `path`. Refused when the file's group or others can read it. The file is read
 * once, and again by `renew`, so that a rotated token is picked up.
 */
export function fileToken(path: string): TokenSource {
  const name = `token file ${path}`;
  let cached: string | null = null;
  const read = async () => {
    cached = checkedToken(await firstLine(path, name), name);
    return cached;
  };
  return {
    name,
    get: async () => cached ?? read(),
    renew: async (rejected) => (cached !== null && cached !== rejected ? cached : read()),
  };
}

/** Runs `call` with the source's token; when that answers 401, asks the source for a new one and runs it once more. */
export async function withToken<T>(source: TokenSource, call: (token: string) => Promise<T>): Promise<T> {
  const token = checkedToken(await source.get(), source.name);
  try {
    return await call(token);
  } catch (error) {
    if (!isApiError(error) || error.failure.code !== 'unauthorized') throw error;
  }
  return call(checkedToken(await source.renew(token), source.name));
}

async function firstLine(path: string, name: string): Promise<string> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw noToken(
      `${name} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : (error.code ?? 'unknown error')}`,
      'Check the path, and that this user may read the file.',
    );
  });
  try {
    const { mode } = await file.stat();
    if (process.platform !== 'win32' && (mode & 0o044) !== 0) {
      throw noToken(`${name} can be read by other users`, `Make it yours alone: chmod 600 ${shellQuoted(path)}`);
    }
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FILE_BYTES), 0, FILE_BYTES, null);
    return (
      buffer
        .toString('utf8', 0, bytesRead)
        .replace(/^\uFEFF/, '')
        .split('\n', 1)[0] ?? ''
    ).trim();
  } catch (error) {
    if (isApiError(error)) throw error;
    throw noToken(`${name} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`, 'Name a regular file.');
  } finally {
    await file.close();
  }
}

function shellQuoted(path: string): string {
  return /^[\w./-]+$/.test(path) && !path.startsWith('-') ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
