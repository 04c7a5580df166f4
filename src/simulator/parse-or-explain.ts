import * as z from 'zod';
import { SimulatorError } from './errors.ts';

type Schema = z.core.JSONSchema.BaseSchema;
type Issue = z.core.$ZodIssue;

/** The value as the schema understands it. Throws a `SimulatorError`: `where` is not valid, and in one sentence each why. */
export function parseOrExplain<T>(schema: z.ZodType<T>, value: unknown, where: string, hint: string): T {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const reasons = describeIssues(parsed.error.issues, z.toJSONSchema(schema, { io: 'input' }), value);
  throw new SimulatorError(`${where} is not valid. ${reasons.join(' ')}`, hint);
}

/** One sentence for each thing that is wrong: where, what was found, and what was expected instead. */
function describeIssues(issues: readonly Issue[], schema: Schema, value: unknown): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const known = fieldsAt(issue.path, schema, value).join(', ');
      return issue.keys.map((key) => `${place([...issue.path, key])}: found an unknown field, expected one of ${known}.`);
    }
    const input = issue.code === 'invalid_union' ? at(issue.input, issue.path.at(-1)) : issue.input;
    const found = input === undefined ? 'nothing' : JSON.stringify(input);
    return [`${place(issue.path)}: found ${found}, expected ${expectation(issue)}.`];
  });
}

function place(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the whole' : path.map(String).join('.');
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'object' ? 'an object' : `a value of type ${issue.expected}`;
    case 'too_small':
      return `at least ${issue.minimum}${issue.origin === 'array' ? ' entry' : ''}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    case 'invalid_union':
      return 'options' in issue ? `one of ${issue.options?.join(', ')}` : 'something else';
    default:
      return `something else: ${issue.message}`;
  }
}

/** The names a schema knows under a path: its properties, or the keys that a record is limited to. */
function fieldsAt(path: readonly PropertyKey[], schema: Schema, value: unknown): string[] {
  let [here, held]: [Schema | undefined, unknown] = [schema, value];
  for (const step of path) {
    here = (typeof step === 'number' ? here?.items : here?.properties?.[String(step)]) as Schema | undefined;
    held = at(held, step);
    here = here?.oneOf === undefined ? here : branchFor(held, here.oneOf);
  }
  const { propertyNames } = here ?? {};
  const limited = typeof propertyNames === 'object' ? propertyNames.enum : undefined;
  return Object.keys(here?.properties ?? {}).concat((limited ?? []).map(String));
}

/** Of several kinds of object, the one whose fixed fields the value has. */
function branchFor(value: unknown, branches: readonly Schema[]): Schema | undefined {
  return branches.find(({ properties = {} }) =>
    Object.entries(properties).every(([key, field]) => {
      const fixed = (field as Schema).const;
      return fixed === undefined || fixed === at(value, key);
    }),
  );
}

function at(value: unknown, key: PropertyKey | undefined): unknown {
  return typeof value === 'object' && value !== null && key !== undefined ? (value as Record<PropertyKey, unknown>)[key] : value;
}
