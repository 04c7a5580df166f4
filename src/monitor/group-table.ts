import type { Group } from './groups.ts';
import type { UserStatus } from './status.ts';

/** What a view and the screen may read of the groups, live or frozen. Groups go by their place, from 0. */
export interface GroupReader {
  readonly names: readonly string[];
  /** How many of a group are watched. */
  sizeOf(group: number): number;
  /** How many of a group are online. */
  onlineIn(group: number): number;
  /** Whether a user, by index, is in a group. */
  has(group: number, index: number): boolean;
}

/**
 * Who is in which group, and how many of each are online: a change of status costs the groups that its user is in. Members
 * who are not watched count nowhere, and a group of whom nobody is watched is left out.
 */
export class GroupTable implements GroupReader {
  readonly names: readonly string[];
  readonly #members: readonly ReadonlySet<number>[];
  readonly #groupsOf = new Map<number, number[]>();
  readonly #online: number[];

  /** Nobody counts as online yet. `indexOf` finds a watched user by name. */
  constructor(groups: readonly Group[], indexOf: (uid: string) => number | undefined) {
    const watched = groups
      .map(({ name, users }) => ({ name, members: new Set(users.flatMap((uid) => indexOf(uid) ?? [])) }))
      .filter(({ members }) => members.size > 0);
    this.names = watched.map(({ name }) => name);
    this.#members = watched.map(({ members }) => members);
    this.#online = watched.map(() => 0);
    for (const [group, members] of this.#members.entries()) {
      for (const index of members) {
        const groupsOf = this.#groupsOf.get(index);
        if (groupsOf === undefined) this.#groupsOf.set(index, [group]);
        else groupsOf.push(group);
      }
    }
  }

  sizeOf(group: number): number {
    return this.#members[group]?.size ?? 0;
  }

  onlineIn(group: number): number {
    return this.#online[group] ?? 0;
  }

  has(group: number, index: number): boolean {
    return this.#members[group]?.has(index) ?? false;
  }

  /** Notes that a user's status became another. */
  moved(index: number, from: UserStatus, to: UserStatus): void {
    const step = Number(to === 'online') - Number(from === 'online');
    if (step === 0) return;
    for (const group of this.#groupsOf.get(index) ?? []) this.#online[group] = this.onlineIn(group) + step;
  }
}
