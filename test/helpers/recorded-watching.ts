import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message } from '../../src/monitor/messages.ts';
import type { Look } from '../../src/monitor/replaying.ts';
import type { Settings, State } from '../../src/monitor/state.ts';
import { LineReporter } from '../../src/runtime/lines/line-reporter.ts';
import { Recorder } from '../../src/runtime/lines/recorder.ts';
import { openRun } from '../../src/runtime/replay/open-run.ts';
import { openReplay, type ReplayEngine } from '../../src/runtime/replay/replay-engine.ts';
import { findRuns } from '../../src/runtime/replay/runs.ts';
import { privateFolder } from './private-file.ts';
import { type Saying, Watching } from './watching.ts';

/** A monitor on a virtual clock that is recorded. */
export class RecordedWatching extends Watching {
  /** The recording so far, a line each. */
  readonly lines: string[] = [];
  readonly #followers = new Set<(message: Message, state: State) => void>();
  readonly #reporter: LineReporter;
  readonly #recorder: Recorder;

  constructor(users: readonly string[], options: Partial<Settings> = {}) {
    super(users, options);
    const store = {
      getLatest: () => this.state,
      follow: (follower: (message: Message, state: State) => void) => {
        this.#followers.add(follower);
        return () => this.#followers.delete(follower);
      },
    };
    const output = { write: (line: string) => void this.lines.push(line) };
    this.#reporter = new LineReporter(store, [output], '1.2.3', { now: () => this.stamp });
    this.#recorder = new Recorder(store, output);
  }

  override say(...messages: readonly Saying[]) {
    return messages.flatMap((message) => {
      const effects = super.say(message);
      // The first message is said before there is anything to follow it.
      if (this.lines?.length > 0) {
        for (const tell of this.#followers) tell(typeof message === 'string' ? { type: message } : message, this.state);
      }
      return effects;
    });
  }

  end(): void {
    this.#recorder.close();
    this.#reporter.end('done', 0);
  }
}

/** A recording with this text, in a folder that goes with the test. */
export async function recordingOf(text: string): Promise<string> {
  const path = join(await privateFolder(), 'rec.ndjson');
  await writeFile(path, text);
  return path;
}

/** The last run of a recording, replayed up to a moment; so many times as fast once it plays, and masked with a key. */
export async function replayedAt(
  path: string,
  at: number,
  look?: Partial<Look>,
  speed = 1,
  maskKey: Uint8Array | null = null,
): Promise<ReplayEngine> {
  const { runs } = await findRuns(path, Number.MAX_SAFE_INTEGER);
  const run = runs.at(-1);
  if (run === undefined) throw new Error('the recording has no run');
  const { settings, moments } = await openRun(path, run, maskKey);
  const standing = { run: 1, runs: 1, speed, playing: false, ended: false, damage: null };
  const engine = openReplay({ ...settings, recording: path, replay: { ...standing, from: run.from, to: run.to } }, moments);
  await engine.player.goTo(at);
  const sorting = settings.sorting ?? { column: 'user', descending: false };
  engine.store.replay({ type: 'look', look: { filter: '', tab: 0, sorting, selected: null, top: 0, ...look } });
  return engine;
}
