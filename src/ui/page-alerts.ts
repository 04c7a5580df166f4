import type { Firing } from '../monitor/alerts/rule.ts';
import { BOUNDS } from '../monitor/bounds.ts';
import { type ListLayer, listOf } from '../monitor/list-page.ts';
import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { clockTime, inLargestUnit } from '../text/time.ts';
import { cut } from '../text/width.ts';
import { flow, type Words } from './flow.ts';
import { type Line, span } from './lines.ts';
import type { ListPage } from './list-page.ts';
import { bound } from './page-changes.ts';
import { NOT_FROZEN } from './page-errors.ts';

const NO_RULES = 'there are no rules: say in "alerts" of the configuration what is to be told when it happens';

/** Columns of a name, of a user or a rule, and of a program. */
const NAME = 40;
const PROGRAM = 24;

/** Every alert that went off and is kept, newest first: when, for whom, by which rule, and between which times it came about. */
export function alertsPage(state: State, layer: Extract<ListLayer, { kind: 'alerts' }>, width: number): ListPage {
  const { log, size: rules } = state.alerts;
  const list = listOf(state, layer);
  const count = list.size === 0 ? 'alerts' : `${number(list.size)} ${list.size === 1 ? 'alert' : 'alerts'}`;
  const watching = `${number(rules)} ${rules === 1 ? 'rule' : 'rules'}`;
  const asOf = state.frozen === null ? '' : NOT_FROZEN;
  const newest = `${count} so far, newest first`;
  const ordered = list.size === 0 ? [] : [...(state.replay === null ? [`${newest}, by ${watching}`] : []), newest];
  return {
    titles: [...ordered, `${count} so far`].map((title) => title + asOf),
    notes: [],
    list,
    cursor: layer.cursor,
    entry(position) {
      const firing = log.at(Number(list.keyAt(position)));
      return firing === undefined ? [[]] : entryLines(firing, width - 1);
    },
    empty:
      rules === 0 && state.replay === null
        ? flow([span(' ')], [[NO_RULES]], width)
        : [[span(' no alert went off so far', 'good')]],
    end: [span(` ${bound(log.firstId > 1, BOUNDS.alerts)}`, 'dim')],
  };
}

/** `14:03:15  alice (offline): vip down`, and below it how that came about. */
function entryLines(firing: Firing, width: number): readonly Line[] {
  const { at, rule, edge, record } = firing;
  return [
    [
      span(`${clockTime(at)}  `, 'dim'),
      span(`${cut(safe(record.uid), NAME)} `, 'strong'),
      span(`(${record.status})`, record.status),
      span(edge === 'ends' ? ', over: ' : ': ', 'strong'),
      span(cut(safe(rule.name), NAME), edge === 'ends' ? 'good' : 'bad'),
    ],
    ...flow([span('  ')], details(firing), width),
  ];
}

function details({ rule: { action }, notBefore, notAfter, gap, unobserved, suppressed }: Firing): Words[] {
  const fell =
    notBefore === notAfter ? clockTime(notAfter) : `between ${clockTime(notBefore)}${signs.until}${clockTime(notAfter)}`;
  const done =
    typeof action === 'string' ? action : ['run', ...action.run.slice(0, 1).map((name) => cut(safe(name), PROGRAM))].join(' ');
  return [
    [`came ${fell}`, 'dim'],
    ...(gap === null ? [] : [['not observed in between', 'unknown'] as const]),
    ...(unobserved < 1000 ? [] : [[`${inLargestUnit(unobserved)} since then not observed`, 'unknown'] as const]),
    ...(suppressed === 0 ? [] : [[`${number(suppressed)} more since the one before`] as const]),
    [done, 'dim'],
  ];
}
