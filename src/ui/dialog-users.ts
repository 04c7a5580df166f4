import { BOUNDS } from '../monitor/bounds.ts';
import { type Dialog, type DialogUser, typedIn } from '../monitor/dialog.ts';
import type { State } from '../monitor/state.ts';
import { parseDuration } from '../text/duration.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { inLargestUnit } from '../text/time.ts';
import { cut, widthOf, wrap } from '../text/width.ts';
import { subscriptionText } from './cells.ts';
import { hiddenTexts } from './marked.ts';

/** Somebody a dialog is about, and the end of the subscription, old → new. */
interface Concerned {
  readonly uid: string;
  readonly change: string;
}

/**
 * Whom a dialog about subscriptions concerns, old → new, in at most `rows` lines of `width` columns: each with the change, or by
 * change where that is too long, as many as fit; the others are counted.
 */
export function concernedLines(state: State, dialog: Dialog, width: number, rows: number): string[] {
  const { users } = dialog;
  const then = dialog.kind === 'subscribe' ? newEnd(typedIn(dialog, 'time')) : signs.nothing;
  const named = users.slice(0, BOUNDS.namesInDialog).map(
    (user): Concerned => ({
      uid: safe(user.uid),
      change: `${oldEnd(state, user)} ${signs.becomes} ${then}`,
    }),
  );
  const told = (pieces: readonly string[]) => {
    const more = users.length - pieces.length;
    return packed(more === 0 ? pieces : [...pieces, `and ${number(more)} more`], width);
  };
  const each = told(listed(named.map(({ uid, change }) => `${uid} ${change}`)));
  if (each.length <= rows) return each;
  for (let count = named.length; count > 0; count--) {
    const lines = told(byChange(named.slice(0, count)));
    if (lines.length <= rows) return lines;
  }
  const [first = ''] = byChange(named.slice(0, 1));
  const end = users.length > 1 ? ` and ${number(users.length - 1)} more` : '';
  return [cut(first, width - end.length) + end];
}

/** The time being typed as the table will show it, or a question mark. */
function newEnd(time: string): string {
  const parsed = parseDuration(time);
  return 'error' in parsed ? '?' : inLargestUnit(parsed.milliseconds);
}

function oldEnd({ stamp, subscriptions }: State, { subscription }: DialogUser): string {
  return subscriptions.total === null ? '?' : subscriptionText(subscription, stamp.wall);
}

/** The users with the same change behind it: `29d → 7d: alice, bob; – → 7d: dora`. */
function byChange(users: readonly Concerned[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { uid, change } of users) groups.set(change, [...(groups.get(change) ?? []), uid]);
  const named = [...groups].map(([change, [first, ...others]]) => listed([`${change}: ${first}`, ...others]));
  return named.flatMap((names, at) => (at === named.length - 1 ? names : [...names.slice(0, -1), `${names.at(-1)};`]));
}

function listed(pieces: readonly string[]): string[] {
  return pieces.map((piece, at) => (at === pieces.length - 1 ? piece : `${piece},`));
}

/** Pieces on lines, none broken that fits on one. */
function packed(pieces: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(piece) <= width) lines[lines.length - 1] = `${last} ${piece}`;
    else lines.push(...wrap(piece, width));
  }
  return lines;
}

/** How many of the users a dialog is about the table does not show, in ever fewer words; nothing when it shows all. */
export function notShown(state: State, { kind }: Dialog): string[] {
  const about = state.layers.some((layer) => layer.kind === 'user' || layer.kind === 'subscriptions');
  return kind === 'set' || about ? [] : hiddenTexts(state);
}
