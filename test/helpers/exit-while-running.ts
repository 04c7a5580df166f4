import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { runProgram } from '../../src/api/run-program.ts';

const [, , program = '', started = ''] = process.argv;
runProgram([program], { env: process.env, stop: new AbortController().signal, milliseconds: 60_000, bytes: 100 });
while (!existsSync(started)) await pause(20);
process.exit(3);
