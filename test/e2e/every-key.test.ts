import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACTIONS } from '../../src/keys/actions.ts';
import type { KeyName } from '../../src/keys/key-names.ts';
import type { Key } from '../helpers/terminal-keys.ts';
import { ELSEWHERE, PRESSES, type Press } from './every-key-presses.ts';
import { type Program, startProgram } from './program.ts';

const CONFIG = { refresh: '1h', groups: { vip: ['alice', 'bob'], ops: ['carol'] } };
const KEYS: Readonly<Record<string, Key>> = { pgup: 'pageup', pgdn: 'pagedown' };

/** The bare table with everybody, the first user selected. */
const HOME = /12 watched[\s\S]*^▌.. ?alice [\s\S]*\/ filter/m;
/** Milliseconds a key may take to show: many times what it takes, few enough for all to be told when much is broken. */
const PATIENCE = 15_000;

let program: Program;
beforeAll(async () => {
  program = await startProgram({ args: ['--record', 'rec.ndjson'], config: CONFIG, simulator: { users: 12, sublistLag: 0 } });
  await program.terminal.waitForText(/12 watched.* oldest <\d/);
  await makeHistory(program);
});
/** Two subscriptions of which one ends first, and two changes, one after the other. */
async function makeHistory({ simulator, terminal }: Program): Promise<void> {
  const { world, subscriptions } = simulator;
  subscriptions.subscribe('wzy', ['bob'], 7200, Date.now());
  subscriptions.subscribe('wzy', ['carol'], 7300, Date.now());
  for (const status of ['101', '102']) {
    world.set('bob', 'ios_b', status, 'asked');
    terminal.type('R');
    await terminal.waitForText(new RegExp(`ios_b +.* ${status}`));
  }
}

afterAll(() => program[Symbol.asyncDispose]());

function press(key: KeyName): void {
  if (key.length === 1) program.terminal.type(key);
  else program.terminal.press(KEYS[key] ?? (key as Key));
}

function shows(pattern: Press['sees']): boolean {
  const screen = program.terminal.screen().join('\n');
  return typeof pattern === 'string' ? screen.includes(pattern) : pattern.test(screen);
}

async function waitFor(pattern: Press['sees'], key: string): Promise<void> {
  await program.terminal.waitFor(() => shows(pattern), { what: `${pattern} after ${key}`, timeout: PATIENCE });
}

/** Back to the bare table as it was at first, from wherever a key led. */
async function goHome(): Promise<void> {
  // Esc and a letter in one piece, so that no two Esc can run together.
  for (let layers = 0; layers < 3; layers++) program.terminal.type('\u001bg');
  await waitFor(HOME, 'Esc');
}

describe('every key does in a real terminal what the table of actions says', () => {
  test('every action has its keys pressed here, or is named with the test that does', () => {
    const known = [...Object.keys(PRESSES), ...Object.keys(ELSEWHERE)];
    expect(known.toSorted()).toEqual(ACTIONS.map(({ id }) => id).toSorted());
  });

  const pressed = ACTIONS.flatMap(({ id, keys }) => {
    const { [id]: found } = PRESSES;
    return found === undefined ? [] : keys.map((key) => ({ id, key, found }));
  });

  test.each(pressed)('$id: $key', async ({ key, found }) => {
    const { before, way = [], at, next = [], sees, after = [] } = typeof found === 'function' ? found(key, program) : found;
    before?.(program);
    for (const [place, step] of way.entries()) {
      press(step);
      if (place === way.length - 1 && at !== undefined) await waitFor(at, way.join(' '));
    }
    expect(shows(sees), 'what the key is to bring about is there before it is pressed').toBe(false);
    press(key);
    next.forEach(press);
    await waitFor(sees, [...way, key, ...next].join(' '));
    after.forEach(press);
    await goHome();
  });
});
