import type * as z from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;
type Issue = z.core.$ZodIssue;

/** One sentence for each thing that is wrong: where, what was found, and what was expected instead. */
export function describeIssues(issues: readonly Issue[], schema: Schema): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(issue.path, key, schema));
    const found = issue.input === undefined ? 'nothing' : JSON.stringify(issue.input);
    return [`${place(issue.path)}: found ${found}, expected ${expectation(issue)}.`];
  });
}

function unknownField(path: readonly PropertyKey[], key: string, schema: Schema): string {
  const known = fieldsAt(path, schema);
  return `${place([...path, key])}: found an unknown field, expected one of ${known.join(', ')}.`;
}

function place(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the whole' : path.map(String).join('.');
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'object' ? 'an object' : `a value of type ${issue.expected}`;
    case 'too_small':
      return `at least ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    default:
      return `something else: ${issue.message}`;
  }
}

/** The names a schema knows under a path: its properties, or the keys that a record is limited to. */
function fieldsAt(path: readonly PropertyKey[], schema: Schema): string[] {
  let here: Schema | undefined = schema;
  for (const step of path) here = here?.properties?.[String(step)] as Schema | undefined;
  const { propertyNames } = here ?? {};
  const limited = typeof propertyNames === 'object' ? propertyNames.enum : undefined;
  return Object.keys(here?.properties ?? {}).concat((limited ?? []).map(String));
}
