import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { BUILT_FILE, ROOT } from './built-file.ts';

/** Builds the program before the end-to-end tests, and again before each rerun while watching; `PRESENCE_MONITOR_BUILT=1` tests what is there. */
export default async function setup(project: TestProject): Promise<void> {
  if (process.env.PRESENCE_MONITOR_BUILT === '1') return mustExist();
  await build();
  project.onTestsRerun(build);
}

/** In a process of its own: Vitest sets `NODE_ENV` to "test", and the program would be built with React's development code. */
async function build(): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT, env });
}

async function mustExist(): Promise<void> {
  try {
    await access(BUILT_FILE);
  } catch (cause) {
    throw new Error(`PRESENCE_MONITOR_BUILT is 1, but there is no ${BUILT_FILE}. Build it first: npx vite build`, { cause });
  }
}
