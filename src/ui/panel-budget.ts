import type { Proposal } from '../monitor/budget.ts';
import { interval } from '../monitor/promise.ts';
import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { wrap } from '../text/width.ts';
import { cutLine, type Line, type Style, span } from './lines.ts';
import type { Panel } from './panels.ts';

const KEPT = 'all are asked as often as promised';

/** A budget that is considered: what a sweep then costs and takes, and which promise it breaks. */
export function budgetPanel({ governor, planner }: State, proposal: Proposal, width: number): Panel {
  const { callsPerSecond, broken, end } = proposal;
  const [now, then] = [interval(proposal.present), interval(proposal.period)];
  const calls = planner.callsPerSweep === 1 ? '1 call' : `${number(planner.callsPerSweep)} calls`;
  const every = now === then ? `every ${now}, as now` : `every ${then} instead of ${now}`;
  const wrapped = (text: string, style: Style): Line[] => wrap(text, width - 2).map((part) => [span(part, style)]);
  const lines: Line[] = [
    [
      span(`Up to ${callsPerSecond} calls/s`, 'title'),
      span(callsPerSecond === governor.ceiling ? ', as now' : ` instead of ${governor.ceiling}`),
    ],
    ...wrapped(`a sweep of ${number(planner.size)} users is ${calls}: ${every}`, 'plain'),
    ...wrapped(broken ?? KEPT, broken === null ? 'good' : 'bad'),
    ...(end === null ? [] : wrapped(end, 'dim')),
    [span('+ -', 'key'), span(' go on   '), span('Enter', 'key'), span(' takes it   '), span('Esc', 'key'), span(' leaves')],
  ];
  return {
    lines: lines.map((line) => cutLine([span(' '), ...line], width)),
    spare: broken === null ? lines.length - (end === null ? 2 : 3) : null,
    focus: lines.length - 1,
  };
}
