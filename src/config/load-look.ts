import { colourlessEnvironment, colourlessFlag } from './colours.ts';
import { problemsOf } from './issues.ts';
import { layer } from './layers.ts';
import { type Look, lookSchema } from './look-fields.ts';
import type { Origin } from './origin.ts';
import type { Problem } from './problem.ts';
import { type Environment, environmentOverrides, type Flags, flagOverrides } from './settings.ts';

/** How the screen looks in a run without a configuration: flags over environment over defaults. */
export function loadLook(flags: Flags, env: Environment): { readonly ok: Look } | { readonly problems: readonly Problem[] } {
  const layers = [colourlessEnvironment(env), environmentOverrides(env), flagOverrides(flags), colourlessFlag(flags)];
  const { fields, overridden } = layer({}, layers);
  const parsed = lookSchema.safeParse(fields);
  if (parsed.success) return { ok: parsed.data };
  const origin: Origin = { kind: 'default' };
  const locate = ([field, ...inner]: readonly PropertyKey[]) => overridden.get(String(field))?.locate(inner) ?? origin;
  return { problems: problemsOf({ issues: parsed.error.issues, fields, locate, origin }) };
}
