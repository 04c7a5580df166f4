import * as z from 'zod';

const PROFILES = 'an object of profiles by name: {"prod":{"production":true}}';
const PROFILE = 'an object of fields that replace those of the file, such as {"production":true}';

/**
 * Named sets of fields. Each field of `shape` may stand in a profile: nothing is required there, nothing has a default, and
 * what does is read exactly as at the top. `check` looks at a profile as a whole.
 */
export function profilesField(shape: z.ZodRawShape, check: (profile: unknown, context: z.core.$RefinementCtx) => void) {
  const fields = Object.entries(shape).map(([name, field]) => [name, withoutDefault(field as z.ZodType)]);
  const profile = z.strictObject(Object.fromEntries(fields), PROFILE).superRefine(check, { when: () => true });
  return z.record(z.string(), profile.describe('Fields that replace those of the file'), PROFILES).optional();
}

function withoutDefault(field: z.ZodType): z.ZodType {
  const bare = field instanceof z.ZodPrefault ? (field.unwrap() as z.ZodType) : field;
  return bare.optional().describe(field.description ?? '');
}
