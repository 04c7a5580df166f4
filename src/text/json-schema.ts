import * as z from 'zod';

/** The JSON Schema of a line, for whoever reads lines. It lets the fields pass that later versions may add. */
export function lineJsonSchema(line: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(line, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties;
    },
  });
}
