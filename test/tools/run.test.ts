import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (script: string, ...args: string[]) => promisify(execFile)(process.execPath, [script, ...args]);

it('a TypeScript script runs with its imports, its own arguments and resources that close themselves', async () => {
  await writeFile(join(folder, 'word.ts'), 'export const word: string = "said";');
  await writeFile(
    join(folder, 'say.ts'),
    `import { word } from './word.ts';
     await using end = { async [Symbol.asyncDispose](): Promise<void> { console.log('closed'); } };
     console.log(word, process.argv.slice(2).join(), end !== undefined);`,
  );
  const { stdout } = await run('tools/run.mjs', join(folder, 'say.ts'), 'a', 'b');
  expect(stdout).toBe('said a,b true\nclosed\n');
});

it('a script that throws ends with a code that says so', async () => {
  await writeFile(join(folder, 'fail.ts'), 'throw new Error("no ink");');
  await expect(run('tools/run.mjs', join(folder, 'fail.ts'))).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no ink'),
  });
});

it.each(['', 'newest', '24; true'])('the end-to-end tests are not started on a Node called %j', async (version) => {
  await expect(run('tools/e2e-on.mjs', version)).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Which Node?'),
  });
});
