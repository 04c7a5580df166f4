import { displayPath } from '../../config/files.ts';
import type { LoadedConfig, LoadResult } from '../../config/load.ts';
import { describeOrigin } from '../../config/origin.ts';
import { formatProblem, type Problem } from '../../config/problem.ts';
import { jsonLine } from '../../text/json-line.ts';
import { number } from '../../text/number.ts';
import { cut } from '../../text/width.ts';
import { withoutArguments } from '../config.ts';
import { EXIT } from '../exit-codes.ts';
import { type Finding, note, ok, problem } from './finding.ts';

/** Columns of a value that are shown. */
const SHOWN = 60;

/** The configuration with the origin of each value that somebody set; or one finding for each mistake in it. */
export function lookAtConfiguration(result: LoadResult, cwd: string): Finding[] {
  return 'ok' in result ? [sound(result.ok, cwd)] : mistakes(result.problems, result.sound.file);
}

function sound({ config, watch, values, profile, readOnly, file }: LoadedConfig, cwd: string): Finding {
  const { length } = watch.names;
  const place = config.appId ?? `${config.orgName}/${config.appName}`;
  const source = `${file === null ? 'no file' : displayPath(file, cwd)}${profile === null ? '' : `, profile ${profile}`}`;
  const watched = length === 0 ? 'nobody' : length === 1 ? '1 user' : `${number(length)} users`;
  const found = `${source}: ${place} as ${config.uid}, ${watched} watched`;
  const set = values.filter(({ origin }) => origin.kind !== 'default');
  const details = set.map(({ field, value, origin }): [string, string] => {
    return [field, `${cut(jsonLine(withoutArguments(value)), SHOWN)}  (${describeOrigin(origin)})`];
  });
  const facts = {
    file,
    profile,
    place,
    as: config.uid,
    watched: length,
    duplicates: watch.duplicates,
    readOnly: readOnly?.why ?? null,
    values: Object.fromEntries(
      values.map(({ field, value, origin }) => [field, JSON.parse(JSON.stringify({ value: withoutArguments(value), origin }))]),
    ),
  };
  const more = { facts, details: readOnly === null ? details : [...details, [readOnly.why, readOnly.hint] as const] };
  if (length > 0) return ok('configuration', found, more);
  return note('configuration', found, 'Name users with "users" in the configuration, --user or --users-file.', more);
}

function mistakes(problems: readonly Problem[], file: string | null): Finding[] {
  const nowhere = problems.find(({ where }) => where.kind === 'nowhere');
  const hint = 'Make one from config.example.json, or start with --demo, which needs none.';
  const absent = nowhere === undefined ? [] : [mistake(describeOrigin(nowhere.where), hint, { file })];
  return [...absent, ...problems.map(found)];
}

function found({ excerpt, ...told }: Problem): Finding {
  const { path, where } = told;
  const text = formatProblem(told).replace(where.kind === 'nowhere' ? ` (${describeOrigin(where)})` : '', '');
  const details = excerpt === undefined ? [] : excerpt.split('\n').map((line) => [line, ''] as const);
  return mistake(
    text,
    null,
    { path, found: told.found, expected: told.expected, origin: JSON.parse(JSON.stringify(where)) },
    details,
  );
}

function mistake(found: string, hint: string | null, facts: Finding['facts'], details: Finding['details'] = []): Finding {
  return problem('configuration', found, hint, EXIT.usage.code, { facts, details });
}
