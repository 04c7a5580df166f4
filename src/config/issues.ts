import type * as z from 'zod';
import { nearest } from '../text/nearest.ts';
import { describeFound, NOTHING } from './found.ts';
import { valueAt } from './layers.ts';
import type { Origin } from './origin.ts';
import { formatPath, type Problem } from './problem.ts';
import { configJsonSchema } from './schema.ts';
import { howToSet, SETTINGS } from './settings.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Fields of `token` that may be shown; whatever else stands there may be a secret in the wrong place. */
const HARMLESS: ReadonlySet<PropertyKey> = new Set(['file', 'clientId', 'appId']);

/** What the schema refused, and how to find where it was written. */
export interface Refused {
  readonly issues: readonly Issue[];
  readonly fields: unknown;
  /** Where the value at a path was set. */
  locate(path: Path): Origin;
  /** Where a value that nobody set could be set. */
  readonly origin: Origin;
}

/** The issues of the schema as problems, one a field. */
export function problemsOf(refused: Refused): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { path, issue } of refused.issues.flatMap((issue) => flatten(issue, []))) {
    const made =
      issue.code === 'unrecognized_keys' ? unknownFields(path, issue.keys, refused) : [wrongField(path, issue, refused)];
    for (const problem of made) if (!problems.has(problem.path)) problems.set(problem.path, problem);
  }
  return [...problems.values()];
}

/** Of a union, the form that the value was meant to have: the one whose outer type is right. Without one, the union's own message stands. */
function flatten(issue: Issue, base: Path): { readonly path: Path; readonly issue: Issue }[] {
  const path = [...base, ...issue.path];
  if (issue.code !== 'invalid_union') return [{ path, issue }];
  const meant = issue.errors.find(
    (branch) => !branch.some(({ code, path: inner }) => code === 'invalid_type' && inner.length === 0),
  );
  return meant ? meant.flatMap((inner) => flatten(inner, path)) : [{ path, issue }];
}

function unknownFields(path: Path, keys: readonly string[], { locate }: Refused): Problem[] {
  const known = knownFields(path);
  return keys.map((key) => {
    const near = nearest(key, known);
    const expected = near === null ? `${known.length > 1 ? 'one of' : 'only'} ${known.join(', ')}` : `"${near}"`;
    return { path: formatPath([...path, key]), found: 'an unknown field', expected, where: locate([...path, key]) };
  });
}

function wrongField(path: Path, issue: Issue, { fields, locate, origin }: Refused): Problem {
  const value = valueAt(fields, path);
  const field = formatPath(path);
  if (value === undefined) {
    const settable = SETTINGS.some((setting) => setting.field === field);
    const expected = settable ? `${issue.message}; ${howToSet(field)}` : issue.message;
    return { path: field, found: NOTHING, expected, where: settable ? origin : locate(path) };
  }
  const secret = withoutProfile(path)[0] === 'token' && !HARMLESS.has(path.at(-1) ?? '');
  const { found, excerpt } = issue.code === 'custom' ? (issue.params ?? {}) : {};
  const problem = { path: field, found: found ?? describeFound(value, secret), expected: issue.message, where: locate(path) };
  return excerpt === undefined ? problem : { ...problem, excerpt };
}

/** The path that a field of a profile would have at the top. */
function withoutProfile(path: Path): Path {
  return path[0] === 'profiles' ? path.slice(2) : path;
}

/** The fields that an object at a path may have, read from the JSON Schema. */
function knownFields(path: Path): string[] {
  let schema = configJsonSchema();
  for (const key of path) {
    const { properties, additionalProperties, items } = withFields(schema);
    schema = (properties?.[String(key)] ?? additionalProperties ?? items) as typeof schema;
  }
  return Object.keys(withFields(schema).properties ?? {}).filter((name) => name !== '$schema');
}

function withFields(schema: z.core.JSONSchema.BaseSchema): z.core.JSONSchema.BaseSchema {
  return schema.anyOf?.find((form) => form.properties) ?? schema;
}
