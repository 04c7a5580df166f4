// Runs the end-to-end tests with the program on another Node, which npm fetches: node tools/e2e-on.mjs 24 [arguments for vitest]
// Build and tests stay on the Node that runs this. PRESENCE_MONITOR_BUILT=1 takes dist/cli.js as it is, however old.
import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [, , version = '', ...args] = process.argv;
if (!/^\d+(\.\d+){0,2}$/.test(version)) {
  console.error('Which Node? For example: node tools/e2e-on.mjs 24');
  process.exit(2);
}

// The package `node` finds its binary in an install script, which npm may be told not to run; these packages hold it themselves.
const system = process.platform === 'win32' ? 'win' : process.platform;
const binary = `node-${system}-${process.arch}@${version}`;
const print = 'node -p "process.execPath + String.fromCharCode(10) + process.version"';
const printed = execFileSync('npm', ['exec', '--yes', `--package=${binary}`, '--call', print], { encoding: 'utf8' });
const [node, found] = printed.trim().split('\n');
if (!found?.startsWith(`v${version}`)) {
  console.error(`npm was asked for ${binary} and ran Node ${found} (${node}). Is there such a package for this machine?`);
  process.exit(1);
}

console.log(`The program runs on Node ${found}: ${node}`);
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'e2e', ...args], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, PRESENCE_MONITOR_NODE: node },
  stdio: 'inherit',
});
process.exit(status ?? 1);
