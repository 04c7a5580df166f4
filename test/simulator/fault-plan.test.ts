import { expect, test } from 'vitest';
import { FaultPlan, SPARED } from '../../src/simulator/fault-plan.ts';
import { type FaultRuleInput, parseFaults } from '../../src/simulator/fault-rules.ts';
import { loadScenario } from '../../src/simulator/scenario.ts';

function planned(faults: readonly FaultRuleInput[], seed = 1) {
  let at = 5000;
  const plan = new FaultPlan(seed, () => at);
  plan.replace(parseFaults({ faults }, 'The list'));
  const moveTo = (seconds: number) => {
    at = 5000 + seconds * 1000;
  };
  return { plan, moveTo };
}

test('without rules every request is spared', () => {
  expect(planned([]).plan.judge('retrieve', ['bob'])).toEqual(SPARED);
});

test('a rule strikes the calls it names and no others', () => {
  const { plan } = planned([{ do: 'hang', when: { calls: ['set', 'token'] } }]);

  const struck = (['set', 'subscribe', 'retrieve', 'unsubscribe', 'sublist', 'token'] as const).filter(
    (call) => plan.judge(call, []).spoiledBy !== null,
  );

  expect(struck).toEqual(['set', 'token']);
});

test('a rule for users strikes every request that names one of them, in any case, and no other', () => {
  const { plan } = planned([{ do: 'status', status: 400, when: { users: ['Mallory', 'eve'] } }]);
  const struck = (...names: string[]) => plan.judge('retrieve', names).spoiledBy !== null;

  expect([struck('bob', 'mallory'), struck('EVE'), struck('bob'), struck('mallory2'), struck()]).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('a rule is in force from its beginning for its time', () => {
  const { plan, moveTo } = planned([{ do: 'hang', when: { from: 10, for: 30 } }]);

  const struck = [0, 9.9, 10, 39.9, 40].map((seconds) => {
    moveTo(seconds);
    return plan.judge('set', []).spoiledBy !== null;
  });

  expect(struck).toEqual([false, false, true, true, false]);
});

test('setting the rules again begins their time and their luck anew', () => {
  const { plan, moveTo } = planned([{ do: 'hang', when: { for: 10 } }]);
  moveTo(100);
  expect(plan.judge('set', []).spoiledBy).toBeNull();

  plan.replace(plan.report().faults);

  expect(plan.judge('set', []).spoiledBy).toMatchObject({ do: 'hang' });
});

test('a share strikes about so many, the same ones with the same seed, and others with another', () => {
  const strikes = (seed: number) => {
    const { plan } = planned([{ do: 'hang', when: { share: 0.2 } }], seed);
    return Array.from({ length: 2000 }, () => plan.judge('retrieve', []).spoiledBy !== null);
  };
  const count = strikes(3).filter(Boolean).length;

  expect(count).toBeGreaterThan(300);
  expect(count).toBeLessThan(500);
  expect(strikes(3)).toEqual(strikes(3));
  expect(strikes(3)).not.toEqual(strikes(4));
});

test('the luck of a rule does not hang on whether the rules before it apply', () => {
  const strikes = (before: FaultRuleInput) => {
    const { plan } = planned([before, { do: 'hang', when: { share: 0.5 } }]);
    return Array.from({ length: 100 }, () => plan.judge('retrieve', []).spoiledBy?.do);
  };

  expect(strikes({ do: 'delay', milliseconds: 5 })).toEqual(strikes({ do: 'delay', milliseconds: 5, when: { from: 1000 } }));
});

test('delays and clock errors add up, and the first rule that spoils the answer does', () => {
  const { plan } = planned([
    { do: 'delay', milliseconds: 100 },
    { do: 'clock', hours: 3 },
    { do: 'status', status: 502 },
    { do: 'hang' },
    { do: 'delay', milliseconds: 20 },
    { do: 'clock', hours: -1.5 },
  ]);

  expect(plan.judge('set', [])).toMatchObject({ delay: 120, clockError: 5_400_000, spoiledBy: { status: 502 } });
});

test('jitter spreads a delay over its whole width, by the seed', () => {
  const delays = (seed: number) => {
    const { plan } = planned([{ do: 'delay', milliseconds: 100, jitter: 50 }], seed);
    return Array.from({ length: 200 }, () => plan.judge('set', []).delay);
  };
  const seen = delays(1);

  expect(Math.min(...seen)).toBeGreaterThanOrEqual(100);
  expect(Math.min(...seen)).toBeLessThan(105);
  expect(Math.max(...seen)).toBeGreaterThan(145);
  expect(Math.max(...seen)).toBeLessThan(150);
  expect(delays(1)).toEqual(seen);
  expect(delays(2)).not.toEqual(seen);
});

test('the report lists the rules, their age and which of them are in force', () => {
  const { plan, moveTo } = planned([
    { do: 'hang', when: { for: 5 } },
    { do: 'truncated' },
    { do: 'slow', seconds: 1, when: { from: 9 } },
  ]);

  moveTo(2);
  expect(plan.report()).toMatchObject({
    seconds: 2,
    active: [0, 1],
    faults: [{ do: 'hang' }, { do: 'truncated' }, { do: 'slow' }],
  });
  moveTo(9);
  expect(plan.report().active).toEqual([1, 2]);
});

test('in ten minutes of the scenario "faulty" every kind of fault comes, there is quiet between, and the seed decides', () => {
  const live = (seed: number) => {
    const { plan, moveTo } = planned([], seed);
    plan.replace(loadScenario('faulty').faults);
    return Array.from({ length: 6000 }, (_, tenth) => {
      moveTo(tenth / 10);
      const { clockError, spoiledBy } = plan.judge('retrieve', ['x', 'bob']);
      return {
        refused: plan.refusal().refused,
        clockError,
        spoiled: spoiledBy && `${spoiledBy.do}${'status' in spoiledBy ? spoiledBy.status : ''}`,
      };
    });
  };
  const told = live(1);

  expect(new Set(told.map(({ spoiled }) => spoiled))).toEqual(
    new Set([
      null,
      'status500',
      'status429',
      'status503',
      'status502',
      'status504',
      'status401',
      'status403',
      'status404',
      'failed-result',
      'truncated',
      'invalid-json',
      'huge',
      'slow',
      'reset',
      'hang',
    ]),
  );
  expect(told.some(({ refused }) => refused)).toBe(true);
  expect(told.some(({ clockError }) => clockError !== 0)).toBe(true);
  expect(told.filter(({ spoiled, refused }) => spoiled === null && !refused).length).toBeGreaterThan(told.length / 3);
  expect(live(1)).toEqual(told);
  expect(live(2)).not.toEqual(told);
});
