import { sortField } from '../config/table-fields.ts';
import { parseFilter } from '../monitor/filter/parse.ts';
import type { Look } from '../monitor/replaying.ts';
import type { Sorting } from '../monitor/sort.ts';
import type { Settings } from '../monitor/state.ts';
import { pointedAt } from '../text/pointed.ts';
import { safe } from '../text/safe.ts';
import { EXIT } from './exit-codes.ts';
import { ProgramError } from './program-error.ts';

/** How the screen of a replay is to look, as typed. */
export interface LookOptions {
  readonly filter?: string | undefined;
  readonly select?: string | undefined;
  readonly sort?: string | undefined;
  /** Name of a group. */
  readonly tab?: string | undefined;
  /** Position of the first row shown, from 0. */
  readonly top: number;
}

/** The same, as far as it can be checked without the recording. */
export interface AskedLook extends Omit<LookOptions, 'sort'> {
  readonly filter: string;
  readonly sorting: Sorting | undefined;
}

/** Throws for a filter or a column that cannot be. */
export function readLook({ filter, select, sort, tab, top }: LookOptions): AskedLook {
  return { filter: filterOf(filter ?? ''), select, sorting: sortingOf(sort), tab, top };
}

/**
 * Throws for a user or a group that is not known at the moment whose settings these are. A user may be selected by a real name
 * where settings hold what `shownAs` makes of it.
 */
export function lookAt(
  { filter, select, sorting, tab, top }: AskedLook,
  settings: Settings,
  shownAs: (uid: string) => string,
): Look {
  return {
    ...{ filter, top, sorting: sorting ?? settings.sorting ?? BY_NAME },
    tab: tabOf(settings, tab),
    selected: select === undefined ? null : knownUser(settings, select, shownAs),
  };
}

const BY_NAME: Sorting = { column: 'user', descending: false };

function filterOf(text: string): string {
  const { problem } = parseFilter(text);
  if (problem === null) return text;
  throw new ProgramError(`--filter: ${safe(problem.what)}\n${pointedAt(text, problem)}`, safe(problem.hint), EXIT.usage.code);
}

function sortingOf(text: string | undefined): Sorting | undefined {
  if (text === undefined) return undefined;
  const read = sortField().safeParse(text);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new ProgramError(
    `--sort ${safe(text)}: expected ${issue?.message}`,
    'Nothing is shown before it is right.',
    EXIT.usage.code,
  );
}

/** Groups of whom nobody is watched have no tab. */
function tabOf({ groups, users }: Settings, name: string | undefined): number {
  if (name === undefined) return 0;
  const watched = new Set(users);
  const names = groups.filter((group) => group.users.some((uid) => watched.has(uid))).map((group) => group.name);
  const at = names.indexOf(name);
  if (at >= 0) return at + 1;
  const known = names.length === 0 ? 'The recording has none then.' : `There are ${names.map(safe).join(', ')}.`;
  throw new ProgramError(`--tab ${safe(name)}: no such group`, known, EXIT.usage.code);
}

function knownUser({ users }: Settings, uid: string, shownAs: (uid: string) => string): string {
  const known = [uid, shownAs(uid)].find((name) => users.some((user) => user.toLowerCase() === name.toLowerCase()));
  if (known !== undefined) return known;
  throw new ProgramError(
    `--select ${safe(uid)}: nobody of that name is watched at that moment of the recording`,
    'Leave --select out to see who is.',
    EXIT.usage.code,
  );
}
