import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { BatchOutcome } from '../../src/monitor/messages.ts';
import { undoneOf } from '../../src/monitor/write-result.ts';
import { writeNotice } from '../../src/monitor/writing.ts';
import { answerOf, failureOf, names, online, START, Watching } from '../helpers/watching.ts';

/** A monitor whose user marked everybody and confirmed to subscribe to them, or to end that. */
function bulk(count: number, layer: 'subscribe' | 'unsubscribe' = 'unsubscribe'): Watching {
  const monitor = new Watching(names(count));
  monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: names(count).map((uid) => ({ uid, expiry: null })) });
  monitor.say('mark-shown', { type: 'open', layer }, { type: 'focus', direction: -1 });
  monitor.type(String(count));
  monitor.say('confirm');
  return monitor;
}

const calls = (monitor: Watching) =>
  monitor.effects.flatMap((effect) => (effect.type === 'subscribe' || effect.type === 'unsubscribe' ? [effect] : []));
const sizes = (monitor: Watching) => calls(monitor).map((call) => call.names.length);
const marked = (monitor: Watching) => [...monitor.state.marks].map((index) => monitor.state.roster.record(index).uid);
const forbidden: Partial<BatchOutcome> = { failure: failureOf('forbidden', 'no right to'), endsAll: true };
const rejected: Partial<BatchOutcome> = { failure: failureOf('rejected', 'broken') };

describe('a write to more users than one call may name', () => {
  it('goes out call by call, each once the one before it was answered', () => {
    const monitor = bulk(250);
    expect(sizes(monitor)).toEqual([100]);
    monitor.wrote();
    expect(sizes(monitor)).toEqual([100, 100]);
    monitor.wrote([{}, {}]);
    expect(sizes(monitor)).toEqual([100, 100, 50]);
    expect(calls(monitor).flatMap((call) => call.names)).toEqual(names(250));
    expect(monitor.state.notice).toEqual({
      kind: 'done',
      text: 'unsubscribed from 250 users',
      hint: '3 calls: W shows them',
    });
  });

  it('shows what each call did at once, and says how many were made', () => {
    const monitor = bulk(250);
    expect(writeNotice(monitor.state)?.text).toBe('unsubscribing from 250 users: 0 of 3 calls …');
    monitor.wrote();
    expect(writeNotice(monitor.state)?.text).toBe('unsubscribing from 250 users: 1 of 3 calls …');
    expect([monitor.user('u100').subscription, monitor.user('u101').subscription]).toEqual([null, Number.POSITIVE_INFINITY]);
    expect(monitor.state.marks.size).toBe(150);
  });

  it('every call to subscribe reads presence as of when it leaves, not as of the first', () => {
    const monitor = bulk(150, 'subscribe');
    const [first] = calls(monitor);
    monitor.answer();
    monitor.wrote();
    const [, second] = calls(monitor);
    if (first?.type !== 'subscribe' || second?.type !== 'subscribe') throw new Error('two calls were expected');
    expect(second.sequence).toBeGreaterThan(first.sequence);
  });

  it('goes on after a failure that is about one call', () => {
    const monitor = bulk(250);
    monitor.wrote([{}, rejected, {}]);
    expect(monitor.state.notice).toEqual({
      kind: 'failed',
      text: '100 not done: W shows which; 150 of 250 unsubscribed: broken',
      hint: 'they are marked; what to do about rejected',
    });
    expect(marked(monitor)).toEqual(names(200).slice(100));
  });

  it('ends with a failure that every further call would meet: the rest is not sent, and stays marked', () => {
    const monitor = bulk(250);
    monitor.wrote([{}, forbidden]);
    expect(sizes(monitor)).toEqual([100, 100]);
    expect(monitor.state.pending).toBeNull();
    expect(monitor.state.notice).toEqual({
      kind: 'failed',
      text: '100 not done, 50 not sent: W shows which; 100 of 250 unsubscribed: no right to',
      hint: 'they are marked; what to do about forbidden',
    });
    expect(marked(monitor)).toEqual(names(250).slice(100));
  });

  it('can be stopped: the call on its way is waited for, no other leaves', () => {
    const monitor = bulk(250);
    monitor.wrote();
    monitor.say('stop-write');
    expect(monitor.state.pending?.stopped).toBe('person');
    monitor.wrote();
    expect(sizes(monitor)).toEqual([100, 100]);
    expect(monitor.state.notice).toEqual({
      kind: 'failed',
      text: '50 not sent: W shows which; 200 of 250 unsubscribed',
      hint: 'they are marked; x tries again',
    });
    expect(marked(monitor)).toEqual(names(250).slice(200));
  });

  it('waits between two calls while all calls are stopped, and goes on with them', () => {
    const monitor = bulk(250);
    monitor.say('stop');
    monitor.wrote();
    monitor.wait(60_000);
    expect(sizes(monitor)).toEqual([100]);
    expect(monitor.state.pending?.batches).toHaveLength(1);
    monitor.say('stop');
    expect(sizes(monitor)).toEqual([100, 100]);
  });

  it('that waits while all calls are stopped ends at once when the rest is given up', () => {
    const monitor = bulk(250);
    monitor.say('stop');
    monitor.wrote();
    monitor.say('stop-write');
    expect(monitor.state.pending).toBeNull();
    expect(monitor.state.lastWrite?.tally).toMatchObject({ done: names(100), notSent: names(250).slice(100) });
  });

  it('marks whoever is left anew when nobody is marked any more', () => {
    const monitor = bulk(250);
    monitor.say('cancel');
    expect(monitor.state.marks.size).toBe(0);
    monitor.wrote([{}, rejected, {}]);
    expect(marked(monitor)).toEqual(names(200).slice(100));
  });

  it('is kept, call by call, until the next one ends', () => {
    const monitor = bulk(150);
    monitor.wrote([{ sentAt: START, receivedAt: START + 212 }, rejected]);
    expect(monitor.state.lastWrite?.batches.map(({ names, latency, failure }) => [names.length, latency, failure?.code])).toEqual(
      [
        [100, 212, undefined],
        [50, null, 'rejected'],
      ],
    );
    monitor.say('cancel', { type: 'open', layer: 'unsubscribe' }, 'confirm');
    expect(monitor.state.lastWrite?.batches).toHaveLength(2);
    monitor.wrote();
    expect(monitor.state.lastWrite?.batches).toHaveLength(1);
  });
});

