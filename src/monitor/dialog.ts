import { type DeviceStatus, LIMITS } from '../api/contract.ts';
import { parseDuration } from '../text/duration.ts';
import { number } from '../text/number.ts';
import { BOUNDS } from './bounds.ts';
import { type Edit, edit, type Line, lineOf } from './line-editor.ts';
import type { Write } from './messages.ts';
import type { UserRecord } from './roster.ts';

export type FieldName = 'resource' | 'status' | 'ext' | 'time' | 'count';

export interface Field {
  readonly name: FieldName;
  readonly line: Line;
}

/** Somebody a dialog is about, watched or not. */
export type DialogUser = Pick<UserRecord, 'uid' | 'presence' | 'subscription'>;

/** A question put to a person before anything is written: who is concerned, what may be typed, and what is wrong with it. */
export interface Dialog {
  readonly kind: 'set' | 'subscribe' | 'unsubscribe';
  /** The users as they were when the dialog was opened. */
  readonly users: readonly DialogUser[];
  readonly fields: readonly Field[];
  /** Place of the field being typed in. */
  readonly focus: number;
  /** Why Enter did not go through, or null. */
  readonly problem: string | null;
}

export function setDialog(user: DialogUser): Dialog {
  const device = user.presence?.devices[0];
  return dialog(
    'set',
    [user],
    [
      { name: 'resource', line: wholeLine(device?.device ?? '') },
      { name: 'status', line: wholeLine(device?.status ?? '1') },
      { name: 'ext', line: wholeLine(user.presence?.ext ?? '') },
    ],
  );
}

/** A text to go on with, or none when a line would hold a part of it only: nobody is to send that for the whole. */
function wholeLine(text: string): Line {
  return lineOf(text.length > BOUNDS.typedLine ? '' : text);
}

export function subscribeDialog(users: readonly DialogUser[], time: string): Dialog {
  return dialog('subscribe', users, [{ name: 'time', line: lineOf(time) }]);
}

export function unsubscribeDialog(users: readonly DialogUser[]): Dialog {
  return dialog('unsubscribe', users, []);
}

function dialog(kind: Dialog['kind'], users: readonly DialogUser[], fields: readonly Field[]): Dialog {
  const asked = users.length > BOUNDS.confirmByCount ? [...fields, { name: 'count', line: lineOf('') } as const] : fields;
  return { kind, users, fields: asked, focus: 0, problem: null };
}

export function moveFocus(dialog: Dialog, direction: 1 | -1): Dialog {
  const count = Math.max(1, dialog.fields.length);
  return { ...dialog, focus: (dialog.focus + direction + count) % count };
}

export function editField(dialog: Dialog, change: Edit): Dialog {
  const held = dialog.fields[dialog.focus]?.line.text ?? '';
  if (change.kind === 'insert' && held.length + change.text.length > BOUNDS.typedLine) {
    return { ...dialog, problem: `a field holds ${number(BOUNDS.typedLine)} characters: nothing was taken of what came` };
  }
  const fields = dialog.fields.map((field, at) => (at === dialog.focus ? { ...field, line: edit(field.line, change) } : field));
  return { ...dialog, fields, problem: null };
}

/** The devices a user is known to have, each once, in the order of the answer. */
export function devicesIn({ users: [user] }: Dialog): readonly DeviceStatus[] {
  const devices = user?.presence?.devices ?? [];
  return devices.filter(({ device }, at) => devices.findIndex((other) => other.device === device) === at);
}

/** The next or previous device the user is known to have, with the status it has unless another one was typed. */
export function turnDevice(dialog: Dialog, direction: 1 | -1): Dialog {
  if (dialog.kind !== 'set') return { ...dialog, problem: 'only a status belongs to a device' };
  const devices = devicesIn(dialog);
  const typed = typedIn(dialog, 'resource').trim();
  const at = devices.findIndex(({ device }) => device === typed);
  const next = devices.at(at < 0 && direction < 0 ? -1 : (at + direction) % Math.max(1, devices.length));
  if (next === undefined || next.device === typed) return { ...dialog, problem: 'no other device is known: type its id' };
  const follows = typedIn(dialog, 'status') === devices[at]?.status;
  const fields = dialog.fields.map((field) => {
    if (field.name === 'resource') return { ...field, line: wholeLine(next.device) };
    return field.name === 'status' && follows ? { ...field, line: wholeLine(next.status) } : field;
  });
  return { ...dialog, fields, problem: null };
}

