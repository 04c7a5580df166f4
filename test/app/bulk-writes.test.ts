import { expect, test } from 'vitest';
import type { State } from '../../src/monitor/state.ts';
import { undoneOf } from '../../src/monitor/write-result.ts';
import { type InProcessMonitor, startMonitor } from '../helpers/in-process-monitor.ts';

const USERS = 350;

/** A monitor of 350 users, all marked. */
async function startMarked(): Promise<InProcessMonitor> {
  const monitor = await startMonitor({ timeout: 300, simulator: { users: USERS, sublistLag: 0 } });
  await monitor.waitFor('the first answers', ({ planner, subscriptions }) => planner.sweeps > 0 && subscriptions.total !== null);
  monitor.dispatch({ type: 'mark-shown' });
  return monitor;
}

function subscribeAll({ dispatch }: InProcessMonitor): void {
  dispatch({ type: 'open', layer: 'subscribe' });
  dispatch({ type: 'focus', direction: 1 });
  dispatch({ type: 'edit', edit: { kind: 'insert', text: String(USERS) } });
  dispatch({ type: 'confirm' });
}

const ended = ({ pending, lastWrite }: State) => pending === null && lastWrite !== null;
const held = ({ simulator }: InProcessMonitor) => {
  const holds = simulator.subscriptions.heldBy('wzy', Date.now());
  return simulator.world.names.filter((uid) => holds(uid)).length;
};
/** The users of the second call, in the order of their names. */
const secondBatch = ({ state }: InProcessMonitor) => state.view.slice(100, 200).map((index) => state.roster.record(index).uid);
const marked = ({ state }: InProcessMonitor) => [...state.marks].map((index) => state.roster.record(index).uid);

test('of 350 users in four calls, those of the call that was refused stay marked, and one key tries them again', async () => {
  await using monitor = await startMarked();
  const refused = secondBatch(monitor);
  const when = { calls: ['subscribe' as const], users: refused.slice(0, 1) };
  await monitor.simulator.setFaultRules([{ do: 'status', status: 422, when }]);
  subscribeAll(monitor);
  await monitor.waitFor('the end of the write', ended);
  expect(monitor.state.notice).toMatchObject({
    kind: 'failed',
    text: expect.stringMatching(/^100 not done: W shows which; 250 of 350 subscribed: /),
    hint: expect.stringMatching(/^they are marked; /),
  });
  expect(monitor.simulator.traffic.count('subscribe')).toBe(4);
  expect(monitor.state.lastWrite?.batches.map(({ done }) => done.length)).toEqual([100, 0, 100, 50]);
  expect(marked(monitor).sort()).toEqual([...refused].sort());
  expect(held(monitor)).toBe(250);

  await monitor.simulator.setFaultRules([]);
  monitor.dispatch({ type: 'open', layer: 'subscribe' });
  monitor.dispatch({ type: 'focus', direction: 1 });
  monitor.dispatch({ type: 'edit', edit: { kind: 'insert', text: '100' } });
  monitor.dispatch({ type: 'confirm' });
  await monitor.waitFor('the end of the second write', ({ notice }) => notice?.kind === 'done');
  expect([marked(monitor), held(monitor)]).toEqual([[], USERS]);
});

test('a failure that every call would meet ends it: the rest is never sent', async () => {
  await using monitor = await startMarked();
  const when = { calls: ['subscribe' as const], users: secondBatch(monitor).slice(0, 1) };
  await monitor.simulator.setFaultRules([{ do: 'status', status: 403, when }]);
  subscribeAll(monitor);
  await monitor.waitFor('the end of the write', ended);
  expect(monitor.simulator.traffic.count('subscribe')).toBe(2);
  const { lastWrite } = monitor.state;
  expect(lastWrite && undoneOf(lastWrite).map(({ verdict, names }) => [verdict, names.length])).toEqual([
    ['not done', 100],
    ['not sent', 150],
  ]);
  expect([monitor.state.marks.size, held(monitor)]).toEqual([250, 100]);
});

test('what is stopped between two calls is not sent, and what went through is known at once', async () => {
  await using monitor = await startMarked();
  await monitor.simulator.setFaultRules([{ do: 'delay', milliseconds: 100, when: { calls: ['subscribe'] } }]);
  subscribeAll(monitor);
  await monitor.waitFor('the first call', ({ pending }) => pending?.batches.length === 1);
  expect(monitor.state.marks.size).toBe(250);
  monitor.dispatch({ type: 'stop-write' });
  await monitor.waitFor('the end of the write', ended);
  expect(monitor.state.lastWrite?.tally.notSent).toHaveLength(150);
  expect(monitor.simulator.traffic.count('subscribe')).toBe(2);
  expect(held(monitor)).toBe(200);
});
