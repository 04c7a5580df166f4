import { parseArgs } from 'node:util';
import { machine, NoiseProbe } from './machine.ts';
import { measureChanges, measureIdle } from './measure-bytes.ts';
import { measureCrowd } from './measure-crowd.ts';
import { measureHundred } from './measure-hundred.ts';
import { measureAnswers, measureStart } from './measure-start.ts';
import { report } from './report.ts';
import type { Results } from './results.ts';
import { soak } from './soak.ts';

const CROWDS = [1_000, 10_000, 100_000];
const IDLE = [100, 1_000, 10_000];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, minutes: { type: 'string', default: '60' } },
});
if (process.platform !== 'linux') throw new Error('The bench reads processor time and memory from /proc, so it needs Linux.');
if (positionals[0] === 'soak') {
  const { text, passed } = await soak(Number(values.minutes));
  process.stdout.write(text);
  process.exit(passed ? 0 : 1);
}
const startedAt = performance.now();
const probe = new NoiseProbe();

/** Measures one thing after another, so that none is in the way of the next. */
async function measure<T>(what: string, take: () => Promise<T>): Promise<T> {
  probe.look();
  console.error(`measuring ${what} …`);
  return take();
}

const answers = await measure('version and help', measureAnswers);
const starts = [];
for (const users of CROWDS) starts.push(await measure(`the start, ${users} users`, () => measureStart(users)));
const crowds = [];
for (const users of CROWDS) crowds.push(await measure(`${users} users`, () => measureCrowd(users)));
// Bytes, unlike times, do not depend on how busy the machine is.
const idle = await measure('an idle screen', () => Promise.all(IDLE.map(measureIdle)));
const changes = await measure('changed rows', measureChanges);
const hundred = await measure('a refresh of 100 users', measureHundred);
probe.look();

const results: Results = {
  machine: machine(),
  noise: probe.noise,
  answers,
  starts,
  crowds,
  idle,
  changes,
  hundred,
  seconds: (performance.now() - startedAt) / 1000,
};
process.stdout.write(values.json ? `${JSON.stringify(results, null, 2)}\n` : report(results));
