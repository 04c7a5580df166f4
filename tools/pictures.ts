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

export const PICTURES: readonly Picture[] = [
  {
    file: 'monitor.svg',
    title: 'The live monitor: a table of users with their presence, and the latest changes below it',
    columns: 100,
    rows: 30,
    args: ['--demo', '--seed', '7'],
    // The arrow stands between the old and the new status of a change.
    steps: [{ waitFor: /\d+ watched/ }, { waitFor: 'online' }, { waitFor: '→' }],
  },
];
