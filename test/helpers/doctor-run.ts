import { expect } from 'vitest';
import { type CheckName, type DoctorLine, doctorLine } from '../../src/commands/doctor/finding.ts';
import type { Simulator } from '../../src/simulator/server.ts';
import { type RunOptions, runCommand } from './command-run.ts';
import { findSecrets } from './find-secrets.ts';

type Check = Extract<DoctorLine, { type: 'check' }>;

/** What doctor came to, each line of which is one of the schema's. */
export interface Examined {
  readonly exitCode: number;
  readonly lines: readonly DoctorLine[];
  /** The one finding of a check; throws when there is none, or are more. */
  of(check: CheckName): Check;
  all(check: CheckName): readonly Check[];
  readonly err: readonly string[];
}

/** Reads what doctor printed with `--json`. */
export function examined({ exitCode, out, err }: { exitCode: number; out: readonly string[]; err: readonly string[] }): Examined {
  const lines = out.map((line) => doctorLine.parse(JSON.parse(line)));
  const all = (check: CheckName) => lines.filter((line): line is Check => line.type === 'check' && line.check === check);
  return {
    exitCode,
    lines,
    all,
    of(check) {
      const [found, ...others] = all(check);
      if (found === undefined || others.length > 0) throw new Error(`${others.length + (found ? 1 : 0)} findings of ${check}`);
      return found;
    },
    err,
  };
}

/** Runs doctor with a configuration that fits a simulator; no output may hold the token. */
export async function examine(
  simulator: Simulator,
  args: readonly string[] = [],
  options: RunOptions & { readonly secrets?: readonly string[] } = {},
): Promise<Examined> {
  const ran = await runCommand(simulator, ['doctor', '--json', ...args], options);
  const output = [...ran.out, ...ran.err, ...ran.progress].join('\n');
  expect(findSecrets(output, [simulator.token, ...(options.secrets ?? [])])).toEqual([]);
  return examined(ran);
}
