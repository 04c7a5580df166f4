import { isAbsolute, join } from 'node:path';
import { homeOf } from '../config/files.ts';

/**
 * A file of what is kept from one run to the next: what is remembered, unless another one is named. The XDG specification says
 * to ignore a relative `XDG_STATE_HOME`.
 */
export function stateFile(env: NodeJS.ProcessEnv, name: 'state.json' | 'mask-key' = 'state.json'): string {
  const xdg = env.XDG_STATE_HOME ?? '';
  const base = isAbsolute(xdg) ? xdg : join(homeOf(env), '.local', 'state');
  return join(base, 'presence-monitor', name);
}
