import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The path of a file with this content in a temporary folder; ends with the test. */
export async function privateFile(content: string, mode = 0o600, name = 'secret'): Promise<string> {
  const path = join(await privateFolder(), name);
  await writeFile(path, content);
  await chmod(path, mode);
  return path;
}

/** A temporary folder that ends with the test. */
export async function privateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'presence-secret-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The permission bits of a file or folder. */
export async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

/** The path of a program written for `sh`; ends with the test. */
export async function shellScript(lines: string): Promise<string> {
  return privateFile(`#!/bin/sh\n${lines}\n`, 0o700, 'program');
}
