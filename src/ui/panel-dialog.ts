import { BOUNDS } from '../monitor/bounds.ts';
import { callsOf, type Dialog, type DialogUser, mistakeIn } from '../monitor/dialog.ts';
import type { State } from '../monitor/state.ts';
import { number } from '../text/number.ts';
import { widthOf } from '../text/width.ts';
import { deviceWord } from './device-word.ts';
import { fieldLines } from './dialog-fields.ts';
import { concernedLines, notShown } from './dialog-users.ts';
import { flow, type Words } from './flow.ts';
import { cutLine, type Line, lineWidth, span } from './lines.ts';
import type { Panel } from './panels.ts';

/** A dialog: who is concerned, as far as `rows` allow, old → new, what may be typed, how many calls it takes. */
export function dialogPanel(state: State, dialog: Dialog, width: number, rows: number): Panel {
  const room = width - 1;
  const fields = fieldLines(state, dialog, room);
  const whom = whomLines(state, dialog, room, rows - fields.length - 2);
  const lines = [[span(titleIn(state, dialog, room), 'title')], ...whom, ...fields, endOf(state, dialog, room)];
  return {
    lines: lines.map((line) => cutLine([span(' '), ...line], width)),
    spare: null,
    focus: 1 + whom.length + dialog.focus,
  };
}

/** What a dialog is about. */
export function title({ kind, users }: Dialog): string {
  const one = users.length === 1 ? (users[0]?.uid ?? '') : `${number(users.length)} users`;
  return { set: `Set the status of ${one}`, subscribe: `Subscribe to ${one}`, unsubscribe: `Unsubscribe from ${one}` }[kind];
}

/** The title with how many of the users the table does not show, in as many words as fit. */
function titleIn(state: State, dialog: Dialog, width: number): string {
  const about = title(dialog);
  const hidden = notShown(state, dialog);
  const wordings = hidden.map((text) => `${about}, ${text}`);
  if (wordings.length === 0) return about;
  return wordings.find((text) => widthOf(text) <= width) ?? `${about.replace(/ users$/, '')}, ${hidden.at(-1)}`;
}

function whomLines(state: State, dialog: Dialog, width: number, rows: number): Line[] {
  if (dialog.kind === 'set') return rows < 1 ? [] : dialog.users.flatMap((user) => deviceLines(user, width, rows));
  return concernedLines(state, dialog, width, Math.max(1, rows)).map((text) => [span(text)]);
}

/** The devices of a user as they are, as many as fit into the rows; the others are counted. */
function deviceLines({ presence }: DialogUser, width: number, rows: number): Line[] {
  const devices = presence?.devices ?? [];
  if (devices.length === 0) return [[span('now: no device was ever seen', 'dim')]];
  const told = (count: number) => {
    const named = devices.slice(0, count).map(({ device, status }): Words => [`${device} ${deviceWord(status)}`]);
    const more: Words[] = count < devices.length ? [[`and ${number(devices.length - count)} more`]] : [];
    return flow([span('now: ', 'dim')], [...named, ...more], width);
  };
  let count = Math.min(devices.length, BOUNDS.namesInDialog);
  while (count > 1 && told(count).length > rows) count--;
  return told(count).slice(0, rows);
}

/** What Enter does, or why it will be refused: loud once it was. */
function endOf({ settings }: State, dialog: Dialog, width: number): Line {
  if (dialog.problem !== null) return [span(dialog.problem, 'bad')];
  const mistake = mistakeIn(dialog, settings.extMaxBytes);
  return mistake === null ? consequence(dialog, width) : [span(mistake.problem)];
}

function consequence(dialog: Dialog, width: number): Line {
  const calls = callsOf(dialog);
  const sent = [span('Enter', 'key'), span(` sends ${number(calls)} ${calls === 1 ? 'call' : 'calls'}   `), span('Esc', 'key')];
  const whole = [...sent, span(' leaves everything as it is')];
  return lineWidth(whole) <= width ? whole : [...sent, span(' sends none')];
}
