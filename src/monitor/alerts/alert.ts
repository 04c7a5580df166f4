import type { Notice, State } from '../state.ts';
import { quietly, type Step } from '../step.ts';
import type { Firing } from './rule.ts';

/** Lets alerts go off that are due: each is an effect, and all of them since the last key are one notice. */
export function alert(state: State): Step {
  const fired = state.alerts.look(state);
  const latest = fired.at(-1);
  if (latest === undefined) return quietly(state);
  const { lastId } = state.alerts.log;
  const from = state.notice?.alertsFrom ?? lastId - fired.length + 1;
  return {
    state: { ...state, notice: noticeOf(latest, lastId - from, from) },
    effects: fired.map((firing) => ({ type: 'alert', firing })),
  };
}

/** For whom what went off: `alert for alice (offline): vip down`. Holds what strangers wrote. */
export function firingText({ rule, edge, record }: Firing): string {
  return `alert ${edge === 'ends' ? 'over ' : ''}for ${record.uid} (${record.status}): ${rule.name}`;
}

function noticeOf(firing: Firing, earlier: number, alertsFrom: number): Notice {
  const before = earlier === 0 ? '' : `after ${earlier === 1 ? 'another one' : `${earlier} others`}; `;
  const kind = firing.edge === 'ends' ? 'done' : 'failed';
  return { kind, text: firingText(firing), hint: `${before}A lists alerts`, alertsFrom };
}
