import { copyKey } from '../keys/describe.ts';
import { COPIES, type Copy, copyText } from '../monitor/copying.ts';
import type { Layer, State } from '../monitor/state.ts';
import { signs } from '../text/signs.ts';
import { cutLine, type Line, span } from './lines.ts';
import type { Panel } from './panels.ts';

/** What can be copied, in words. */
export const COPY_NAMES: Readonly<Record<Copy, string>> = { uid: 'name', row: 'row as JSON', curl: 'curl line' };
const LONGEST = Math.max(...Object.values(COPY_NAMES).map((name) => name.length));

/** The copy menu: one line for each thing that can be copied, with its key and how it begins. */
export function copyPanel(state: State, { index, choice }: Extract<Layer, { kind: 'copy' }>, width: number): Panel {
  const entries = COPIES.map((copy, at): Line => {
    const chosen = at === choice;
    const name = ` ${chosen ? signs.chosen : ' '} ${copyKey(copy)}  ${COPY_NAMES[copy].padEnd(LONGEST)} `;
    // A text may be long, and only its beginning can be seen.
    const text = copyText(state, index, copy).slice(0, width);
    return cutLine([span(name, chosen ? 'selected' : 'plain'), span(` ${text}`, 'dim')], width);
  });
  const title = cutLine([span(` copy of ${state.roster.record(index).uid}`, 'title')], width);
  return { lines: [title, ...entries], spare: 0, focus: choice + 1 };
}
