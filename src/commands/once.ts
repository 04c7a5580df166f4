import type { Failure } from '../api/errors.ts';
import { arrange } from '../monitor/navigation.ts';
import type { State } from '../monitor/state.ts';
import type { Engine } from '../runtime/engine.ts';
import { safe } from '../text/safe.ts';
import { plainTable } from '../ui/plain-table.ts';
import type { Connection } from './connect.ts';
import { EXIT } from './exit-codes.ts';
import { firstSweep } from './first-sweep.ts';
import { byKey, type Leaving, UNREAD, untilLeaving } from './leaving.ts';
import { programErrorOf } from './program-error.ts';
import { type RunOptions, run } from './run.ts';
import { processStreams, type Streams } from './streams.ts';
import { missingIn, missingWords } from './sweep-words.ts';
import { awaited, type Until } from './until.ts';

/** Failures in a row, such as may pass, after which a single sweep is given up. */
const ATTEMPTS = 4;

/**
 * Makes one sweep, prints what `format` makes of it unless lines are asked for, and gives the exit code. Where it waits for a
 * filter it goes on until that matches, and prints whom it lets through.
 */
export function once(
  connection: Connection,
  options: RunOptions,
  format: (state: State) => string = plainTable,
): Promise<number> {
  return run(connection, options, async (engine) => {
    const left = untilLeaving({ duration: undefined, closed: UNREAD, awaited: null });
    const stopTelling = tellProgress(engine, processStreams);
    const print = (state: State) => {
      stopTelling();
      if (!options.json) process.stdout.write(format(state));
    };
    try {
      const { until } = options;
      const done = until === null ? sweep(engine, print) : match(engine, until, print);
      return await Promise.race([done, left, engine.ended.then(byKey)]);
    } finally {
      stopTelling();
    }
  });
}

async function sweep(engine: Engine, print: (state: State) => void): Promise<Leaving> {
  const state = await firstSweep(engine, ATTEMPTS);
  const { roster, troubles } = state;
  const missing = missingIn(state);
  const [first] = missing.failed.values();
  if (first !== undefined && roster.failingCount === roster.size) throw programErrorOf(first.failure);
  print(state);
  const words = missingWords(missing, roster.size);
  if (words !== null) return { reason: 'done', exitCode: EXIT.partial.code, words };
  return { reason: 'done', exitCode: EXIT.done.code, ...(troubles.sublist && { words: unread(troubles.sublist.failure) }) };
}

/** Nobody is unknown for that, so it is no failure of the sweep. */
function unread({ message, hint }: Failure): NonNullable<Leaving['words']> {
  return { text: `who is subscribed to is not known: ${safe(message)}`, hint };
}

async function match(engine: Engine, until: Until, print: (state: State) => void): Promise<Leaving> {
  const matched = awaited(engine, until);
  const hopeless = firstSweep(engine, Number.POSITIVE_INFINITY).then(() => matched);
  const leaving = await Promise.race([matched, hopeless]);
  const state = engine.store.getLatest();
  if (leaving.reason === 'matched') print(arrange(state, until.text, state.sorting));
  return leaving;
}

/** Says how far the first sweep is, where somebody sees standard error. Returns what ends that. */
function tellProgress({ store }: Engine, streams: Streams): () => void {
  let said = '';
  const tell = () => {
    const { planner, roster } = store.getSnapshot();
    const asked = Math.round(planner.progress * roster.size);
    const text = planner.sweeps > 0 ? '' : `asked about ${asked} of ${roster.size} users`;
    if (text !== said) streams.progress(text || null);
    said = text;
  };
  const unsubscribe = store.subscribe(tell);
  return () => {
    unsubscribe();
    if (said !== '') streams.progress(null);
    said = '';
  };
}
