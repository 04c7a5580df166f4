import type { Override } from './settings.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The layers as one: what the file would hold if everything were written there, and which fields came from above it. */
export interface Layered {
  readonly fields: Fields;
  /** By dotted path; what is not here comes from the file or is a default. */
  readonly overridden: ReadonlyMap<string, Override>;
}

/** Lays overrides over the fields of the file, layer by layer, the weakest first. */
export function layer(file: Fields, layers: readonly (readonly Override[])[]): Layered {
  let fields = file;
  const overridden = new Map<string, Override>();
  for (const overrides of layers) {
    for (const rival of rivals(overrides)) {
      fields = without(fields, rival);
      overridden.delete(rival);
    }
    for (const override of overrides) {
      fields = put(fields, override.field.split('.'), override.value);
      overridden.set(override.field, override);
    }
  }
  return { fields, overridden };
}

/** An app is named by `appId` or by `orgName` and `appName`: a layer that uses one form replaces the other form of the layers below. */
function rivals(overrides: readonly Override[]): string[] {
  const sets = (field: string) => overrides.some((override) => override.field === field);
  const byId = sets('appId');
  const byName = sets('orgName') || sets('appName');
  if (byId === byName) return [];
  return byId ? ['orgName', 'appName'] : ['appId'];
}

function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

/** Fields with one more, or another, at a path. */
export function put(fields: Fields, [first = '', ...rest]: readonly string[], value: unknown): Fields {
  return { ...fields, [first]: rest.length === 0 ? value : put(asFields(fields[first]), rest, value) };
}

/** A value as a JSON object, empty when it is none. */
export function asFields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path, or undefined where the path leads nowhere. */
export function valueAt(fields: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (holder, key) => (holder as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[key],
    fields,
  );
}
