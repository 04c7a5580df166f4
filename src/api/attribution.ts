import { nameKey } from '../text/name-key.ts';
import type { Oddity, Presence, PresenceAnswer } from './contract.ts';
import { type Entry, mistyped, readEntry } from './entry.ts';

/** The names as they are sent: each once, whatever its case, the first spelling kept. */
export function uniqueNames(names: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const name of names) {
    const key = nameKey(name);
    if (!first.has(key)) first.set(key, name);
  }
  return [...first.values()];
}

/**
 * Matches the entries of a presence answer to the names asked for, case-insensitively. An entry with an empty uid belongs to
 * the name at its index when the answer is as long as the request and no uid contradicts that order; else to the only name
 * unanswered when it is the only such entry; else to nobody.
 */
export function attribute(entries: readonly unknown[], names: readonly string[]): PresenceAnswer {
  const sent = uniqueNames(names);
  const wanted = new Map(sent.map((name) => [nameKey(name), name]));
  const found = new Map<string, { readonly presence: Presence; readonly place: number }>();
  const unattributed: { uid: string; presence: Presence }[] = [];
  const oddities: Oddity[] = [];
  const read = entries.map(readEntry);

  const give = (entry: Entry, name: string, place: number) => {
    found.set(name, { presence: entry.presence, place });
    remark(entry, name);
  };
  const leave = (entry: Entry, uid: string | null) => {
    unattributed.push({ uid: entry.uid, presence: entry.presence });
    remark(entry, uid);
  };
  const remark = (entry: Entry, uid: string | null) => {
    for (const { kind, detail } of entry.remarks) oddities.push({ kind, uid, detail });
  };

  read.forEach((entry, index) => {
    if (entry === null) {
      oddities.push({ uid: null, ...mistyped(`entry ${index}`, entries[index]) });
      return;
    }
    if (entry.anonymous) return;
    const name = wanted.get(nameKey(entry.uid));
    if (entry.uid === '') {
      leave(entry, null);
    } else if (name === undefined) {
      leave(entry, entry.uid);
      oddities.push({ kind: 'foreign-uid', uid: entry.uid, detail: `${entry.uid} was not asked for` });
    } else if (found.has(name)) {
      leave(entry, name);
      oddities.push({ kind: 'repeated-uid', uid: name, detail: `${entry.uid} was answered more than once; the first stands` });
    } else {
      give(entry, name, index);
    }
  });

  const inOrder =
    read.length === sent.length && read.every((entry, index) => !entry?.uid || nameKey(entry.uid) === nameKey(sent[index] ?? ''));
  const unanswered = sent.filter((name) => !found.has(name));
  const anonymous = read.filter((entry) => entry?.anonymous).length;
  read.forEach((entry, index) => {
    if (!entry?.anonymous) return;
    const only = unanswered.length === 1 && anonymous === 1 ? unanswered[0] : undefined;
    const name = inOrder ? sent[index] : only;
    if (name === undefined) leave(entry, null);
    else give(entry, name, index);
    oddities.push({
      kind: 'empty-uid',
      uid: name ?? null,
      detail: name === undefined ? `entry ${index} names nobody` : `entry ${index} names nobody; by its place it is ${name}`,
    });
  });

  const users = new Map<string, Presence>();
  const places = new Map<string, number>();
  const absent: string[] = [];
  for (const name of new Set(names)) {
    const given = found.get(wanted.get(nameKey(name)) ?? name);
    if (given === undefined) {
      absent.push(name);
      continue;
    }
    users.set(name, given.presence);
    places.set(name, given.place);
  }
  return { users, places, absent, unattributed, oddities };
}
