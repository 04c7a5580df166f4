import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { engines, version } from '../../../package.json';
import { fileMessage, whyNotWritten } from '../../runtime/files/file-trouble.ts';
import { readRemembered } from '../../runtime/remembered.ts';
import { roughSize } from '../../text/size.ts';
import { EXIT } from '../exit-codes.ts';
import { stateFile } from '../state-file.ts';
import { type Finding, note, ok, problem } from './finding.ts';
import type { Machine } from './machine.ts';

/** Bytes of heap below which a long list and its history may not fit. */
const SMALL_HEAP = 256e6;

/** Which program runs on which Node. */
export function lookAtProgram({ node, system }: Machine): Finding {
  const least = engines.node.replace('>=', '');
  const facts = { version, node, system, leastNode: least };
  const found = `presence-monitor ${version} on Node ${node}, ${system}`;
  if (atLeast(node, least)) return ok('program', found, { facts });
  return problem('program', `${found}: too old`, `Install Node ${least} or newer.`, EXIT.usage.code, { facts });
}

function atLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major === leastMajor ? minor >= leastMinor : major > leastMajor;
}

/** What memory there is. */
export function lookAtMemory({ used, heapLimit, free, total }: Machine): Finding {
  const found = `${roughSize(used)} used, heap up to ${roughSize(heapLimit)}; ${roughSize(free)} of ${roughSize(total)} are free here`;
  const facts = { usedBytes: used, heapLimitBytes: heapLimit, freeBytes: free, totalBytes: total };
  if (heapLimit >= SMALL_HEAP) return ok('memory', found, { facts });
  return note('memory', found, 'A long list may need more: export NODE_OPTIONS=--max-old-space-size=512', { facts });
}

/** Whether what is remembered from one run to the next can be read and written. Nothing is written to find out. */
export async function lookAtState(env: NodeJS.ProcessEnv): Promise<Finding> {
  const path = stateFile(env);
  const facts = { path };
  const { trouble } = await readRemembered(path);
  if (trouble !== null) return note('state', trouble.message, trouble.hint, { facts });
  const why = await whyNotWritable(dirname(path));
  if (why === null) return ok('state', `${path}: sorting and filters can be remembered there`, { facts });
  const found = fileMessage('sorting and filters are not remembered', why, path);
  return note('state', found, 'Everything else goes on. XDG_STATE_HOME names another folder.', { facts });
}

/** Whether the folder, or the nearest above it that is there, may be written to; null when it may. */
async function whyNotWritable(folder: string): Promise<string | null> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(folder) !== folder;
    return missing ? whyNotWritable(dirname(folder)) : whyNotWritten(error);
  }
}
