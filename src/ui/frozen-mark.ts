import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { signs } from '../text/signs.ts';
import { coarseAge, shortTime } from '../text/time.ts';
import { type Line, span } from './lines.ts';

/** That the screen does not show the present, and which moment instead, in ever fewer words; without words when it does. */
export function frozenMarks(state: State): Line[] {
  const { frozen } = state;
  if (frozen === null) return [[]];
  const { step, at } = frozen;
  if (step !== null) return pastTexts(state, at, step).map((text) => [span(text, 'selected'), span(' ')]);
  const missed = state.log.lastId - frozen.lastChange;
  const changes = missed === 1 ? 'change' : 'changes';
  return [`FROZEN ${shortTime(at, state.stamp.wall)} ${signs.apart} +${missed} ${changes}`, `FROZEN +${missed}`].map((text) => [
    span(`${text} `, 'changed'),
  ]);
}

function pastTexts({ history, stamp }: State, at: number, step: number): string[] {
  const time = `PAST ${shortTime(at, stamp.wall)}`;
  const before = step < history.first ? 'before ' : '';
  const which = `${number(Math.max(1, step - history.first + 1))} of ${number(history.size)}`;
  return [
    `${time} ${signs.apart} ${coarseAge(stamp.wall - at)} ago ${signs.apart} ${before}step ${which}`,
    `${time} ${signs.apart} ${before}${which}`,
    time,
  ];
}
