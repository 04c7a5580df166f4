import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram, whyFailed } from '../../src/api/run-program.ts';
import { privateFolder, shellScript } from '../helpers/private-file.ts';
import { waitUntilGone } from '../helpers/process-state.ts';

test('a program does not outlive the process that runs it, though nobody stopped it', async () => {
  const file = join(await privateFolder(), 'pid');
  const program = await shellScript(`echo $$ > ${file}.new; mv ${file}.new ${file}; exec sleep 1000`);
  const code = await new Promise((resolve) => {
    execFile(process.execPath, ['tools/run.mjs', 'test/helpers/exit-while-running.ts', program, file], (error) =>
      resolve(error?.code),
    );
  });
  expect(code).toBe(3);
  await waitUntilGone(Number(readFileSync(file, 'utf8')));
});

const LIMITS = { milliseconds: 10_000, bytes: 100 };

test('a process that may open no more files says so', async () => {
  const run = [process.execPath, 'tools/run.mjs', 'test/helpers/run-without-files.ts'];
  const said = await new Promise<string>((resolve, reject) => {
    execFile('sh', ['-c', 'ulimit -n 256; exec "$@"', 'sh', ...run], (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
  const ended = JSON.parse(said);
  expect(ended).toMatchObject({ why: 'failed', code: 'EMFILE' });
  expect(whyFailed(ended, LIMITS)).toBe('cannot be run: too many files are open');
});

test.each([
  ['x'.repeat(3_000_000), 'its arguments are too long'],
  ['\0', 'ERR_INVALID_ARG_VALUE'],
])('an argument that the system does not take is told', async (argument, why) => {
  const ended = await runProgram(['true', argument], { env: process.env, stop: new AbortController().signal, ...LIMITS });
  expect(ended && whyFailed(ended, LIMITS)).toBe(`cannot be run: ${why}`);
});
