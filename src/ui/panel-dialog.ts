import {
  callsOf,
  type Dialog,
  type DialogUser,
  devicesIn,
  extBytes,
  type FieldName,
  mistakeIn,
  typedIn,
} from '../monitor/dialog.ts';
import type { State } from '../monitor/state.ts';
import { deviceStatus, statusNote } from '../monitor/status.ts';
import { number } from '../text/number.ts';
import { signs } from '../text/signs.ts';
import { widthOf } from '../text/width.ts';
import { concernedLines, notShown } from './dialog-users.ts';
import { inputSpans } from './input.ts';
import { cutLine, type Line, span } from './lines.ts';
import type { Panel } from './panels.ts';

const LABELS: Readonly<Record<FieldName, string>> = {
  resource: 'device',
  status: 'status',
  ext: 'ext',
  time: 'for',
  count: 'type the count',
};

/** Columns a field being typed in keeps on a narrow screen. */
const LEAST_INPUT = 12;

/** A dialog: who is concerned, as far as `rows` allow, old → new, what may be typed, how many calls it takes. */
export function dialogPanel(state: State, dialog: Dialog, width: number, rows: number): Panel {
  const room = width - 1;
  const labelWidth = Math.max(...dialog.fields.map(({ name }) => LABELS[name].length));
  const fields = dialog.fields.map((field, at): Line => {
    const focused = at === dialog.focus;
    const typed = focused ? inputSpans(field.line, Math.max(LEAST_INPUT, width - 40)) : [span(field.line.text)];
    return [
      span(`${focused ? signs.chosen : ' '} ${LABELS[field.name].padEnd(labelWidth)} `, focused ? 'strong' : 'dim'),
      ...typed,
      span(aside(state, dialog, field.name), 'dim'),
    ];
  });
  const whom = whomLines(state, dialog, room, rows - fields.length - 2);
  const lines = [[span(titleIn(state, dialog, room), 'title')], ...whom, ...fields, endOf(state, dialog)];
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
  if (dialog.kind === 'set') return dialog.users.map(devicesOf).slice(0, Math.max(0, rows));
  return concernedLines(state, dialog, width, Math.max(1, rows)).map((text) => [span(text)]);
}

function devicesOf({ presence }: DialogUser): Line {
  const devices = presence?.devices ?? [];
  if (devices.length === 0) return [span('now: no device was ever seen', 'dim')];
  return [span('now: ', 'dim'), ...devices.map(({ device, status }) => span(`${device} ${word(status)}  `))];
}

/** What stands beside a field while it is typed: old value, meaning, bytes. */
function aside({ settings }: State, dialog: Dialog, name: FieldName): string {
  switch (name) {
    case 'resource': {
      const devices = devicesIn(dialog);
      const at = devices.findIndex(({ device }) => device === typedIn(dialog, 'resource').trim());
      if (at < 0) return `   a new device${devices.length === 0 ? '' : ', ctrl-n takes a known one'}`;
      return devices.length === 1 ? '' : `   ${at + 1} of ${devices.length} (ctrl-n)`;
    }
    case 'status': {
      const resource = typedIn(dialog, 'resource').trim();
      const old = devicesIn(dialog).find(({ device }) => device === resource);
      const status = typedIn(dialog, 'status').trim();
      const note = statusNote(status);
      return `   ${old === undefined ? 'none' : word(old.status)} ${signs.becomes} ${word(status)}${note === null ? '' : ` ${signs.apart} ${note}`}`;
    }
    case 'ext':
      return `   ${number(extBytes(dialog))} of ${number(settings.extMaxBytes)} bytes`;
    case 'time':
      return '   from now, 1s to 30d; subscribing again sets a new end';
    case 'count':
      return `   ${number(dialog.users.length)} users: type ${number(dialog.users.length)}`;
  }
}

/** What Enter does, or why it will be refused: loud once it was. */
function endOf({ settings }: State, dialog: Dialog): Line {
  if (dialog.problem !== null) return [span(dialog.problem, 'bad')];
  const mistake = mistakeIn(dialog, settings.extMaxBytes);
  return mistake === null ? consequence(dialog) : [span(mistake.problem)];
}

function consequence(dialog: Dialog): Line {
  const calls = callsOf(dialog);
  return [
    span('Enter', 'key'),
    span(` sends ${number(calls)} ${calls === 1 ? 'call' : 'calls'}   `),
    span('Esc', 'key'),
    span(' leaves everything as it is'),
  ];
}

/** One device's status in words. */
export function word(status: string): string {
  const kind = deviceStatus(status);
  return kind === 'custom' ? `custom ${status}` : kind;
}
