import type { Key } from '../test/helpers/terminal-keys.ts';

/** A picture of the program for the README: how it is started, what is done with it, and what is on the screen when it is taken. */
export interface Picture {
  /** Name in the folder `pictures`. */
  readonly file: string;
  /** Read aloud by screen readers. */
  readonly title: string;
  readonly columns: number;
  readonly rows: number;
  readonly args: readonly string[];
  /** In turn: a text to wait for, or a key to press. */
  readonly steps: readonly ({ readonly waitFor: string | RegExp } | { readonly press: Key } | { readonly type: string })[];
}

/** The demo as it is when two answers were seen and somebody changed in between: the arrow stands between old and new status. */
const DEMO = {
  columns: 100,
  rows: 30,
  args: ['--demo', '--seed', '7'],
} as const;
const CHANGED = [{ waitFor: /\d+ watched/ }, { waitFor: 'online' }, { waitFor: '→' }] as const;

export const PICTURES: readonly Picture[] = [
  {
    ...DEMO,
    file: 'monitor.svg',
    title: 'The live monitor: a table of users with their presence, and the latest changes below it',
    steps: CHANGED,
  },
  {
    ...DEMO,
    file: 'user.svg',
    title: 'The page of one user: devices with their timelines, and the answer that shows it',
    // The first line of the change list is a user who has a change to show.
    steps: [...CHANGED, { type: 'T' }, { waitFor: 'change' }, { press: 'enter' }, { waitFor: 'login or logout' }],
  },
  {
    ...DEMO,
    file: 'help.svg',
    title: 'The help: every key that works here, and what the signs mean',
    steps: [...CHANGED, { type: '?' }, { waitFor: 'keys that work here' }],
  },
  {
    ...DEMO,
    file: 'dialog.svg',
    title: 'A dialog below the table: three marked users are to be subscribed to',
    steps: [
      ...CHANGED,
      { type: 'Vjj' },
      { type: 'V' },
      { waitFor: '3 marked' },
      { type: 'a' },
      { waitFor: 'Subscribe to 3 users' },
    ],
  },
];
