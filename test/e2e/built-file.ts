import { fileURLToPath } from 'node:url';

/** The folder of package.json, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The program as it is shipped. */
export const BUILT_FILE = `${ROOT}dist/cli.js`;

/** The Node that runs it: this one, or the one `PRESENCE_MONITOR_NODE` names, as `tools/e2e-on.mjs` does. */
export const NODE = process.env.PRESENCE_MONITOR_NODE || process.execPath;