/** What is typed in a field, "" when the dialog has no such field. */
export function typedIn({ fields }: Dialog, name: FieldName): string {
  return fields.find((field) => field.name === name)?.line.text ?? '';
}

/** UTF-8 bytes of the ext being typed. */
export function extBytes(dialog: Dialog): number {
  return new TextEncoder().encode(typedIn(dialog, 'ext')).length;
}

/** UTF-8 bytes of the ext a user has when it is too long for the field to begin with, else null. */
export function extLeftOut({ users: [user] }: Dialog): number | null {
  const ext = user?.presence?.ext ?? '';
  return ext.length > BOUNDS.typedLine ? new TextEncoder().encode(ext).length : null;
}

/** Calls that confirming the dialog makes. */
export function callsOf(dialog: Dialog): number {
  return Math.ceil(dialog.users.length / LIMITS.namesPerCall);
}

/** A field and what is wrong with what is typed in it. */
export interface Mistake {
  readonly field: FieldName;
  readonly problem: string;
}

/** Why Enter would be refused, told of the field being typed in before any other; null when it would not. */
export function mistakeIn(dialog: Dialog, extMaxBytes: number): Mistake | null {
  const focused = dialog.fields.slice(dialog.focus, dialog.focus + 1);
  for (const { name } of [...focused, ...dialog.fields]) {
    const problem = problemWith(dialog, name, extMaxBytes);
    if (problem !== null) return { field: name, problem };
  }
  return null;
}

function problemWith(dialog: Dialog, name: FieldName, extMaxBytes: number): string | null {
  const typed = typedIn(dialog, name).trim();
  switch (name) {
    case 'resource':
      return typed === '' ? 'a device id is needed, such as android_1 or webim_test' : null;
    case 'status':
      return typed === '' ? 'a status is needed: 1 online, 0 offline, anything else is custom' : null;
    case 'ext': {
      const bytes = extBytes(dialog);
      if (bytes === 0) return 'the server refuses an empty ext: type at least one character';
      return bytes > extMaxBytes ? `${number(bytes)} bytes, at most ${number(extMaxBytes)}: shorten it` : null;
    }
    case 'time': {
      const parsed = parseDuration(typed);
      if ('error' in parsed) return `expected ${parsed.error}`;
      const { min, max } = LIMITS.expirySeconds;
      const seconds = secondsIn(typed);
      return seconds < min || seconds > max ? `${typed} is out of bounds: the server takes 1s to 30d` : null;
    }
    case 'count': {
      const count = number(dialog.users.length);
      return [count, String(dialog.users.length)].includes(typed)
        ? null
        : `type ${count} to confirm: this concerns ${count} users`;
    }
  }
}

/** The write a dialog asks for, or the field to look at and what is wrong with it. */
export function confirm(dialog: Dialog, extMaxBytes: number): { write: WriteRequest } | Mistake {
  return mistakeIn(dialog, extMaxBytes) ?? { write: writeOf(dialog) };
}

function writeOf(dialog: Dialog): WriteRequest {
  const names = dialog.users.map(({ uid }) => uid);
  const typed = (name: FieldName) => typedIn(dialog, name);
  switch (dialog.kind) {
    case 'unsubscribe':
      return { type: 'unsubscribe', names };
    case 'subscribe':
      return { type: 'subscribe', names, seconds: secondsIn(typed('time')) };
    case 'set': {
      const [resource, status] = [typed('resource').trim(), typed('status').trim()];
      return { type: 'set', uid: names[0] as string, resource, status, ext: typed('ext') };
    }
  }
}

/** Seconds of a time; NaN when it is none. */
function secondsIn(time: string): number {
  const parsed = parseDuration(time);
  return 'error' in parsed ? Number.NaN : parsed.milliseconds / 1000;
}

/** A write before it has been given its sequence number. */
export type WriteRequest = Exclude<Write, { type: 'subscribe' }> | Omit<Extract<Write, { type: 'subscribe' }>, 'sequence'>;
