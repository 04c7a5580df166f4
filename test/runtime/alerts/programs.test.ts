import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { rememberSecret } from '../../../src/api/secrets-in-use.ts';
import { BOUNDS } from '../../../src/monitor/bounds.ts';
import { AlertPrograms, type ProgramsOptions } from '../../../src/runtime/alerts/programs.ts';
import type { FileTrouble } from '../../../src/runtime/files/file-trouble.ts';
import { privateFolder, shellScript } from '../../helpers/private-file.ts';
import { waitUntilGone } from '../../helpers/process-state.ts';
import { alertRule } from '../../helpers/watching.ts';

const rule = alertRule('status:offline', { name: 'vip down' });
const other = alertRule('status:offline', { name: 'other' });

afterEach(() => {
  vi.useRealTimers();
});

function open(options: Partial<ProgramsOptions> = {}) {
  const troubles: FileTrouble[] = [];
  const programs = new AlertPrograms({ env: { PATH: process.env.PATH }, tell: (trouble) => troubles.push(trouble), ...options });
  onTestFinished(() => programs.close());
  const messages = () => troubles.map(({ message }) => message);
  return { programs, troubles, messages };
}

/** Lets no time pass but by hand, however long a program takes to start. */
function holdTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
}

/** What makes a shell write a line into a file that is whole once it is there. */
const writes = (file: string, line: string) => `echo ${line} > ${file}.new; mv ${file}.new ${file}`;

/** Waits for a file, and gives the number in it. */
async function pidIn(file: string): Promise<number> {
  while (!existsSync(file)) await new Promise(setImmediate);
  return Number(await readFile(file, 'utf8'));
}

const lines = async (file: string) => (await readFile(file, 'utf8')).trimEnd().split('\n');

describe('a program of an alert', () => {
  it('reads what happened on its standard input, and nothing is said of it when it ends well', async () => {
    const file = join(await privateFolder(), 'seen');
    const { programs, messages } = open();
    programs.run(rule, [await shellScript(`cat >> ${file}; echo noise; echo noise >&2`)], '{"a":1}\n');
    await programs.idle();
    expect(await lines(file)).toEqual(['{"a":1}']);
    expect(messages()).toEqual([]);
  });

  it('is started without a shell: what would act in one does not', async () => {
    const folder = await privateFolder();
    const { programs } = open();
    programs.run(rule, [await shellScript(`echo "$1" > ${folder}/said`), `$(touch ${folder}/acted); id`], '');
    await programs.idle();
    expect(await lines(`${folder}/said`)).toEqual([`$(touch ${folder}/acted); id`]);
    await expect(readFile(`${folder}/acted`)).rejects.toThrow();
  });

  it('may end without reading what it is given', async () => {
    const { programs, messages } = open();
    programs.run(rule, [await shellScript('exec <&-; exit 0')], 'x'.repeat(1_000_000));
    await programs.idle();
    expect(messages()).toEqual([]);
  });

  it('may print more than anybody reads', async () => {
    const { programs, messages } = open();
    programs.run(rule, [await shellScript('head -c 5000000 /dev/zero; head -c 5000000 /dev/zero >&2')], '');
    await programs.idle();
    expect(messages()).toEqual([]);
  });

  it('does not get the secrets of this process', async () => {
    rememberSecret('YWMt-very-secret-token');
    const file = join(await privateFolder(), 'env');
    const env = {
      PATH: process.env.PATH,
      OTHER_NAME: 'YWMt-very-secret-token',
      URL: 'https://x/?t=YWMt-very-secret-token',
      KEPT: 'yes',
    };
    const { programs } = open({ env });
    programs.run(rule, [await shellScript(`env > ${file}`)], '');
    await programs.idle();
    const seen = (await lines(file)).join('\n');
    expect(seen).toContain('KEPT=yes');
    expect(seen).not.toContain('YWMt');
  });
});

