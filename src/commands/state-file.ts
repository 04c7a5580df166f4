import { isAbsolute, join } from 'node:path';
import { homeOf } from '../config/files.ts';

/** The file for what is remembered from one run to the next. The XDG specification says to ignore a relative `XDG_STATE_HOME`. */
export function stateFile(env: NodeJS.ProcessEnv): string {
  const xdg = env.XDG_STATE_HOME ?? '';
  const base = isAbsolute(xdg) ? xdg : join(homeOf(env), '.local', 'state');
  return join(base, 'presence-monitor', 'state.json');
}
