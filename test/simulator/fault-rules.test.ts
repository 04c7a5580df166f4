import { expect, test } from 'vitest';
import { SimulatorError } from '../../src/simulator/errors.ts';
import { parseFaults } from '../../src/simulator/fault-rules.ts';
import { loadScenario } from '../../src/simulator/scenario.ts';
import { startSimulator } from '../../src/simulator/server.ts';

const refusal = (value: unknown): string => {
  try {
    parseFaults(value, 'The list');
  } catch (error) {
    if (error instanceof SimulatorError) return error.message;
    throw error;
  }
  throw new Error('the faults were accepted');
};

test('what is left out has a default', () => {
  expect(
    parseFaults({ faults: [{ do: 'status', status: 503, retryAfter: { seconds: 5 } }, { do: 'huge' }] }, 'The list'),
  ).toEqual([
    {
      do: 'status',
      status: 503,
      body: 'json',
      retryAfter: { seconds: 5, as: 'seconds' },
      carriedOut: false,
      when: { from: 0, share: 1 },
    },
    { do: 'huge', bytes: 20_000_000, when: { from: 0, share: 1 } },
  ]);
});

test.each([
  [{ do: 'explode' }, 'faults.1.do: found "explode", expected one of delay, clock, status, failed-result'],
  [{}, 'faults.1.do: found nothing, expected one of delay'],
  ['hang', 'faults.1: found "hang", expected an object.'],
  [{ do: 'delay', millis: 5 }, 'faults.1.millis: found an unknown field, expected one of do, milliseconds, jitter, when.'],
  [{ do: 'delay' }, 'faults.1.milliseconds: found nothing, expected a value of type number.'],
  [{ do: 'status', status: 200 }, 'faults.1.status: found 200, expected at least 400.'],
  [{ do: 'status', status: 500, body: 'xml' }, 'faults.1.body: found "xml", expected one of json, html, empty.'],
  [
    { do: 'status', status: 429, retryAfter: { minutes: 1, seconds: 1 } },
    'faults.1.retryAfter.minutes: found an unknown field, expected one of seconds, as.',
  ],
  [
    { do: 'hang', when: { call: ['set'] } },
    'faults.1.when.call: found an unknown field, expected one of from, for, episodes, calls, users, share.',
  ],
  [{ do: 'hang', when: { calls: ['put'] } }, 'faults.1.when.calls.0: found "put", expected one of set, subscribe, retrieve'],
  [{ do: 'hang', when: { calls: [] } }, 'faults.1.when.calls: found [], expected at least 1 entry.'],
  [{ do: 'hang', when: { share: 2 } }, 'faults.1.when.share: found 2, expected at most 1.'],
  [{ do: 'hang', when: { episodes: { every: 5, for: 6 } } }, 'an episode must not be longer than the time to the next'],
  [
    { do: 'refuse', when: { for: 5, share: 0.5 } },
    'faults.1.when.share: found an unknown field, expected one of from, for, episodes.',
  ],
  [{ do: 'refuse' }, 'faults.1.when: found {"from":0}, expected something else: "for" or "episodes"'],
  [{ do: 'refuse', when: { from: 3 } }, '"for" or "episodes", so that connections are accepted again some day'],
])('%j is refused, naming place, found and expected', (rule, message) => {
  expect(refusal({ faults: [{ do: 'hang' }, rule] })).toContain(message);
});

test('a scenario with a wrong fault is refused, and so is a simulator started with one', async () => {
  const faults = [{ do: 'truncated', when: { form: 1 } }] as never;
  const place = 'faults.0.when.form: found an unknown field';

  expect(() => loadScenario(JSON.stringify({ ...loadScenario('still'), faults }))).toThrow(place);
  await expect(startSimulator({ faults })).rejects.toThrow(place);
});
