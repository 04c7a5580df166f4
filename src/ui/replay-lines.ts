import type { Replaying } from '../monitor/replaying.ts';
import { type State, shownAt } from '../monitor/state.ts';
import { lengthOfTime } from '../text/length-of-time.ts';
import { number } from '../text/number.ts';
import { signs } from '../text/signs.ts';
import { clockTime, fullTime } from '../text/time.ts';
import { type Line, type Span, span } from './lines.ts';

/** Columns that the marks in the title need, from which on they tell the day too. */
const ROOM_FOR_DAY = 60;

/** That the screen shows a recording, and which moment of it, in ever fewer words. */
export function replayMarks({ frozen, history, stamp }: State, width: number): Line[] {
  const at = frozen?.at ?? stamp.wall;
  const step = frozen?.step ?? null;
  const where = step === null ? '' : ` ${signs.apart} step ${number(step - history.first + 1)} of ${number(history.size)}`;
  const dated = [`REPLAY ${fullTime(at)}${where}`, `REPLAY ${fullTime(at)}`];
  // Which app it is matters more than the day.
  const texts = [...(width < ROOM_FOR_DAY ? [] : dated), `REPLAY ${clockTime(at)}`];
  return texts.map((text) => [span(text, step === null ? 'changed' : 'selected'), span(' ')]);
}

/** What stands at the left of the bottom line of a replay: whether it plays, how far it is, of which run, and whether all of it is there. */
export function replayFigures(state: State, replay: Replaying): { readonly first: Span; readonly more: readonly Line[] } {
  const { from, to, run, runs, damage } = replay;
  const place = `${lengthOfTime(shownAt(state) - from)} of ${lengthOfTime(to - from)}`;
  return {
    first: state.frozen === null ? phase(replay) : span('back'),
    more: [
      [span(place)],
      ...(damage === null ? [] : [[span('incomplete', 'bad')]]),
      ...(runs === 1 ? [] : [[span(`run ${number(run)} of ${number(runs)}`)]]),
    ],
  };
}

function phase({ playing, ended, speed }: Replaying): Span {
  if (playing) return span(`playing ${signs.times}${speed}`, 'good');
  return ended ? span('end', 'strong') : span('paused');
}
