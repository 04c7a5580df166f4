import { expect, test } from 'vitest';
import type { FaultRuleInput } from '../../src/simulator/fault-rules.ts';
import { ask, calls, dealtWith, simulate } from '../helpers/simulator-calls.ts';
import { HandTime } from '../helpers/simulator-time.ts';

const rules: readonly FaultRuleInput[] = [
  { do: 'delay', milliseconds: 60_000 },
  { do: 'clock', hours: 9 },
  { do: 'status', status: 503, body: 'html' },
  { do: 'failed-result' },
  { do: 'truncated' },
  { do: 'invalid-json' },
  { do: 'huge' },
  { do: 'slow', seconds: 60 },
  { do: 'reset' },
  { do: 'reset', at: 'middle' },
  { do: 'hang' },
];

test.each(rules)('when the client gives up on %j, the server answers as ever and no timer is left', async (rule) => {
  const time = new HandTime();
  const simulator = await simulate({ ...time.options, faults: [rule] });
  const giveUp = new AbortController();

  const struck = ask(simulator, { path: '/users/wzy/presence', body: { usernames: ['bob'] }, signal: giveUp.signal }).catch(
    () => {},
  );
  await dealtWith(simulator, 1);
  giveUp.abort();
  await struck;
  await time.untilSet(0);

  await simulator.setFaultRules([]);
  expect((await calls.retrieve(simulator, ['bob'])).json).toMatchObject({ result: [{ uid: 'bob' }] });
  expect(time.waits).toEqual([]);
});

test.each(rules)('in the middle of %j the server closes at once and leaves no timer', async (rule) => {
  const time = new HandTime();
  const simulator = await simulate({ ...time.options, faults: [rule] });
  const struck = Array.from({ length: 5 }, () => calls.retrieve(simulator, ['bob']).catch(() => {}));
  await dealtWith(simulator, 5);

  await simulator.close();

  await Promise.all(struck);
  await time.untilSet(0);
});

test('a body too large for any string is sent piece by piece, and a client that leaves in the middle of it holds up nobody', async () => {
  const simulator = await simulate({ faults: [{ do: 'huge', bytes: 1e9, when: { calls: ['retrieve'] } }] });
  const giveUp = new AbortController();
  let pieces = 0;

  const unread = ask(simulator, {
    path: '/users/wzy/presence',
    body: { usernames: ['bob'] },
    signal: giveUp.signal,
    hear: () => void (++pieces === 3 && giveUp.abort()),
  });

  await expect(unread).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect((await calls.sublist(simulator)).status).toBe(200);
});