it('a call that is reported twice, or after the write ended, changes nothing', () => {
  const monitor = bulk(101);
  monitor.wrote([{}, {}]);
  const { state } = monitor;
  monitor.wrote();
  expect([monitor.state.marks, monitor.state.lastWrite]).toEqual([state.marks, state.lastWrite]);
});

test('whatever becomes of the calls, every name has one verdict, the marks are those not done, and nothing is sent twice', () => {
  const lost = { failure: failureOf('timeout'), unclear: true };
  const outcome = fc.oneof(
    fc.constant('done' as const),
    fc.constantFrom(rejected, forbidden, lost, { ...lost, endsAll: true }),
    fc.array(fc.nat(99), { maxLength: 5 }).map((absent) => ({ absent })),
  );
  const stopsAfter = fc.option(fc.nat(4), { nil: null });
  const held = fc.array(fc.nat(), { maxLength: 40 });
  fc.assert(
    fc.property(
      fc.integer({ min: 21, max: 420 }),
      fc.array(outcome, { minLength: 5, maxLength: 5 }),
      stopsAfter,
      held,
      (count, outcomes, stop, held) => {
        const monitor = bulk(count, 'subscribe');
        for (const [at, given] of outcomes.entries()) {
          const asked = calls(monitor).at(-1)?.names ?? [];
          if (!monitor.state.pending?.sending) break;
          if (at === stop) monitor.say('stop-write');
          const absent = given !== 'done' && 'absent' in given ? given.absent.map((place) => asked[place]) : [];
          const answer = answerOf(Object.fromEntries(asked.map((uid) => [uid, absent.includes(uid) ? null : online])));
          monitor.wrote([given === 'done' || 'absent' in given ? { answer } : given]);
        }
        monitor.wait(16_000);
        const expiry = Math.floor(START / 1000) + 7 * 86_400;
        const shown = held.map((place) => ({ uid: `u${(place % count) + 1}`, expiry }));
        monitor.say({ type: 'sublist-read', askedAt: monitor.now, subscriptions: shown });
        monitor.wait(60_000);

        expect(monitor.state.pending).toBeNull();
        const { lastWrite } = monitor.state;
        if (lastWrite === null) throw new Error('the write has not ended');
        const { done, notDone, unknown, notSent } = lastWrite.tally;
        const wrong = [...notDone, ...unknown, ...notSent];
        const inOrder = (uids: readonly string[]) => [...uids].sort();
        expect(inOrder([...done, ...wrong])).toEqual(inOrder(names(count)));
        expect(inOrder(undoneOf(lastWrite).flatMap((group) => group.names))).toEqual(inOrder(wrong));
        expect(inOrder(marked(monitor))).toEqual(inOrder(wrong));
        const sent = calls(monitor).flatMap((call) => call.names);
        expect(new Set(sent).size).toBe(sent.length);
        expect([...sent, ...notSent]).toEqual(names(count));
      },
    ),
    { numRuns: 60 },
  );
});
