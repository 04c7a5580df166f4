import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ConfigSources, type LoadResult, loadConfig } from '../../src/config/load.ts';
import { formatProblem } from '../../src/config/problem.ts';

/** The name that is looked for in the working folder. */
export const CONFIG = 'presence-monitor.config.json';

/** A configuration with nothing wrong and nothing superfluous; `env` of `loadIn` provides its token. */
export const VALID = { host: 'a1.example.com', orgName: 'org', appName: 'app', uid: 'wzy', token: { env: 'CHAT_TOKEN' } };

/** A temporary folder that ends with the test. Files by relative path; what is not text is written as JSON; all for the owner alone. */
export async function folderWith(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'presence-config-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    const raw = typeof content === 'string' || content instanceof Uint8Array;
    await writeFile(path, raw ? content : JSON.stringify(content));
    await chmod(path, 0o600);
  }
  return folder;
}

/** Loads in a folder that is working and home folder at once, with the token of `VALID` in the environment. */
export function loadIn(folder: string, { env = {}, ...rest }: Partial<Omit<ConfigSources, 'cwd'>> = {}): Promise<LoadResult> {
  return loadConfig({ flags: {}, cwd: folder, env: { HOME: folder, CHAT_TOKEN: 'sesame', ...env }, ...rest });
}

/** What loading gave when it is expected to work; throws the problems otherwise. */
export async function loaded(result: Promise<LoadResult>) {
  const given = await result;
  if ('ok' in given) return given.ok;
  throw new Error(given.problems.map(formatProblem).join('\n'));
}

/** The problems as they are printed; none when loading worked. */
export async function problems(result: Promise<LoadResult>): Promise<string[]> {
  const given = await result;
  return 'ok' in given ? [] : given.problems.map(formatProblem);
}
