import { nameKey } from '../../monitor/names.ts';
import type { RecordedMoment } from '../../monitor/recorded.ts';
import type { Settings } from '../../monitor/state.ts';
import { parseDuration } from '../../text/duration.ts';
import { parsePlaces } from '../lines/places.ts';
import type { Line, LineOf } from '../lines/schema.ts';
import { fileLines } from './file-lines.ts';
import { plainMoment } from './plain-moments.ts';
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

/** The lines of a run that are known to this version, damage and what comes after it left out. */
export async function* linesOfRun(path: string, { start, end, number }: RecordedRun): AsyncGenerator<Line> {
  for await (const found of fileLines({ path, start, end, number })) {
    const read = readLine(found);
    if (read.kind === 'line') yield read.line;
  }
}

/** Reads what a run was started with. Rejects with the error of the file system, as reading its moments does. */
export async function openRun(path: string, run: RecordedRun): Promise<OpenRun> {
  const lines = linesOfRun(path, run);
  const hello = (await lines.next()).value as LineOf<'hello'>;
  const { value: second } = await lines.next();
  await lines.return(undefined);
  const setup = second?.type === 'setup' ? second : null;
  const settings = toSettings(hello, setup);
  const indices = new Map(settings.users.map((uid, index) => [nameKey(uid), index]));
  const indexOf = (uid: string) => indices.get(nameKey(uid));
  const moments = () =>
    setup === null
      ? plainMoments(linesOfRun(path, run), indexOf)
      : recordedMoments(linesOfRun(path, run), settings.users.length, indexOf);
  return { settings, moments };
}

/** What was said of users waits for the line that says which moment it belongs to; a moment that was cut is left out. */
async function* recordedMoments(lines: AsyncIterable<Line>, size: number, indexOf: IndexOf): AsyncGenerator<RecordedMoment> {
  let said: LineOf<'presence'>[] = [];
  for await (const line of lines) {
    if (line.type === 'presence') said.push(line);
    if (line.type !== 'moment') continue;
    const moment = toMoment(line, said, size, indexOf);
    said = [];
    if (moment !== null) yield moment;
  }
}

/** Lines as they stand on standard output tell less: when somebody was seen to be as before is not in them. */
async function* plainMoments(lines: AsyncIterable<Line>, indexOf: IndexOf): AsyncGenerator<RecordedMoment> {
  let said: LineOf<'presence'>[] = [];
  for await (const line of lines) {
    const together = line.type === 'presence' && (said[0] === undefined || said[0].observedAt === line.observedAt);
    if (!together && line.type !== 'change' && said.length > 0) {
      yield plainMoment(said, indexOf);
      said = [];
    }
    if (line.type === 'presence') said.push(line);
    if (line.type === 'gap' || line.type === 'error') yield plainMoment([line], indexOf);
  }
  if (said.length > 0) yield plainMoment(said, indexOf);
}

function toSettings({ place, as, refresh, watched }: LineOf<'hello'>, setup: LineOf<'setup'> | null): Settings {
  const read = parseDuration(refresh);
  const common = { place, uid: as, users: watched, readOnly: READ_ONLY, tokenFile: null };
  const usual = { profile: null, retrieveUrl: '', groups: [], callsPerSecond: 5, subscriptionFor: '7d', extMaxBytes: 64 };
  if (setup === null) return { ...usual, ...common, refresh: 'error' in read ? 30_000 : read.milliseconds };
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
