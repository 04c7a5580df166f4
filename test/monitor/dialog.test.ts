import { describe, expect, it } from 'vitest';
import {
  callsOf,
  confirm,
  type Dialog,
  editField,
  extBytes,
  type FieldName,
  moveFocus,
  setDialog,
  subscribeDialog,
  typedIn,
  unsubscribeDialog,
} from '../../src/monitor/dialog.ts';
import { lineOf } from '../../src/monitor/line-editor.ts';
import type { UserRecord } from '../../src/monitor/roster.ts';
import { names, presence } from '../helpers/watching.ts';

const user = (uid: string, more: Partial<UserRecord> = {}): UserRecord => ({
  index: 0,
  uid,
  status: 'unknown',
  presence: null,
  absent: false,
  flags: [],
  changed: [],
  timeline: [],
  gaps: [],
  seenSince: 0,
  subscription: null,
  ...more,
});
const users = (count: number) => names(count).map((uid) => user(uid));
const seen = user('alice', { presence: presence({ ios_1: '101', web_2: '1' }, { ext: 'in a call' }) });

/** A dialog with other text in its fields. */
function filled(dialog: Dialog, texts: Partial<Record<FieldName, string>>): Dialog {
  return { ...dialog, fields: dialog.fields.map(({ name, line }) => ({ name, line: lineOf(texts[name] ?? line.text) })) };
}

describe('setting a status', () => {
  it('proposes what the first device has now', () => {
    const dialog = setDialog(seen);
    expect(dialog.fields.map(({ name }) => [name, typedIn(dialog, name)])).toEqual([
      ['resource', 'ios_1'],
      ['status', '101'],
      ['ext', 'in a call'],
    ]);
  });

  it('of a user never seen proposes online and leaves the device open', () => {
    const dialog = setDialog(user('bob'));
    expect([typedIn(dialog, 'resource'), typedIn(dialog, 'status'), typedIn(dialog, 'ext')]).toEqual(['', '1', '']);
  });

  it('asks for exactly what was typed, blanks around device and status left out', () => {
    const dialog = filled(setDialog(seen), { resource: ' web_2 ', status: ' 0 ', ext: ' away ' });
    expect(confirm(dialog, 64)).toEqual({ write: { type: 'set', uid: 'alice', resource: 'web_2', status: '0', ext: ' away ' } });
  });

  it.each<[string, Partial<Record<FieldName, string>>, FieldName]>([
    ['no device', { resource: ' ' }, 'resource'],
    ['no status', { status: '' }, 'status'],
    ['no ext', { ext: '' }, 'ext'],
  ])('with %s nothing is written', (_, texts, field) => {
    expect(confirm(filled(setDialog(seen), texts), 64)).toEqual({ field, problem: expect.any(String) });
  });

  it('ext is counted in bytes of UTF-8, not in letters', () => {
    const dialog = (ext: string) => filled(setDialog(seen), { ext });
    expect(extBytes(dialog('é你😀'))).toBe(2 + 3 + 4);
    expect(confirm(dialog('你'.repeat(21)), 64)).toHaveProperty('write');
    expect(confirm(dialog(`${'你'.repeat(21)}é`), 64)).toEqual({ field: 'ext', problem: '65 bytes, at most 64: shorten it' });
    expect(confirm(dialog(`${'你'.repeat(21)}é`), 1024)).toHaveProperty('write');
  });
});

describe('subscribing', () => {
  it.each([
    ['7d', 604_800],
    ['1d12h', 129_600],
    ['1s', 1],
    ['30d', 2_592_000],
  ])('for %s is for %i seconds', (time, seconds) => {
    expect(confirm(subscribeDialog(users(2), time), 64)).toEqual({ write: { type: 'subscribe', names: ['u1', 'u2'], seconds } });
  });

  it.each([
    ['31d', 'the server takes 1s to 30d'],
    ['0s', 'the server takes 1s to 30d'],
    ['7', 'for example "7s"'],
    ['', 'a time such as'],
    ['a week', 'a time such as'],
  ])('for %j is not possible', (time, problem) => {
    expect(confirm(subscribeDialog(users(2), time), 64)).toEqual({ field: 'time', problem: expect.stringContaining(problem) });
  });
});

describe('many users', () => {
  it('up to twenty are confirmed by Enter alone', () => {
    expect(unsubscribeDialog(users(20)).fields).toEqual([]);
    expect(confirm(unsubscribeDialog(users(20)), 64)).toEqual({ write: { type: 'unsubscribe', names: names(20) } });
  });

  it('more than twenty are confirmed by their number', () => {
    const dialog = unsubscribeDialog(users(21));
    expect(dialog.fields.map(({ name }) => name)).toEqual(['count']);
    expect(confirm(dialog, 64)).toEqual({ field: 'count', problem: expect.stringContaining('type 21') });
    expect(confirm(filled(dialog, { count: '20' }), 64)).toMatchObject({ field: 'count' });
    expect(confirm(filled(dialog, { count: ' 21 ' }), 64)).toHaveProperty('write');
  });

  it('need as many calls as a hundred names a call come to', () => {
    expect([1, 100, 101, 250].map((count) => callsOf(unsubscribeDialog(users(count))))).toEqual([1, 1, 2, 3]);
  });
});

describe('the fields', () => {
  it('are typed into one at a time, in a circle', () => {
    let dialog = setDialog(user('bob'));
    for (const direction of [1, 1, 1, -1] as const) dialog = moveFocus(dialog, direction);
    expect(dialog.focus).toBe(2);
    dialog = editField(dialog, { kind: 'insert', text: 'x' });
    expect([typedIn(dialog, 'ext'), typedIn(dialog, 'resource')]).toEqual(['x', '']);
  });

  it('a dialog without fields has nowhere to go and nothing to type into', () => {
    const dialog = unsubscribeDialog(users(1));
    expect(moveFocus(dialog, -1).focus).toBe(0);
    expect(editField(dialog, { kind: 'insert', text: 'x' }).fields).toEqual([]);
  });

  it('typing takes back what was wrong', () => {
    const dialog = { ...setDialog(user('bob')), problem: 'a device id is needed' };
    expect(editField(dialog, { kind: 'insert', text: 'x' }).problem).toBeNull();
  });
});
