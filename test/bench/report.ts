import type { RefreshFigures } from './measure-shell.ts';
import type { Results } from './results.ts';
import { figure, textTable } from './text-table.ts';

const MEGABYTE = 1_000_000;

/** The results as text for a person. */
export function report(results: Results): string {
  const { machine, noise, seconds, answers } = results;
  return `${[
    `${machine}; ${figure(seconds)} s`,
    `noise: the same piece of work took ${figure(noise.median)} × its fastest time, at worst ${figure(noise.slowest)} × (${noise.runs} runs)`,
    `from start to end over a bare \`node -e 0\`: --version ${figure(answers.version)} ×, --help ${figure(answers.help)} ×`,
    '',
    crowdTable(results),
    '',
    byteTable(results),
    '',
    refreshTable(results),
  ].join('\n')}\n`;
}

function crowdTable({ crowds, starts, hundred: { bare, shell } }: Results): string {
  // From a refresh of 100 users to 1,000.
  const over = ({ cpu }: RefreshFigures) => crowds.map(({ steady }) => steady.perThousand / (cpu * 10));
  const smallest = crowds[0];
  const perUser = crowds.map(({ users, resident }) =>
    smallest === undefined ? Number.NaN : (resident - smallest.resident) / (users - smallest.users),
  );
  const row = (name: string, values: readonly number[]) => [name, ...values.map(figure)];
  return textTable([
    ['users watched, at 50 calls a second', ...crowds.map(({ users }) => users.toLocaleString('en-US'))],
    row(
      'first sweep over the ideal, as requests arrived (×)',
      crowds.map(({ sweepByArrivals }) => sweepByArrivals),
    ),
    row(
      'first sweep over the ideal, until the screen showed it (×)',
      crowds.map(({ sweepOnScreen }) => sweepOnScreen),
    ),
    row(
      'processor ms for 1,000 users, first sweep',
      crowds.map(({ first }) => first.perThousand),
    ),
    row(
      'processor ms for 1,000 users, steady',
      crowds.map(({ steady }) => steady.perThousand),
    ),
    row('… over the same answers read by bare node:http (×)', over(bare)),
    ...(typeof shell === 'string' ? [] : [row('… over a loop of curl and jq (×)', over(shell))]),
    row(
      'one core in use, first sweep (%)',
      crowds.map(({ first }) => first.core * 100),
    ),
    row(
      'one core in use, steady (%)',
      crowds.map(({ steady }) => steady.core * 100),
    ),
    row(
      'calls a second, steady',
      crowds.map(({ callsPerSecond }) => callsPerSecond),
    ),
    row(
      'calls refused with 429',
      crowds.map(({ refused }) => refused),
    ),
    row(
      'memory after the first sweep (MB)',
      crowds.map(({ resident }) => resident / MEGABYTE),
    ),
    row('memory for each user above the smallest run (bytes)', perUser),
    row(
      'memory at the end (MB)',
      crowds.map(({ residentAtEnd }) => residentAtEnd / MEGABYTE),
    ),
    row(
      'key to frame, median (ms)',
      crowds.map(({ keys }) => keys.median),
    ),
    row(
      'key to frame, 95 of 100 keys (ms)',
      crowds.map(({ keys }) => keys.p95),
    ),
    row(
      'start to first table (ms)',
      starts.map(({ firstFrame }) => firstFrame),
    ),
    row(
      'start to first table over a bare `node -e 0` (×)',
      starts.map(({ overBareNode }) => overBareNode),
    ),
  ]);
}

function byteTable({ idle, changes }: Results): string {
  const changed = (how: string, bytes: number) => [
    `a changed row, until its mark is gone: ${how}`,
    figure(bytes),
    figure(bytes / changes.width),
    '',
  ];
  return textTable([
    ['bytes written to the terminal', 'bytes', 'over the width (×)', 'writes a second'],
    ...idle.map(({ users, callsPerSecond, bytesPerSecond, writesPerSecond }) => [
      `ten seconds in which nothing changes: ${users.toLocaleString('en-US')} users, ${figure(callsPerSecond)} calls a second`,
      figure(bytesPerSecond * 10),
      '',
      figure(writesPerSecond),
    ]),
    changed('alone, on a screen without the list of changes', changes.withoutList),
    changed('alone, with its line in the list', changes.single),
    changed(`one of ${changes.rowsTogether} at once`, changes.together),
  ]);
}

function refreshTable({ hundred: { monitor, shell, bare } }: Results): string {
  const shown: [string, RefreshFigures][] = [['monitor', monitor]];
  if (typeof shell !== 'string') shown.push(['curl and jq', shell]);
  shown.push(['bare node:http', bare]);
  const row = (name: string, value: (figures: RefreshFigures) => number) => [
    name,
    ...shown.flatMap(([, figures]) => [figure(value(figures)), `${figure(value(figures) / value(monitor))} ×`]),
  ];
  const table = textTable([
    ['one refresh of 100 users', ...shown.flatMap(([name]) => [name, ''])],
    row('from asking until shown (ms)', ({ wall }) => wall),
    row('processor (ms)', ({ cpu }) => cpu),
    row('requests', ({ requests }) => requests),
  ]);
  return typeof shell === 'string' ? `${table}\n${shell}` : table;
}
