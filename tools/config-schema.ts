import type { Plugin } from 'vite';
import { configJsonSchema } from '../src/config/schema.ts';

/** Name of the JSON Schema in `dist/`, for `$schema` in a configuration file. */
export const SCHEMA_FILE = 'config.schema.json';

/** Writes the JSON Schema of the configuration beside the program, so that editors complete and check the file. */
export function configSchemaFile(): Plugin {
  return {
    name: 'config-schema-file',
    generateBundle() {
      const source = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
      this.emitFile({ type: 'asset', fileName: SCHEMA_FILE, source });
    },
  };
}
