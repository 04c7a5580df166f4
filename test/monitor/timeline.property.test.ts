import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ChangeLog } from '../../src/monitor/change-log.ts';
import { Roster } from '../../src/monitor/roster.ts';
import { deviceTracks } from '../../src/monitor/timeline.ts';
import { presence } from '../helpers/watching.ts';

/** One question to a server: how long after the one before it is sent, how long it takes, and what two devices are then. */
const question = fc.record({
  pause: fc.nat({ max: 50 }),
  took: fc.integer({ min: 1, max: 100 }),
  ios: fc.constantFrom('0', '1', null),
  web: fc.constantFrom('0', '1', '101', null),
  leftOut: fc.boolean(),
});

/** The answers in the order of their questions; a question may leave before the answer to the one before it is complete. */
function play(questions: readonly (typeof question extends fc.Arbitrary<infer T> ? T : never)[]) {
  const roster = new Roster(['alice'], new ChangeLog());
  let sentAt = 1;
  const answers = questions.map(({ pause, took, leftOut, ...devices }, at) => {
    sentAt += pause + (questions[at - 1]?.took ?? 0);
    const there = Object.entries(devices).flatMap(([device, status]) => (status === null ? [] : [[device, status] as const]));
    const times = { sequence: at + 1, sentAt, receivedAt: sentAt + took };
    roster.observe(0, leftOut ? null : presence(there), times);
    return { ...times, leftOut, ...devices };
  });
  const observedAt = roster.receivedAt(0);
  return { answers, observedAt, tracks: deviceTracks(roster.record(0), observedAt) };
}

const questions = fc.array(question, { maxLength: 15 });

it('intervals of one device never overlap, leave no hole, and are ordered', () => {
  fc.assert(
    fc.property(questions, (asked) => {
      for (const { intervals, status } of play(asked).tracks) {
        expect(intervals[0]).toMatchObject({ value: status, ended: null });
        intervals.forEach(({ value, began, ended, least, most }, at) => {
          const older = intervals[at + 1];
          if (older !== undefined) {
            expect(older.ended).toBe(began);
            expect(older.value).not.toBe(value);
          }
          if (began !== null && ended !== null) {
            expect(began.notBefore).toBeLessThan(ended.notBefore);
            expect(began.notAfter).toBeLessThan(ended.notAfter);
          }
          expect(least).toBeGreaterThanOrEqual(0);
          if (most !== null) expect(most).toBeGreaterThanOrEqual(least);
        });
      }
    }),
  );
});

it('every answer is found in the timelines as it was', () => {
  fc.assert(
    fc.property(questions, (asked) => {
      const { answers, tracks } = play(asked);
      for (const { device, intervals, since } of tracks) {
        for (const { receivedAt, leftOut, ...said } of answers) {
          if (leftOut || receivedAt < since) continue;
          const then = intervals.find(({ began }) => began === null || began.notAfter <= receivedAt);
          // Before a device was there for the first time its timeline says nothing.
          expect(then?.value ?? null).toBe(said[device as 'ios' | 'web']);
        }
      }
    }),
  );
});
