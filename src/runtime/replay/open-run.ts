import type { RecordedMoment } from '../../monitor/recorded.ts';
import type { Settings, StatusWrite } from '../../monitor/state.ts';
import { parseDuration } from '../../text/duration.ts';
import { nameKey } from '../../text/name-key.ts';
import { parsePlaces } from '../lines/places.ts';
import type { Line, LineOf } from '../lines/schema.ts';
import { maskedLines } from '../mask/masked-lines.ts';
import { fileLines } from './file-lines.ts';
import { alertMoment, NOTHING, plainMoment } from './plain-moments.ts';
import { readLine } from './read-line.ts';
import type { RecordedRun } from './runs.ts';
import { type IndexOf, toMoment } from './to-moment.ts';

/** A run that is being read. */
export interface OpenRun {
  readonly settings: Settings;
  /** Reads everything that happened, the oldest first: what belongs to one moment is one of them. */
  readonly moments: () => AsyncGenerator<RecordedMoment>;
}

/** Nothing is changed in a replay, whatever its run was allowed. */
export const READ_ONLY = { why: 'this is a replay', hint: 'start the monitor itself to change something' };

/**
 * The lines of a run that are known to this version, damage and what comes after it left out; with a key for pseudonyms as a
 * masked run would have written them.
 */
export function linesOfRun(path: string, run: RecordedRun, maskKey: Uint8Array | null = null): AsyncGenerator<Line> {
  const lines = linesAsWritten(path, run);
  return maskKey === null ? lines : maskedLines(lines, maskKey);
}

async function* linesAsWritten(path: string, { start, end, number }: RecordedRun): AsyncGenerator<Line> {
  for await (const found of fileLines({ path, start, end, number })) {
    const read = readLine(found);
    if (read.kind === 'line') yield read.line;
  }
}

/** Whether a run was recorded masked. Rejects with the error of the file system. */
export async function isMasked(path: string, run: RecordedRun): Promise<boolean> {
  const lines = linesAsWritten(path, run);
  const { value: hello } = await lines.next();
  await lines.return(undefined);
  return hello?.type === 'hello' && hello.masked === true;
}

/**
 * Reads what a run was started with, masked when there is a key for that. Rejects with the error of the file system, as
 * reading its moments does.
 */
export async function openRun(path: string, run: RecordedRun, maskKey: Uint8Array | null = null): Promise<OpenRun> {
  const lines = linesOfRun(path, run, maskKey);
  const hello = (await lines.next()).value as LineOf<'hello'>;
  const { value: second } = await lines.next();
  await lines.return(undefined);
  const setup = second?.type === 'setup' ? second : null;
  const settings = toSettings(hello, setup);
  const moments = () => {
    const places = new Places(settings.users);
    const lines = linesOfRun(path, run, maskKey);
    return setup === null ? plainMoments(lines, places) : recordedMoments(lines, places);
  };
  return { settings, moments };
}

/** Which number each user has, as far as a run has been read. */
class Places {
  #indices: ReadonlyMap<string, number>;

  constructor(users: readonly string[]) {
    this.#indices = indicesOf(users);
  }

  get size(): number {
    return this.#indices.size;
  }

  readonly indexOf: IndexOf = (uid) => this.#indices.get(nameKey(uid));

  /** Goes on with another watch list, and gives the moment at which it was taken. */
  take({ at, watched, groups, refresh }: LineOf<'watched'>): RecordedMoment {
    this.#indices = indicesOf(watched);
    const watchList = {
      users: watched,
      groups: groups.map(({ name, users, refresh }) => ({ name, users, refresh: refresh === null ? null : timeOf(refresh) })),
      refresh: timeOf(refresh),
    };
    return { ...NOTHING, at: Date.parse(at), watchList };
  }
}

function indicesOf(users: readonly string[]): ReadonlyMap<string, number> {
  return new Map(users.map((uid, index) => [nameKey(uid), index]));
}

/** Milliseconds; a time that cannot be read is as if none had been set. */
function timeOf(text: string): number {
  const read = parseDuration(text);
  return 'error' in read ? USUAL_REFRESH : read.milliseconds;
}

const USUAL_REFRESH = 30_000;

/** What was said of users waits for the line that says which moment it belongs to; a moment that was cut is left out. */
async function* recordedMoments(lines: AsyncIterable<Line>, places: Places): AsyncGenerator<RecordedMoment> {
  let said: LineOf<'presence'>[] = [];
  for await (const line of lines) {
    if (line.type === 'presence') said.push(line);
    if (line.type === 'watched') yield places.take(line);
    if (line.type === 'alert') yield alertMoment(line);
    if (line.type !== 'moment') continue;
    const moment = toMoment(line, said, places.size, places.indexOf);
    said = [];
    if (moment !== null) yield moment;
  }
}

/** Lines as they stand on standard output tell less: when somebody was seen to be as before is not in them. */
async function* plainMoments(lines: AsyncIterable<Line>, places: Places): AsyncGenerator<RecordedMoment> {
  let said: LineOf<'presence'>[] = [];
  for await (const line of lines) {
    const together = line.type === 'presence' && (said[0] === undefined || said[0].observedAt === line.observedAt);
    if (!together && line.type !== 'change' && said.length > 0) {
      yield plainMoment(said, places.indexOf);
      said = [];
    }
    if (line.type === 'presence') said.push(line);
    if (line.type === 'gap' || line.type === 'error') yield plainMoment([line], places.indexOf);
    if (line.type === 'watched') yield places.take(line);
    if (line.type === 'alert') yield alertMoment(line);
  }
  if (said.length > 0) yield plainMoment(said, places.indexOf);
}

function toSettings({ place, as, refresh, watched, masked }: LineOf<'hello'>, setup: LineOf<'setup'> | null): Settings {
  const common = {
    ...{ place, uid: as, users: watched, readOnly: READ_ONLY, tokenFile: null },
    ...(masked && { masked: (write: StatusWrite) => write }),
  };
  const usual = { profile: null, retrieveUrl: '', groups: [], callsPerSecond: 5, subscriptionFor: '7d', extMaxBytes: 64 };
  if (setup === null) return { ...usual, ...common, refresh: timeOf(refresh) };
  const { type: _, columns, sorting, groups, ...more } = setup;
  return {
    ...common,
    ...more,
    groups: groups.map(({ name, users, refresh }) => ({
      name,
      users: (parsePlaces(users, watched.length) ?? []).map((place) => watched[place] as string),
      refresh,
    })),
    ...(columns !== null && { columns }),
    ...(sorting !== null && { sorting }),
  };
}
