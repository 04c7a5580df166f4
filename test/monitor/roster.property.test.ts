import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ChangeLog } from '../../src/monitor/change-log.ts';
import { Roster } from '../../src/monitor/roster.ts';
import { STATUSES, userStatus } from '../../src/monitor/status.ts';
import { failureOf, names, presence } from '../helpers/watching.ts';

const USERS = 8;
const seen = fc
  .record({
    devices: fc.array(fc.tuple(fc.constantFrom('ios', 'web', 'android'), fc.constantFrom('0', '1', '101')), { maxLength: 3 }),
    ext: fc.constantFrom('', 'a', 'b'),
    lastTime: fc.option(fc.nat({ max: 5 })),
  })
  .map(({ devices, ...more }) => presence(devices, more));

/** What may happen to one user: an answer, perhaps to an older question, or a failure. */
const event = fc.record({
  index: fc.nat({ max: USERS - 1 }),
  said: fc.option(seen),
  sequence: fc.nat({ max: 30 }),
  fails: fc.boolean(),
});

function play(events: readonly { index: number; said: ReturnType<typeof presence> | null; sequence: number; fails: boolean }[]) {
  const log = new ChangeLog();
  const roster = new Roster(names(USERS), log);
  events.forEach(({ index, said, sequence, fails }, at) => {
    if (fails) roster.fail(index, failureOf('network'), at);
    else roster.observe(index, said, { sequence, sentAt: at * 10 + 1, receivedAt: at * 10 + 5 });
  });
  const records = names(USERS).map((_, index) => roster.record(index));
  return { roster, records, log };
}

it('the counts are always what counting anew would give', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const { roster, records } = play(events);
      for (const status of STATUSES) {
        expect(roster.counts[status]).toBe(records.filter((record) => record.status === status).length);
      }
      expect(roster.failingCount).toBe(records.filter(({ index }) => roster.failing(index) !== undefined).length);
    }),
  );
});

it('a user is what the answer to the newest question said, whatever order answers came in', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const { records } = play(events);
      for (const record of records) {
        const answers = events.filter(({ index, fails }) => index === record.index && !fails);
        const newest = Math.max(...answers.map(({ sequence }) => sequence));
        const last = answers.findLast(({ sequence }) => sequence === newest);
        expect(record.status).toBe(last?.said == null ? 'unknown' : userStatus(last.said.devices));
        expect(record.absent).toBe(last !== undefined && last.said === null);
        if (last?.said != null) expect(record.presence).toMatchObject({ ...last.said, expiry: null });
      }
    }),
  );
});

it('no change ends before it begins, and every change is in the list of all', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const { records, log } = play(events);
      const all = log.latest(Number.POSITIVE_INFINITY);
      for (const { timeline } of records) {
        for (const change of timeline) {
          expect(change.notBefore).toBeLessThan(change.notAfter);
          expect(change.from).not.toBe(change.to);
          expect(all).toContain(change);
        }
      }
    }),
  );
});
