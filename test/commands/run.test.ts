import { expect, test } from 'vitest';
import { startDemo } from '../../src/commands/demo.ts';
import { firstSweep } from '../../src/commands/first-sweep.ts';
import { run, type Surface } from '../../src/commands/run.ts';
import type { State } from '../../src/monitor/state.ts';

/** What a monitor knows after its first sweep. */
async function swept(surface: Surface): Promise<State> {
  const demo = await startDemo({ scenario: 'still', users: 5 });
  let state: State | undefined;
  try {
    await run(
      demo,
      { json: false, recording: null, duration: undefined, until: null, lowBandwidth: false, trouble: null },
      async (engine) => {
        state = await firstSweep(engine, 1);
        return { reason: 'done', exitCode: 0 };
      },
      surface,
    );
  } finally {
    await demo.simulator.close();
  }
  if (state === undefined) throw new Error('nothing was swept');
  return state;
}

test('lines and tables keep no history to go back to, which only a terminal has keys for', async () => {
  const { history } = await swept({});
  expect(history.kept).toEqual({ observations: 0, bytes: 0 });
  expect(history.size).toBe(0);
});

test('where there is a terminal there is a history', async () => {
  const { history } = await swept({ onTerminal: () => {} });
  expect(history.kept.observations).toBeGreaterThan(0);
  expect(history.size).toBeGreaterThan(0);
});
