import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { SCENARIO_NAMES, type ScenarioName } from '../text/scenario-names.ts';
import { SimulatorError } from './errors.ts';
import { faultsField } from './fault-rules.ts';
import { parseOrExplain } from './parse-or-explain.ts';
import { QUIRKS } from './quirks.ts';
import busy from './scenarios/busy.json' with { type: 'json' };
import calm from './scenarios/calm.json' with { type: 'json' };
import faulty from './scenarios/faulty.json' with { type: 'json' };
import flapping from './scenarios/flapping.json' with { type: 'json' };
import neverSeen from './scenarios/never-seen.json' with { type: 'json' };
import outage from './scenarios/outage.json' with { type: 'json' };
import quirks from './scenarios/quirks.json' with { type: 'json' };
import still from './scenarios/still.json' with { type: 'json' };
import throttled from './scenarios/throttled.json' with { type: 'json' };

const share = z.number().min(0).max(1);
const everySeconds = z.number().min(1).nullable();

const scenarioSchema = z.strictObject({
  about: z.string().describe('What there is to see, in one line.'),
  users: z.int().min(1).max(1_000_000).default(60).describe('How many users live in the world.'),
  speed: z.number().min(0.001).max(10_000).default(1).describe('How many seconds of world time pass in one second.'),
  pace: z
    .strictObject({
      lively: z
        .strictObject({ users: z.int().min(0), everySeconds })
        .describe('A few users who move more often than the others; everySeconds null: never.'),
      others: z.strictObject({ everySeconds }).describe('Everybody else.'),
      busy: share.describe('Of the moves of an online device, the share that sets a custom status.'),
      lost: share.describe('Of the moves of an online device, the share that loses the network unnoticed.'),
    })
    .refine(({ busy, lost }) => busy + lost <= 1, {
      error: 'busy and lost are shares of the same moves and must not exceed 1 together',
    })
    .describe('How often users move, and how.'),
  neverSeen: z
    .strictObject({ absent: share.default(0), empty: share.default(0) })
    .refine(({ absent, empty }) => absent + empty <= 1, { error: 'absent and empty must not exceed 1 together' })
    .prefault({})
    .describe('Shares of users whom the server never saw: left out of answers, or there with "status":[].'),
  retrieves: z
    .enum(['everyone', 'subscribed'])
    .default('everyone')
    .describe('Whom retrieve answers for: the vendor documents both.'),
  quirks: z
    .partialRecord(z.enum(QUIRKS), share)
    .default({})
    .describe('How often answers stray from the documentation, each oddity with its share.'),
  faults: faultsField,
});

/** What happens in a simulated world and how its server answers. Fields and meanings: `scenarioSchema`. */
export type Scenario = z.output<typeof scenarioSchema>;

const BUILT_IN: Readonly<Record<ScenarioName, unknown>> = {
  calm,
  busy,
  flapping,
  'never-seen': neverSeen,
  quirks,
  still,
  faulty,
  outage,
  throttled,
};

/** Loads a scenario by name, from the path of a JSON file, or from JSON text. Throws a `SimulatorError` that names path, found and expected. */
export function loadScenario(nameOrPathOrText: string): Scenario {
  const known = SCENARIO_NAMES.find((name) => name === nameOrPathOrText);
  if (known !== undefined) return parseScenario(BUILT_IN[known], `Scenario "${nameOrPathOrText}"`);
  if (nameOrPathOrText.trimStart().startsWith('{')) return parseText(nameOrPathOrText, 'The scenario');
  return parseText(readScenarioFile(nameOrPathOrText), `Scenario file ${nameOrPathOrText}`);
}

function readScenarioFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const looksLikeName = !/[./\\]/.test(path);
    const what = looksLikeName
      ? `There is no scenario "${path}".`
      : `Scenario file ${path} cannot be read: ${(cause as Error).message}.`;
    throw new SimulatorError(what, `Give the path of a JSON file or one of: ${SCENARIO_NAMES.join(', ')}.`, { cause });
  }
}

function parseText(text: string, where: string): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SimulatorError(
      `${where} is not JSON: ${(cause as Error).message}.`,
      'Correct the text; comments and trailing commas are not JSON.',
      {
        cause,
      },
    );
  }
  return parseScenario(value, where);
}

function parseScenario(value: unknown, where: string): Scenario {
  const hint = `Correct these fields, or start from a built-in scenario: ${SCENARIO_NAMES.join(', ')}.`;
  return parseOrExplain(scenarioSchema, value, where, hint);
}
