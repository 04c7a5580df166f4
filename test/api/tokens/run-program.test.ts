import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { privateFolder, shellScript } from '../../helpers/private-file.ts';
import { waitUntilGone } from '../../helpers/process-state.ts';

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