describe('a program that fails', () => {
  it('is told once for each rule, with why and what to do, and again once it has worked in between', async () => {
    const folder = await privateFolder();
    const { programs, troubles, messages } = open();
    const script = await shellScript(`test -e ${folder}/fine && exit 0; printf 'no \\033[2Jroute\\nmore' >&2; exit 3`);
    const touch = await shellScript(`touch ${folder}/fine`);
    const settle = async (from: typeof rule, argv: readonly string[]) => {
      programs.run(from, argv, '');
      await programs.idle();
    };
    await settle(rule, [script]);
    await settle(rule, [script]);
    await settle(other, [script]);
    expect(messages()).toEqual([
      `alert vip down: ${script} ended with exit code 3: no ␛[2Jroute`,
      `alert other: ${script} ended with exit code 3: no ␛[2Jroute`,
    ]);
    expect(troubles[0]?.hint).toBe(
      'Run it by hand with the line it reads: it must end by itself with exit code 0. Alerts still show here.',
    );
    await settle(other, [touch]);
    await settle(rule, [script]);
    await settle(rule, [await shellScript('exit 4')]);
    expect(messages()).toHaveLength(3);
  });

  it('is told when there is none of that name', async () => {
    const { programs, messages, troubles } = open();
    programs.run(rule, ['/nowhere/page-me'], 'x');
    await programs.idle();
    expect(messages()).toEqual(['alert vip down: /nowhere/page-me cannot be run: there is no such program']);
    expect(troubles[0]?.hint).toContain('no shell reads them');
  });

  it('is told when the system does not take its arguments', async () => {
    const { programs, messages } = open();
    programs.run(rule, ['true', 'x'.repeat(3_000_000)], 'x');
    await programs.idle();
    expect(messages()).toEqual(['alert vip down: true cannot be run: its arguments are too long']);
  });

  it('is ended with all it started when it hangs, and told', async () => {
    holdTimers();
    const folder = await privateFolder();
    const { programs, messages } = open();
    programs.run(rule, [await shellScript(`sleep 1000 & ${writes(`${folder}/pid`, '$!')}; wait`)], '');
    const pid = await pidIn(`${folder}/pid`);
    vi.advanceTimersByTime(9999);
    expect(messages()).toEqual([]);
    vi.advanceTimersByTime(1);
    await programs.idle();
    expect(messages()).toEqual([expect.stringContaining('did not end within 10 s')]);
    vi.useRealTimers();
    await waitUntilGone(pid);
  });
});

describe('many alerts at once', () => {
  it('run a few at a time, wait for their turn, and none is lost', async () => {
    const folder = await privateFolder();
    const script = await shellScript(
      `read line; mkdir ${folder}/$line; ls ${folder} | wc -l >> ${folder}.most; sleep 0.01; rmdir ${folder}/$line; echo $line >> ${folder}.done`,
    );
    const { programs, messages } = open();
    for (let number = 0; number < 100; number++) programs.run(rule, [script], `${number}\n`);
    await programs.idle();
    const done = (await lines(`${folder}.done`)).map(Number);
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, number) => number));
    expect(Math.max(...(await lines(`${folder}.most`)).map(Number))).toBeLessThanOrEqual(BOUNDS.alertPrograms);
    expect(messages()).toEqual([]);
  });

  it('beyond what may wait are told once with how many they were', async () => {
    const { programs, messages, troubles } = open();
    const script = await shellScript('exit 0');
    const room = BOUNDS.alertPrograms + BOUNDS.alertsWaiting;
    for (let number = 0; number < room + 7; number++) programs.run(rule, [script], '');
    programs.run(other, [script], '');
    await programs.idle();
    expect(messages()).toEqual(['alert vip down: its program was not run 7 times', 'alert other: its program was not run once']);
    expect(troubles[0]?.hint).toContain('Too many alerts at once');
  });
});

it('leaving waits a moment for what runs, ends what goes on, and says what was not run', async () => {
  holdTimers();
  const folder = await privateFolder();
  const { programs, messages } = open();
  const quick = await shellScript(
    `${writes(`${folder}/quick`, '$$')}; while ! test -e ${folder}/go; do sleep 0.01; done; ${writes(`${folder}/done`, '$$')}`,
  );
  const slow = await shellScript(`read number; ${writes(`${folder}/slow$number`, '$$')}; exec sleep 1000`);
  programs.run(rule, [quick], '');
  for (let number = 1; number <= 5; number++) programs.run(other, [slow], `${number}\n`);
  const pids = await Promise.all(['quick', 'slow1', 'slow2', 'slow3'].map((name) => pidIn(`${folder}/${name}`)));
  let left = false;
  const closed = programs.close().then(() => {
    left = true;
  });
  await writeFile(`${folder}/go`, '');
  await pidIn(`${folder}/done`);
  vi.advanceTimersByTime(999);
  expect(left).toBe(false);
  vi.advanceTimersByTime(1);
  await closed;
  expect(messages()).toEqual(['alert other: its program was not run 2 times']);
  vi.useRealTimers();
  for (const pid of pids) await waitUntilGone(pid);
});
