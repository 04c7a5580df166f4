import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultRuleInput } from '../../src/simulator/fault-rules.ts';
import { VirtualProgram } from '../helpers/virtual-program.ts';
import { Witness } from '../helpers/witness.ts';

const SECOND = 1000;

/** Runs a program under a witness until everybody was answered, and through some seconds of faults. */
async function through(faults: readonly FaultRuleInput[], { seconds = 60, users = 250, seed = 1, refresh = 30 * SECOND } = {}) {
  const program = await VirtualProgram.start({ scenario: 'busy', users, seed }, { refresh });
  const witness = new Witness(program);
  await witness.pass(refresh + 5 * SECOND);
  witness.screens.clear();
  await program.simulator.setFaultRules(faults);
  await witness.pass(seconds * SECOND);
  return { program, witness, said: [...witness.screens].join('\n') };
}

const SLOW = /yielding: slow answers/;
const LATE = /retrieve: no complete answer within 10 s/;
const CUT = /retrieve: the answer is no valid JSON, or was cut/;

/** Faults, and what the screen says of them. */
interface Kind {
  readonly name: string;
  readonly said: RegExp;
  readonly faults: readonly FaultRuleInput[];
}

const kind = (name: string, said: RegExp, ...faults: FaultRuleInput[]): Kind => ({ name, said, faults });

const kinds: readonly Kind[] = [
  kind('latency', SLOW, { do: 'delay', milliseconds: 4000 }),
  kind('jitter', SLOW, { do: 'delay', milliseconds: 100, jitter: 6000 }),
  kind('latency beyond patience', LATE, { do: 'delay', milliseconds: 12_000 }),
  ...[400, 401, 403, 404, 429, 500, 502, 503, 504].map((status) =>
    kind(
      `${status} with JSON, HTML and empty bodies`,
      new RegExp(`retrieve: the server answered ${status}: `),
      { do: 'status', status, body: 'json', when: { share: 0.33 } },
      { do: 'status', status, body: 'html', when: { share: 0.5 } },
      { do: 'status', status, body: 'empty' },
    ),
  ),
  kind('Retry-After in seconds', /again at/, { do: 'status', status: 429, retryAfter: { seconds: 45 } }),
  kind('Retry-After as a date', /again at/, { do: 'status', status: 503, retryAfter: { seconds: 50, as: 'date' } }),
  kind('"too many queries"', /too many queries/, { do: 'status', status: 400, text: 'too many queries' }),
  kind('a 200 with a failure text', /the result is "out of luck"/, { do: 'failed-result', text: 'out of luck' }),
  kind('truncated JSON', CUT, { do: 'truncated' }),
  kind('invalid JSON', CUT, { do: 'invalid-json' }),
  kind('bodies of 20 MB', /the answer is larger than 16 MB/, { do: 'huge', when: { calls: ['retrieve'], for: 15 } }),
  kind('slow bodies', SLOW, { do: 'slow', seconds: 4 }),
  kind('bodies slower than patience', LATE, { do: 'slow', seconds: 15 }),
  kind('resets before the answer', /the connection broke/, { do: 'reset' }),
  kind('resets in the middle', /the connection broke/, { do: 'reset', at: 'middle' }),
  kind('refused connections', /nothing listens there/, { do: 'refuse', when: { for: 200 } }),
  kind('silence', LATE, { do: 'hang' }),
  kind('a clock hours behind', /the clock of the server is [67]h behind/, { do: 'clock', hours: -7 }),
  kind('a clock hours ahead', /the clock of the server is [45]h ahead/, { do: 'clock', hours: 5 }),
];

test.each(kinds)(
  'under $name the screen says what is wrong, and everybody is fresh two sweeps after',
  async ({ said, faults }) => {
    const run = await through(faults);
    await using _program = run.program;
    expect(run.said).toMatch(said);
    const { took, sweep, message } = await run.witness.recovery();
    expect(took).toBeLessThanOrEqual(2 * sweep);
    expect(message).not.toContain('trouble');
  },
);

describe.each([100, 250])('of %i users one', (users) => {
  const choke = { users: ['carol'] };
  test.each<[string, RegExp, FaultRuleInput]>([
    ['refused', /carol: retrieve: the server answered 400/, { do: 'status', status: 400, when: choke }],
    ['answered 500', /carol: retrieve: the server answered 500/, { do: 'status', status: 500, when: choke }],
    ['answered 413', /carol: retrieve: the server answered 413/, { do: 'status', status: 413, body: 'html', when: choke }],
    ['cut', /carol: retrieve: the answer is no valid JSON/, { do: 'truncated', when: choke }],
    ['hung up on', /carol: retrieve: no answer from .*the connection broke/, { do: 'reset', when: choke }],
    ['kept waiting for ever', /carol: retrieve: no complete answer/, { do: 'hang', when: choke }],
  ])('whose batches are %s is found, and the others stay fresh', async (_, said, fault) => {
    const run = await through([fault], { seconds: 200, users });
    await using program = run.program;
    expect(program.screen(160, 30)).toMatch(said);
    const { roster, planner } = program.state;
    expect(roster.failingCount).toBe(1);
    const carol = roster.indexOf('carol');
    const ages = program.simulator.world.names.map((_name, index) =>
      index === carol ? 0 : Date.now() - roster.receivedAt(index),
    );
    expect(Math.max(...ages)).toBeLessThanOrEqual(planner.period + 10 * SECOND);
    const { took, sweep } = await run.witness.recovery();
    expect(took).toBeLessThanOrEqual(2 * sweep);
  });
});

/** A fault that comes and goes, strikes some calls or all, and perhaps only those that name one of a few users. */
const passing = fc
  .record({
    rule: fc.constantFrom(...kinds.flatMap(({ faults }) => faults)).filter((rule) => rule.do !== 'huge'),
    every: fc.integer({ min: 30, max: 300 }),
    lasts: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
    share: fc.constantFrom(1, 1, 0.7, 0.3),
    culprits: fc.constantFrom<string[] | null>(null, null, null, ['carol'], ['bob', 'dave', 'erin']),
  })
  .map(({ rule, every, lasts, share, culprits }): FaultRuleInput => {
    const episodes = { every, for: every * lasts };
    if (rule.do === 'refuse') return { do: 'refuse', when: { episodes } };
    return { ...rule, when: { episodes, share, ...(culprits !== null && { users: culprits }) } };
  });

test('under a mixture of faults for ten minutes nothing breaks, and everybody is fresh two sweeps after', {
  timeout: 60_000,
}, async () => {
  const mixture = fc.record({
    faults: fc.array(passing, { minLength: 3, maxLength: 8 }),
    seed: fc.nat(),
    users: fc.constantFrom(30, 100, 250, 450),
    refresh: fc.constantFrom(5 * SECOND, 30 * SECOND),
  });
  await fc.assert(
    fc.asyncProperty(mixture, async ({ faults, ...more }) => {
      const run = await through(faults, { ...more, seconds: 600 });
      await using _program = run.program;
      const { took, sweep } = await run.witness.recovery();
      expect(took).toBeLessThanOrEqual(2 * sweep);
    }),
    { numRuns: 3, endOnFailure: true },
  );
});
