import { describe, expect, test } from 'vitest';
import * as reasons from '../../src/keys/reasons.ts';
import type { Key } from '../helpers/terminal-keys.ts';
import { type Program, type ProgramOptions, startProgram } from './program.ts';

/** How a person gets to know why a key does not work now. */
interface Situation {
  readonly options?: ProgramOptions;
  /** What happens before the keys. */
  readonly given?: (program: Program) => void | Promise<void>;
  /** Keys that lead there, one write each, and what the screen shows then. */
  readonly way?: readonly (string | Key)[];
  readonly at?: string | RegExp;
  /** Keys that do not work there. */
  readonly keys: readonly (string | Key)[];
  readonly says: string;
}

const NO_USER: Situation = {
  way: ['/', 'zzz', 'enter'],
  at: 'matches /zzz',
  keys: ['enter', 'e', 'a', 'x', 'space', 'V', '*', 'r', 'y', 'Y'],
  says: 'no user is selected: the list is empty or the filter hides everybody',
};
const READ_ONLY = { options: { config: { production: true } }, says: 'read-only: the configuration is marked production' };

/** By the function that gives the reason; those of `whyNot` itself by what they are about. */
const SITUATIONS: Readonly<Record<string, readonly Situation[]>> = {
  'read-only': [
    { ...READ_ONLY, keys: ['e', 'a', 'x'] },
    { ...READ_ONLY, way: ['L'], at: 'of 3,000', keys: ['a', 'x'] },
  ],
  past: [{ way: ['p', 'home'], at: 'PAST', keys: ['e', 'a', 'x'], says: 'the view is in the past: p goes back to live' }],
  noUser: [NO_USER],
  nobody: [{ ...NO_USER, keys: ['a', 'x'] }],
  notFrozen: [
    { keys: ['left', 'right'], says: 'the view is live: p freezes it' },
    { way: ['enter'], at: 'the answer that brought this', keys: ['left', 'right'], says: 'the view is live: p freezes it' },
  ],
  noTabs: [{ keys: ['tab', 'shift-tab', '1', '9'], says: 'there are no tabs: name users together in "groups"' }],
  nothingWritten: [{ keys: ['W'], says: 'nothing was changed in this run yet' }],
  onlyField: [{ way: ['a'], at: 'Subscribe to', keys: ['tab', 'shift-tab'], says: 'there is no other field' }],
  nothingToStop: [{ keys: ['ctrl-x'], says: 'no change has calls left that could be stopped' }],
  stillWriting: [
    {
      given: ({ simulator }) => simulator.setFault((call) => (call === 'unsubscribe' ? new Promise(() => {}) : undefined)),
      way: ['x', 'enter'],
      at: 'unsubscribing from',
      keys: ['e', 'a', 'x'],
      says: 'another change is still on its way: wait for its answer',
    },
  ],
  noListedError: [{ way: ['E'], at: 'nothing went wrong', keys: ['enter'], says: 'there is no error here to read' }],
  noListedName: [{ way: ['T'], at: 'changes of all users', keys: ['enter', 'y'], says: 'the list is empty' }],
  notRecorded: [{ way: ['T'], at: 'changes of all users', keys: ['Y'], says: 'this run is not recorded: start with --record' }],
  notWatched: [
    {
      given: async ({ simulator, terminal }) => {
        simulator.subscriptions.subscribe('wzy', ['stranger'], 3600, Date.now());
        terminal.type('R');
      },
      way: ['L'],
      at: /^▌.*stranger/m,
      keys: ['enter'],
      says: 'stranger is not watched: there is no page to open',
    },
  ],
  noSubscription: [
    { way: ['L'], at: '0 of 3,000', keys: ['a', 'x', 'space', 'V', '*'], says: 'there is no subscription to act on' },
  ],
  whileStopped: [
    { way: ['P'], at: 'STOPPED', keys: ['r', 'R'], says: 'all calls are stopped: P goes on' },
    { way: ['P', 'L'], at: 'not again while stopped', keys: ['R'], says: 'all calls are stopped: P goes on' },
  ],
};

function press({ terminal }: Program, key: string | Key): void {
  if (key.length === 1 || key === 'zzz') terminal.type(key);
  else terminal.press(key as Key);
}

describe('a key that cannot work now says why on the screen', () => {
  test('every reason there is has a situation in which it is read', () => {
    const given = Object.keys(reasons).filter((name) => name !== 'whyNot');
    expect(Object.keys(SITUATIONS).toSorted()).toEqual(['read-only', 'past', ...given].toSorted());
  });

  const all = Object.entries(SITUATIONS).flatMap(([name, situations]) => situations.map((situation) => ({ name, situation })));

  test.each(all)('$name: $situation.keys', async ({ situation }) => {
    const { options = {}, given, way = [], at, keys, says } = situation;
    await using program = await startProgram({ simulator: { sublistLag: 0 }, ...options });
    const { terminal } = program;
    await terminal.waitForText(/5 watched .* oldest <\d/);
    await given?.(program);
    for (const key of way) press(program, key);
    if (at !== undefined) await terminal.waitForText(at);
    for (const key of keys) {
      press(program, key);
      await terminal.waitForText(says);
      // Any key takes what is said away, and this one moves nowhere.
      terminal.press('ctrl-l');
      await terminal.waitUntilGone(says);
    }
  });
});
