import type { Plugin } from 'vite';
import { configJsonSchema } from '../src/config/schema.ts';
import { lineJsonSchema } from '../src/runtime/lines/schema.ts';

/** The JSON Schemas in `dist/`, by name: for `$schema` in a configuration file, and for whoever reads the lines. */
const SCHEMAS = { 'config.schema.json': configJsonSchema, 'lines.schema.json': lineJsonSchema };

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
