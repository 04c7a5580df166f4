import { readOnlyOf } from '../config/read-only.ts';
import type { Flags } from '../config/settings.ts';
import { brokenPromise } from '../monitor/promise.ts';
import { csvTable } from '../ui/csv-table.ts';
import { configured, connection } from './connect.ts';
import type { DemoOptions } from './demo.ts';
import { once } from './once.ts';

export interface WatchOptions extends DemoOptions {
  readonly demo: boolean;
  readonly once: boolean;
  /** One sweep as CSV in place of the table. */
  readonly csv: boolean;
  readonly flags: Flags;
}

/** The live monitor; one table when asked for one or when nobody sits at a terminal. Gives the exit code. */
export async function watch({ demo, once: onlyOnce, csv, flags, ...world }: WatchOptions): Promise<number> {
  const opened = demo ? await openDemo(flags, world) : await openConfigured(flags);
  if (onlyOnce || !process.stdout.isTTY) return once(opened, csv ? csvTable : undefined);
  const broken = brokenPromise(opened.settings);
  if (broken !== null) console.error(`presence-monitor: ${broken}`);
  const { screen } = await import('./screen.tsx');
  return screen(opened);
}

async function openConfigured(flags: Flags) {
  return connection(await configured({ flags, env: process.env, cwd: process.cwd() }), process.env);
}

async function openDemo(flags: Flags, world: DemoOptions) {
  const { startDemo } = await import('./demo.ts');
  return startDemo({ ...world, readOnly: readOnlyOf(flags, process.env, null) });
}
