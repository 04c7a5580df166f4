import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Alerts } from '../../../src/monitor/alerts/alerts.ts';
import type { AlertRule } from '../../../src/monitor/alerts/rule.ts';
import { ChangeLog } from '../../../src/monitor/change-log.ts';
import { makeFilter } from '../../../src/monitor/filter/filter.ts';
import { Roster } from '../../../src/monitor/roster.ts';
import { Subscriptions } from '../../../src/monitor/subscriptions.ts';
import { alertRule, failureOf, names, offline, online, START } from '../../helpers/watching.ts';

const SECOND = 1000;
const USERS = names(3);

/** What happens in one second: an answer about some users, calls about some that fail, or nothing; or some seconds in which nobody looks. */
type Event =
  | { readonly kind: 'answer'; readonly said: readonly ('on' | 'off' | 'left out' | null)[] }
  | { readonly kind: 'fail'; readonly users: readonly boolean[] }
  | { readonly kind: 'asleep'; readonly seconds: number }
  | { readonly kind: 'quiet' };

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      said: fc.array(fc.constantFrom('on' as const, 'off' as const, 'off' as const, 'left out' as const, null), {
        minLength: 3,
        maxLength: 3,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('fail' as const),
      users: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('asleep' as const), seconds: fc.integer({ min: 2, max: 9 }) }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'quiet' as const }) },
);

const seconds = fc.constantFrom(0, 1, 3, 7).map((count) => count * SECOND);
const rule: fc.Arbitrary<AlertRule> = fc
  .record({
    when: fc.constantFrom('status:offline', '!status:online', 'u2', 'status:unknown', 'age>4s', 'status:offline age>2s'),
    edge: fc.constantFrom('begins' as const, 'ends' as const, 'both' as const),
    holdFor: seconds,
    atMostEvery: seconds,
  })
  .map(({ when, ...more }) => alertRule(when, more));

/** What was known of a user at the end of a second. */
interface Moment {
  readonly at: number;
  readonly matches: boolean;
  /** When the latest answer came. */
  readonly answered: number;
  /** Whether the second before it was lost to failures or sleep. */
  readonly lost: boolean;
}

interface Told {
  readonly at: number;
  readonly edge: string;
  readonly from: number;
  readonly suppressed: number;
}

/** What a rule should tell of a user: its whole past is gone through anew, second by second, without anything remembered. */
function naive({ edge: wanted, holdFor, atMostEvery, terms }: AlertRule, past: readonly Moment[]): Told[] {
  const aboutAge = terms.some(({ field }) => field === 'age');
  const told: Told[] = [];
  let known = past[0]?.matches;
  let open: { readonly since: number; readonly edge: string } | null = null;
  let ripe = false;
  let suppressed = 0;
  for (const [place, moment] of past.entries()) {
    const before = past[place - 1];
    if (before !== undefined && before.matches !== moment.matches) {
      if (open !== null && ripe) suppressed++;
      const edge = moment.matches ? 'begins' : 'ends';
      const asked = wanted === 'both' ? known !== moment.matches : wanted === edge;
      open = asked ? { since: moment.at, edge } : null;
    }
    if (open === null) continue;
    const { since, edge } = open;
    const until = aboutAge ? moment.at : moment.answered;
    const within = past.filter(({ at }) => at > since && at <= until);
    const held = within.filter(({ lost }) => aboutAge || !lost).length * SECOND;
    ripe = held >= holdFor;
    // What is about users is told with an answer about them.
    if (!aboutAge && moment.answered !== moment.at) continue;
    const last = told.at(-1);
    if (!ripe || (last !== undefined && moment.at < last.at + atMostEvery)) continue;
    told.push({ at: moment.at, edge, from: since, suppressed });
    open = null;
    suppressed = 0;
    known = moment.matches;
  }
  return told;
}

it('tells of every user and rule what looking at the whole past anew tells, second by second', () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), fc.array(event, { maxLength: 60 }), (rules, events) => {
      const roster = new Roster(USERS, new ChangeLog());
      const alerts = new Alerts(rules, roster);
      const subscriptions = new Subscriptions();
      const pasts = rules.map(() => USERS.map((): Moment[] => []));
      const failing = USERS.map(() => false);
      let wall = START;
      let wokeAt = 0;
      /** One second passes, in which nobody is seen if it is lost. */
      const tick = (asleep: boolean, happens: () => void) => {
        wall += SECOND;
        const lost = failing.map((fails) => fails || asleep);
        happens();
        if (asleep) return note(lost);
        alerts.look({ roster, stamp: { wall, steady: wall - START }, stopped: null, wokeAt, subscriptions });
        note(lost);
      };
      const note = (lost: readonly boolean[]) => {
        for (const [place, { terms }] of rules.entries()) {
          for (const index of USERS.keys()) {
            const answered = roster.receivedAt(index);
            if (answered === 0) continue;
            const past = pasts[place]?.[index];
            const matches = makeFilter(terms)?.matches(roster.record(index), answered, wall) === true;
            past?.push({ at: wall, matches, answered, lost: lost[index] === true });
          }
        }
      };
      let sequence = 0;
      for (const next of events) {
        if (next.kind === 'asleep') {
          const since = wall;
          for (let second = 1; second < next.seconds; second++) tick(true, () => {});
          tick(false, () => {
            roster.noteGap(since, 'asleep', wall);
            wokeAt = wall;
          });
          // The second of waking was slept through as well.
          for (const users of pasts)
            for (const past of users) past.splice(-1, 1, ...past.slice(-1).map((last) => ({ ...last, lost: true })));
          continue;
        }
        tick(false, () => {
          sequence++;
          for (const index of USERS.keys()) {
            if (next.kind === 'fail' && next.users[index]) {
              roster.fail(index, failureOf('network'), wall);
              failing[index] = true;
            }
            const said = next.kind === 'answer' ? next.said[index] : null;
            if (said == null) continue;
            const presence = said === 'left out' ? null : said === 'on' ? online : offline;
            roster.observe(index, presence, { sequence, sentAt: wall, receivedAt: wall });
            failing[index] = false;
          }
        });
      }
      const found = rules.map((one) => USERS.map((uid) => firingsOf(alerts, one, uid)));
      // While everybody sleeps nobody can be told: what age says then is told on waking.
      const skip = events.some(({ kind }) => kind === 'asleep');
      for (const [place, one] of rules.entries()) {
        if (skip && one.terms.some(({ field }) => field === 'age')) continue;
        expect(found[place]).toEqual((pasts[place] ?? []).map((past) => naive(one, past)));
      }
    }),
    { numRuns: 400 },
  );
});

function firingsOf({ log }: Alerts, rule: AlertRule, uid: string): Told[] {
  const ids = Array.from({ length: log.lastId }, (_, place) => place + 1);
  return ids.flatMap((id) => {
    const firing = log.at(id);
    if (firing === undefined || firing.rule !== rule || firing.record.uid !== uid) return [];
    return [{ at: firing.at, edge: firing.edge, from: firing.notAfter, suppressed: firing.suppressed }];
  });
}
