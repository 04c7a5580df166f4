import type { State } from '../monitor/state.ts';
import { writeNotice } from '../monitor/writing.ts';
import { safe } from '../text/safe.ts';
import { cut, wrap } from '../text/width.ts';
import { cutLine, type Line, span } from './lines.ts';
import { NOTICE_STYLES } from './messages.ts';
import type { Panel } from './panels.ts';

/** Lines that what is said of the write may take. */
const LINES = 3;

/** Whether to leave though a write is under way; once it has ended, how. */
export function leavePanel(state: State, width: number): Panel {
  const going = writeNotice(state);
  const said = going ?? state.notice;
  const title = going === null ? 'The change has ended. Quit?' : 'Quit while a change is on its way?';
  const text =
    said === null ? [] : wrapped(safe(said.text), width - 2).map((part): Line => [span(part, NOTICE_STYLES[said.kind])]);
  const lines: Line[] = [
    [span(title, 'title')],
    ...text,
    ...(going === null ? [] : [[span('Its outcome will then not be known.')]]),
    [span('Enter', 'key'), span(going === null ? ' quits   ' : ' quits anyway   '), span('Esc', 'key'), span(' stays')],
  ];
  return { lines: lines.map((line) => cutLine([span(' '), ...line], width)), spare: null, focus: lines.length - 1 };
}

/** A column of each line is left for a wide character that does not fit any more. */
function wrapped(text: string, width: number): string[] {
  return wrap(cut(text, (width - 1) * LINES), width).slice(0, LINES);
}
