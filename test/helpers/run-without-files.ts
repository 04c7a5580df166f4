import { openSync, writeSync } from 'node:fs';
import { runProgram } from '../../src/api/run-program.ts';

/** Opens files until this process may open no more. */
function openAll(): void {
  try {
    while (true) openSync('/dev/null', 'r');
  } catch {
    // This was the last one.
  }
}

openAll();
const limits = { milliseconds: 10_000, bytes: 100 };
const ended = await runProgram(['true'], { env: process.env, stop: new AbortController().signal, ...limits });
writeSync(1, JSON.stringify(ended));
process.exit(0);
