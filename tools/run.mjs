// Runs a TypeScript script of this folder: node tools/run.mjs tools/picture.ts [arguments]
// Node 20 cannot load TypeScript itself, and Vite, which builds the program, can.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [, , script, ...args] = process.argv;
if (!script) {
  console.error('Which script? For example: node tools/run.mjs tools/picture.ts');
  process.exit(2);
}
process.argv = [process.argv[0], resolve(script), ...args];
await runnerImport(resolve(script), { logLevel: 'warn', oxc: { target: 'node20.19' } });
