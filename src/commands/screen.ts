import type { Engine } from '../runtime/engine.ts';
import { asRemembered, Memory, readRemembered } from '../runtime/remembered.ts';
import type { Connection } from './connect.ts';
import { endBySignal } from './interruption.ts';
import { type RunOptions, run } from './run.ts';
import { openStage } from './stage.ts';
import { stateFile } from './state-file.ts';

/** Runs the live monitor until the user leaves or a signal comes, gives the terminal back as it was, and gives the exit code. */
export async function screen(connection: Connection, options: RunOptions): Promise<number> {
  const remembered = await readRemembered(stateFile(process.env));
  const stage = openStage(options);
  const show = (engine: Engine) =>
    stage.show(engine, () => {
      const memory = new Memory(engine.store, remembered, (trouble) => stage.tell(trouble, engine));
      for (const trouble of [remembered.trouble, options.trouble]) if (trouble !== null) stage.tell(trouble, engine);
      return memory;
    });
  const code = await run({ ...connection, settings: asRemembered(connection.settings, remembered) }, options, show, stage);
  if (stage.suspended) endBySignal(code);
  return code;
}
