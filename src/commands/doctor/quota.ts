import { LIMITS } from '../../api/contract.ts';
import type { Config } from '../../config/schema.ts';
import { type Forecast, forecast } from '../../monitor/forecast.ts';
import { brokenPromise, interval, type Plan } from '../../monitor/promise.ts';
import { formatDuration } from '../../text/duration.ts';
import { number } from '../../text/number.ts';
import { type Finding, note, ok, skipped } from './finding.ts';

const SECONDS_A_DAY = 86_400;

/** What keeping the promises of a watch list costs, and what of them cannot be kept. */
export function lookAtQuota(plan: Plan): Finding {
  const reckoned = forecast(plan);
  if (reckoned === null) return skipped('quota', 'nobody is watched');
  const { lanes, callsPerSweep, needed, rate } = reckoned;
  const share = (100 * rate) / LIMITS.callsPerSecond;
  const perDay = Math.ceil(rate * SECONDS_A_DAY);
  const broken = brokenPromise(plan);
  const found = [
    `${count(plan.users.length, 'user')}, ${count(callsPerSweep, 'call')} a sweep`,
    `${figure(needed)} calls/s needed of ${plan.callsPerSecond} allowed`,
    `about ${number(perDay)} calls a day, ${figure(share)}% of the documented ${LIMITS.callsPerSecond}/s`,
  ].join('; ');
  const facts = {
    users: plan.users.length,
    callsPerSweep,
    callsPerSecondNeeded: needed,
    callsPerSecondAllowed: plan.callsPerSecond,
    callsPerSecondMade: rate,
    callsPerDay: perDay,
    documentedCallsPerSecond: LIMITS.callsPerSecond,
    broken,
    groups: lanes.map(({ name, size, refresh, alone, period, kept }) => ({
      name,
      users: size,
      refresh,
      callsPerSecond: alone,
      period,
      kept,
    })),
  };
  const more = { facts, details: details(reckoned) };
  if (broken === null) return ok('quota', found, more);
  const hint = `${broken}. Raise callsPerSecond if production can spare it, or lengthen refresh.`;
  return note('quota', found, hint, more);
}

/** One row a promise, where there are several. */
function details({ lanes }: Forecast): Finding['details'] {
  if (lanes.length < 2) return [];
  return lanes.map(({ name, size, refresh, alone, period, kept }) => {
    const comes = kept ? '' : `, gets every ${interval(period)}`;
    return [name ?? 'the others', `${count(size, 'user')} every ${interval(refresh)}: ${figure(alone)} calls/s${comes}`];
  });
}

/** What keeping everybody subscribed costs. Nothing does that by itself. */
export function lookAtSubscription(users: readonly string[], { for: time }: Config['subscription']): Finding {
  const calls = Math.ceil(users.length / LIMITS.namesPerCall);
  const most = LIMITS.subscriptionsPerUser;
  const facts = { users: users.length, calls, every: time, most };
  if (users.length === 0) return skipped('subscription', 'nobody is watched');
  const found = `everybody subscribed to takes ${count(calls, 'call')} every ${formatDuration(time)}, and ${number(users.length)} of ${number(most)} subscriptions`;
  if (users.length <= most) return ok('subscription', found, { facts });
  return note('subscription', found, `One user can hold ${number(most)}: subscribe to fewer, or as several users.`, { facts });
}

function count(many: number, what: string): string {
  return `${number(many)} ${what}${many === 1 ? '' : 's'}`;
}

/** At most two figures after the point, rounded up: it must not look like less. */
function figure(value: number): string {
  return String(Math.ceil(value * 100 - 1e-6) / 100);
}
