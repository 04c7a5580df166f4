import { nearest } from '../text/nearest.ts';
import { type ConfigIo, describeFileError, displayPath, resolvePath } from './files.ts';
import { describeFound, quote, showName } from './found.ts';
import type { Origin } from './origin.ts';
import { formatPath, type Problem } from './problem.ts';
import type { Config } from './schema.ts';
import type { Environment, Flags } from './settings.ts';
import { type NameSource, namesInList, namesInText, type WatchList, watchList } from './watch-list.ts';

/** Where the names may be. */
export interface WatchPlaces {
  readonly flags: Pick<Flags, 'users' | 'uids' | 'groups' | 'usersFile'>;
  /** What counts when no flag names users, its file absolute; null when it is not valid. */
  readonly users: Config['users'] | null;
  /** Whose members are watched beside `users`, unless flags or environment name the users; null when they are not valid. */
  readonly groups: Config['groups'] | null;
  readonly env: Environment;
  readonly cwd: string;
  /** Where the value at a path was set. */
  locate(path: readonly PropertyKey[]): Origin;
}

/** A text with names that is still to be read. */
interface Unread {
  readonly shown: string;
  readonly read: () => Promise<string>;
  readonly lineAt: (line: number) => Origin;
  /** Where it was asked for. */
  readonly asked: Origin;
}

/** Reads everybody who is to be watched: the flags' users, groups and file together, else those of the environment or the file. */
export async function readWatchList(
  places: WatchPlaces,
  io: ConfigIo,
): Promise<{ list: WatchList; problems: readonly Problem[] }> {
  const sources: NameSource[] = [];
  const unreadable: Problem[] = [];
  for (const place of chosen(places, io)) {
    if ('names' in place) sources.push(place);
    else {
      const { shown, read, lineAt, asked } = place;
      try {
        sources.push({ names: namesInText(await read()), locate: (line) => ({ path: 'users.file', where: lineAt(line) }) });
      } catch (error) {
        const found = `${shown}: ${describeFileError(error)}`;
        unreadable.push({ path: 'users.file', found, expected: 'a readable file with one user name a line', where: asked });
      }
    }
  }
  const { list, problems } = watchList(sources);
  return { list, problems: [...unreadable, ...unknownGroups(places), ...problems] };
}

/** Groups that are asked for and do not exist. */
function unknownGroups({ flags, groups }: WatchPlaces): Problem[] {
  if (groups === null) return [];
  const known = Object.keys(groups);
  return (flags.groups ?? []).flatMap((name): Problem[] => {
    if (Object.hasOwn(groups, name)) return [];
    const near = nearest(name, known);
    const all =
      known.length === 0 ? 'a group: the configuration has none under "groups"' : `one of ${known.map(showName).join(', ')}`;
    const expected = near === null ? all : `${quote(near)}; there is ${all}`;
    return [{ path: 'groups', found: describeFound(name), expected, where: { kind: 'flag', name: '--group' } }];
  });
}

function chosen({ flags, users, groups, env, cwd, locate }: WatchPlaces, io: ConfigIo): (NameSource | Unread)[] {
  const inFile = (path: string, asked: Origin): Unread => {
    const shown = displayPath(path, cwd);
    return { shown, read: () => io.readFile(path), lineAt: (line) => ({ kind: 'file', path: shown, line }), asked };
  };
  const membersOf = (name: string) =>
    inList(groups?.[name] ?? [], formatPath(['groups', name]), (at) => locate(['groups', name, at]));
  if (!flags.uids && !flags.users?.length && !flags.groups?.length && flags.usersFile === undefined) {
    if (users === null) return [];
    const list = Array.isArray(users)
      ? inList(users, 'users', (at) => locate(['users', at]))
      : inFile(users.file, locate(['users', 'file']));
    if (locate(['users']).kind === 'environment') return [list];
    const members = Object.keys(groups ?? {}).map((name) => ({ ...membersOf(name), isGroup: true }));
    return [list, ...members];
  }
  const names = flags.uids
    ? inList(flags.uids, 'users', () => ({ kind: 'arguments' }))
    : inList(flags.users ?? [], 'users', () => ({ kind: 'flag', name: '--user' }));
  const named = [names, ...(flags.groups ?? []).map(membersOf)];
  if (flags.usersFile === undefined) return named;
  const asked: Origin = { kind: 'flag', name: '--users-file' };
  if (flags.usersFile !== '-') return [...named, inFile(resolvePath(flags.usersFile, cwd, env), asked)];
  return [...named, { shown: 'standard input', read: io.readStdin, lineAt: (line) => ({ kind: 'stdin', line }), asked }];
}

function inList(names: readonly string[], path: string, where: (at: number) => Origin): NameSource {
  return { names: namesInList(names), locate: (at) => ({ path: `${path}[${at}]`, where: where(at) }) };
}
