import type { Plugin } from 'vite';
import { doctorLine } from '../src/commands/doctor/finding.ts';
import { resultLine } from '../src/commands/result-lines.ts';
import { configJsonSchema } from '../src/config/schema.ts';
import { lineSchema } from '../src/runtime/lines/schema.ts';
import { lineJsonSchema } from '../src/text/json-schema.ts';

/** The JSON Schemas in `dist/`, by name: for `$schema` in a configuration file, and for whoever reads the lines. */
const SCHEMAS = {
  'config.schema.json': configJsonSchema,
  'lines.schema.json': () => lineJsonSchema(lineSchema),
  'results.schema.json': () => lineJsonSchema(resultLine),
  'doctor.schema.json': () => lineJsonSchema(doctorLine),
};

/** Writes the JSON Schemas beside the program. */
export function jsonSchemaFiles(): Plugin {
  return {
    name: 'json-schema-files',
    generateBundle() {
      for (const [fileName, schema] of Object.entries(SCHEMAS)) {
        this.emitFile({ type: 'asset', fileName, source: `${JSON.stringify(schema(), null, 2)}\n` });
      }
    },
  };
}
