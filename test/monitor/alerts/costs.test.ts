import { expect, it } from 'vitest';
import { Alerts } from '../../../src/monitor/alerts/alerts.ts';
import { BOUNDS } from '../../../src/monitor/bounds.ts';
import { ChangeLog } from '../../../src/monitor/change-log.ts';
import { Roster } from '../../../src/monitor/roster.ts';
import { Subscriptions } from '../../../src/monitor/subscriptions.ts';
import { alertRule, names, offline, online, START } from '../../helpers/watching.ts';

const RULES = ['status:offline', 'u7 ext:busy', 'status:offline age>1m'].map((when) => alertRule(when, { holdFor: 5000 }));

/** Alerts on a list that was seen once, and how often they look at a user while something is done. */
function watch(size: number) {
  let looks = 0;
  class CountingRoster extends Roster {
    override record(index: number) {
      looks++;
      return super.record(index);
    }
  }
  const roster = new CountingRoster(names(size), new ChangeLog());
  const alerts = new Alerts(RULES, roster);
  const subscriptions = new Subscriptions();
  let wall = START;
  const look = (later: number) => {
    wall += later;
    looks = 0;
    const fired = alerts.look({ roster, stamp: { wall, steady: wall - START }, stopped: null, wokeAt: 0, subscriptions });
    return { looks, fired: fired.length };
  };
  const answer = (users: number, presence = online) => {
    for (let index = 0; index < users; index++) {
      roster.observe(index, presence, { sequence: wall, sentAt: wall, receivedAt: wall });
    }
  };
  answer(size);
  look(0);
  return { look, answer };
}

it('an answer costs what the users in it cost, however many are watched', () => {
  const looks = [500, 50_000].map((size) => {
    const { look, answer } = watch(size);
    answer(100, offline);
    return look(1000).looks;
  });
  expect(looks[1]).toBe(looks[0]);
  expect(looks[0]).toBeLessThanOrEqual(200);
});

it('a tick costs nothing while time changes nothing', () => {
  const { look } = watch(50_000);
  expect(look(1000)).toEqual({ looks: 0, fired: 0 });
});

it('when time changes something for everybody at once it is spread over steps, and nobody is left out', () => {
  const size = 3 * BOUNDS.alertLooks;
  const { look, answer } = watch(size);
  answer(size, offline);
  expect(look(0).fired).toBe(0);
  const steps = [60_000, ...Array<number>(9).fill(1000)].map(look);
  for (const { looks } of steps) expect(looks).toBeLessThanOrEqual(BOUNDS.alertLooks);
  expect(steps.reduce((sum, { fired }) => sum + fired, 0)).toBe(size);
});
