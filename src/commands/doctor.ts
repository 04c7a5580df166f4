import { version } from '../../package.json';
import { loadConfig } from '../config/load.ts';
import type { Flags } from '../config/settings.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { examine } from './doctor/examine.ts';
import type { DoctorLine, Finding } from './doctor/finding.ts';
import { type Machine, thisMachine } from './doctor/machine.ts';
import { patientOf } from './doctor/patient.ts';
import { findingJson, findingLines, lineOf } from './doctor/print.ts';
import { EXIT } from './exit-codes.ts';
import { interruption } from './interruption.ts';
import type { Leaving } from './leaving.ts';
import { wear } from './looks.ts';
import { processSurroundings, type Surroundings } from './surroundings.ts';

export interface DoctorOptions {
  readonly flags: Flags;
  /** A JSON object a line in place of lines for people. */
  readonly json: boolean;
}

/** Where doctor is run, and what ends it early. */
export interface DoctorSurroundings extends Surroundings {
  readonly machine: Machine;
  readonly interrupted: Promise<Leaving>;
}

/**
 * Looks at everything a run depends on, each by itself as far as that goes, and tells at once what it found. Nothing is changed
 * or written anywhere. Gives the exit code of the first problem, or 0.
 */
export async function doctor({ flags, json }: DoctorOptions, surroundings?: Partial<DoctorSurroundings>): Promise<number> {
  const { env, cwd, streams, machine, interrupted } = {
    ...processSurroundings(),
    machine: surroundings?.machine ?? thisMachine(),
    interrupted: surroundings?.interrupted ?? interruption(),
    ...surroundings,
  };
  const result = await loadConfig({ flags, env, cwd });
  const patient = patientOf(result);
  wear(patient.look, env);
  const put = (line: DoctorLine) => json && streams.out(lineOf(line));
  put({ type: 'doctor', version, at: new Date().toISOString(), calls: [...patient.calls] });
  if (!json) streams.err(announcement(patient.calls, patient.place));

  const stop = new AbortController();
  const findings: Finding[] = [];
  const steps = examine(result, patient, machine, { env, cwd, stop: stop.signal, begin: streams.progress });
  let left: Leaving | null = null;
  while (left === null) {
    const next = await Promise.race([steps.next(), interrupted]);
    streams.progress(null);
    if ('reason' in next) {
      left = next;
      stop.abort();
    } else if (next.done) {
      break;
    } else {
      findings.push(next.value);
      if (json) streams.out(findingJson(next.value));
      else for (const line of findingLines(next.value, machine.size?.columns ?? null)) streams.out(line);
    }
  }
  const problems = findings.filter(({ verdict }) => verdict === 'problem');
  const notes = findings.filter(({ verdict }) => verdict === 'note').length;
  const exitCode = left?.exitCode ?? problems[0]?.exitCode ?? EXIT.done.code;
  put({ type: 'end', problems: problems.length, notes, exitCode });
  if (!json && left === null) streams.out(summary(problems, notes, exitCode));
  return exitCode;
}

function announcement(calls: readonly string[], place: string | null): string {
  const where = place === null ? '' : `${safe(place)}: `;
  if (calls.length === 0) return `${where}nothing is sent: the configuration has mistakes`;
  return `${where}${calls.length} calls ${signs.apart} ${calls.join(', ')}; nothing is changed`;
}

function summary([first, ...others]: readonly Finding[], notes: number, exitCode: number): string {
  const noted = notes === 0 ? '' : `, ${notes} ${notes === 1 ? 'note' : 'notes'}`;
  if (first === undefined) return `nothing wrong${noted}`;
  if (others.length === 0) return `1 problem: ${first.check}${noted} (exit code ${exitCode})`;
  return `${others.length + 1} problems, the first: ${first.check}${noted} (exit code ${exitCode})`;
}
