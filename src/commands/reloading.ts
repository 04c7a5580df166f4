import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { type ConfigIo, displayPath, nodeIo } from '../config/files.ts';
import { type ConfigSources, type LoadedConfig, loadConfig, type SettingValue } from '../config/load.ts';
import { formatProblem, type Problem } from '../config/problem.ts';
import type { Warning } from '../monitor/messages.ts';
import type { NewWatchList } from '../monitor/watch-list.ts';
import { FileWatch } from '../runtime/files/file-watch.ts';
import { watched } from './connect.ts';

/** Begins to say when the watch list has become another one, or could not be read; returns what ends that. */
export type Reloading = (say: (message: NewWatchList | Warning) => void) => { close(): void };

/** What was read, by path, as digests. */
export type Version = ReadonlyMap<string, string>;

/** Fields that are taken while the program runs. */
const TAKEN: ReadonlySet<string> = new Set(['users', 'groups', 'refresh']);

/**
 * Reads the watch list again when the configuration or the file of users changes; null when it comes from neither, or through a
 * pipe, which can be read but once. What is not right is said and not taken. `read`: what `first` was made from,
 * as `noting` noted it. `interval`: milliseconds between two looks at the files.
 */
export async function reloading(
  sources: ConfigSources,
  first: LoadedConfig,
  read: Version,
  interval?: number,
): Promise<Reloading | null> {
  const { users, usersFile } = sources.flags;
  if (users?.length || usersFile === '-') return null;
  const files = [first.file ?? [], Array.isArray(first.config.users) ? [] : first.config.users.file].flat();
  const isPipe = (path: string) =>
    stat(path).then(
      (found) => !found.isFile(),
      () => false,
    );
  const pipes = await Promise.all(files.map(isPipe));
  if (files.length === 0 || pipes.includes(true)) return null;
  return (say) => {
    const reader = new WatchListReader(sources, first, read, say);
    return new FileWatch(() => reader.read(), interval);
  };
}

/** Loads the configuration as at the start and finds out what is to be said. */
class WatchListReader {
  readonly #sources: ConfigSources;
  readonly #first: LoadedConfig;
  readonly #say: (message: NewWatchList | Warning) => void;
  #version: Version;
  #wrong = false;
  /** The list, and the fields that differ but are not taken, as they were last said. */
  #saidList: string;
  #saidLater = '';

  constructor(sources: ConfigSources, first: LoadedConfig, read: Version, say: (message: NewWatchList | Warning) => void) {
    this.#version = read;
    this.#sources = sources;
    this.#first = first;
    this.#say = say;
    this.#saidList = JSON.stringify(watched(first));
  }

  /** Reads everything, says what is new about it, and gives the paths of all that was read. */
  async read(): Promise<readonly string[]> {
    const { cwd, io = {} } = this.#sources;
    const version = new Map<string, string>();
    const readFile = noting(version, io.readFile);
    const result = await loadConfig({ ...this.#sources, found: this.#first.file, io: { ...io, readFile } });
    const paths = [...version.keys()];
    const changed = paths.filter((path) => version.get(path) !== this.#version.get(path));
    const isSame = changed.length === 0 && version.size === this.#version.size;
    this.#version = version;
    if (isSame) return paths;
    if ('problems' in result) this.#refuse(result.problems);
    else this.#take(result.ok, changed.map((path) => displayPath(path, cwd)).join(' and '));
    return paths;
  }

  #refuse(problems: readonly Problem[]): void {
    this.#wrong = true;
    const [first = ''] = problems.map((problem) => formatProblem(problem).split('\n')[0]);
    const more = problems.length > 1 ? ` and ${problems.length - 1} more` : '';
    this.#say({
      type: 'warned',
      text: `watch list kept as it was: ${first}${more}`,
      hint: 'Correct and save it; presence-monitor config check tells all.',
    });
  }

  #take(loaded: LoadedConfig, from: string): void {
    const list = watched(loaded);
    const said = JSON.stringify(list);
    const later = changedFields(this.#first.values, loaded.values);
    const hints = [
      ...(this.#wrong && said === this.#saidList ? ['right again, the watch list is as it was'] : []),
      ...(later === '' || later === this.#saidLater ? [] : [`what changed in ${later} takes effect at the next start`]),
    ];
    const news = said !== this.#saidList || hints.length > 0;
    this.#wrong = false;
    this.#saidList = said;
    this.#saidLater = later;
    if (news) this.#say({ type: 'watch-list', ...list, from, hint: hints.join('; ') || null });
  }
}

/** Reads files and notes what was in each, or why it could not be read. */
export function noting(version: Map<string, string>, readFile = nodeIo.readFile): ConfigIo['readFile'] {
  return async (path: string): Promise<string> => {
    try {
      const text = await readFile(path);
      version.set(path, createHash('sha256').update(text).digest('hex'));
      return text;
    } catch (error) {
      version.set(path, (error as NodeJS.ErrnoException).code ?? 'unreadable');
      throw error;
    }
  };
}

/** The fields that have other values and are not taken while the program runs: `host, token`. */
function changedFields(before: readonly SettingValue[], after: readonly SettingValue[]): string {
  const texts = (values: readonly SettingValue[]) => new Map(values.map(({ field, value }) => [field, JSON.stringify(value)]));
  const [old, now] = [texts(before), texts(after)];
  const fields = new Set([...old.keys(), ...now.keys()]);
  return [...fields].filter((field) => !TAKEN.has(field) && old.get(field) !== now.get(field)).join(', ');
}
