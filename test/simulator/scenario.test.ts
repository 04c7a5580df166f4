import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Commands, commandLine } from '../../src/command-line/program.ts';
import { SimulatorError } from '../../src/simulator/errors.ts';
import { loadScenario } from '../../src/simulator/scenario.ts';
import { SCENARIO_NAMES } from '../../src/text/scenario-names.ts';

const pace = { lively: { users: 1, everySeconds: 5 }, others: { everySeconds: null }, busy: 0.1, lost: 0 };

function refusal(scenario: string | object): SimulatorError {
  try {
    loadScenario(typeof scenario === 'string' ? scenario : JSON.stringify(scenario));
  } catch (error) {
    if (error instanceof SimulatorError) return error;
    throw error;
  }
  throw new Error('the scenario was accepted');
}

test.each(SCENARIO_NAMES)('the built-in scenario "%s" is valid and says what there is to see', (name) => {
  expect(loadScenario(name).about).toMatch(/\.$/);
});

test('the help of the command line names every built-in scenario', () => {
  const program = commandLine('0', {} as Commands, () => {});
  const simulate = program.commands.find((command) => command.name() === 'simulate');
  const { description } = simulate?.options.find(({ long }) => long === '--scenario') ?? {};

  expect(description).toContain(`${SCENARIO_NAMES.join(', ')}, or a file`);
});

test('a scenario comes from text or from a file, with defaults for what it leaves out', () => {
  const text = JSON.stringify({ about: 'Mine.', pace });
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'mine.json');
  writeFileSync(path, text);

  const expected = {
    about: 'Mine.',
    users: 60,
    speed: 1,
    pace,
    neverSeen: { absent: 0, empty: 0 },
    retrieves: 'everyone',
    quirks: {},
    faults: [],
  };
  expect(loadScenario(text)).toEqual(expected);
  expect(loadScenario(path)).toEqual(expected);
});

test.each([
  [{ about: 'x', pace, spede: 2 }, 'spede: found an unknown field, expected one of about, users, speed, pace'],
  [
    { about: 'x', pace: { ...pace, livley: {} } },
    'pace.livley: found an unknown field, expected one of lively, others, busy, lost.',
  ],
  [
    { about: 'x', pace, quirks: { 'empty-ud': 1 } },
    'quirks.empty-ud: found an unknown field, expected one of empty-uid, other-case',
  ],
  [{ about: 'x', pace, users: 'many' }, 'users: found "many", expected a value of type number.'],
  [{ about: 'x', pace, users: 0 }, 'users: found 0, expected at least 1.'],
  [{ about: 'x', pace, quirks: { numbers: 3 } }, 'quirks.numbers: found 3, expected at most 1.'],
  [{ about: 'x', pace, retrieves: 'some' }, 'retrieves: found "some", expected one of everyone, subscribed.'],
  [{ about: 'x', pace: { ...pace, busy: 0.7, lost: 0.7 } }, 'busy and lost are shares of the same moves'],
  [{ about: 'x' }, 'pace: found nothing, expected an object.'],
])('%j is refused, naming place, found and expected', (scenario, message) => {
  const { message: said, hint } = refusal(scenario);

  expect(said).toContain(message);
  expect(hint).toContain('calm');
});

test('an unknown name, a file that is not there and text that is not JSON each say what to do', () => {
  expect(refusal('clam').message).toBe('There is no scenario "clam".');
  expect(refusal('clam').hint).toContain(SCENARIO_NAMES.join(', '));
  expect(refusal('./nowhere.json').message).toContain('./nowhere.json cannot be read');
  expect(refusal('{"about":').message).toContain('is not JSON');
});
