import { describe, expect, it } from 'vitest';
import { attribute } from '../../src/api/attribution.ts';

const entry = (uid: unknown, device = 'web') => ({
  uid,
  last_time: '1644466063',
  ext: `of ${device}`,
  status: { [device]: '1' },
});
const deviceOf = (answer: ReturnType<typeof attribute>, name: string) => answer.users.get(name)?.devices[0]?.device;
const kinds = (answer: ReturnType<typeof attribute>) => answer.oddities.map(({ kind, uid }) => [kind, uid]);

describe('uids', () => {
  it('are matched whatever their case and order, and told as they were asked for', () => {
    const answer = attribute([entry('C3', 'c'), entry('c2', 'b')], ['C2', 'c3']);
    expect([...answer.users.keys()]).toEqual(['C2', 'c3']);
    expect([deviceOf(answer, 'C2'), deviceOf(answer, 'c3')]).toEqual(['b', 'c']);
    expect(answer.oddities).toEqual([]);
  });

  it('are told with the place of their entry, also where the place alone told whose it is', () => {
    const inOrder = attribute([entry('a'), entry(''), entry('c')], ['a', 'b', 'c']);
    expect([...inOrder.places]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);
    const turned = attribute([7, entry('C3'), entry('c2')], ['C2', 'c3', 'c4']);
    expect([...turned.places]).toEqual([
      ['C2', 2],
      ['c3', 1],
    ]);
  });

  it('may come as numbers', () => {
    expect(deviceOf(attribute([entry(42, 'x')], ['42']), '42')).toBe('x');
  });

  it('that are numbers too large to be exact belong to nobody', () => {
    const answer = attribute([entry(2 ** 53)], [String(2 ** 53)]);
    expect(answer.users.size).toBe(0);
    expect(answer.unattributed).toHaveLength(1);
    expect(kinds(answer)).toEqual([['mistyped', null]]);
  });

  it('absent from the answer are unknown, not offline', () => {
    const answer = attribute([entry('a')], ['a', 'b']);
    expect(answer.absent).toEqual(['b']);
    expect(answer.users.has('b')).toBe(false);
  });

  it('that nobody asked for are kept apart', () => {
    const answer = attribute([entry('a', 'x'), entry('z', 'y')], ['a']);
    expect(answer.unattributed).toMatchObject([{ uid: 'z', presence: { devices: [{ device: 'y' }] } }]);
    expect(kinds(answer)).toEqual([['foreign-uid', 'z']]);
  });

  it('that come twice: the first stands, the other is kept apart', () => {
    const answer = attribute([entry('a', 'first'), entry('A', 'second')], ['a']);
    expect(deviceOf(answer, 'a')).toBe('first');
    expect(answer.unattributed).toMatchObject([{ uid: 'A', presence: { devices: [{ device: 'second' }] } }]);
    expect(kinds(answer)).toEqual([['repeated-uid', 'a']]);
  });
});

describe('an empty uid', () => {
  it('is the name at its place when all others are at theirs', () => {
    const answer = attribute([entry('', 'x'), entry('c3', 'y'), entry('', 'z')], ['c2', 'c3', 'c4']);
    expect(['c2', 'c3', 'c4'].map((name) => deviceOf(answer, name))).toEqual(['x', 'y', 'z']);
    expect(kinds(answer)).toEqual([
      ['empty-uid', 'c2'],
      ['empty-uid', 'c4'],
    ]);
  });

  it('is the only name unanswered when the order is another', () => {
    const answer = attribute([entry('b', 'y'), entry('', 'x')], ['a', 'b']);
    expect(deviceOf(answer, 'a')).toBe('x');
    expect(kinds(answer)).toEqual([['empty-uid', 'a']]);
  });

  it('is nobody when two names are unanswered', () => {
    const answer = attribute([entry('b', 'y'), entry('', 'x')], ['a', 'b', 'c']);
    expect(answer.absent).toEqual(['a', 'c']);
    expect(answer.unattributed).toMatchObject([{ uid: '', presence: { devices: [{ device: 'x' }] } }]);
    expect(kinds(answer)).toEqual([['empty-uid', null]]);
  });

  it('is nobody when two are empty and the order is another', () => {
    const answer = attribute([entry(''), entry('a'), entry('')], ['a', 'b', 'c']);
    expect(answer.absent).toEqual(['b', 'c']);
    expect(answer.unattributed).toHaveLength(2);
  });

  it.each([undefined, null])('may be missing altogether (%s)', (uid) => {
    expect(attribute([{ ...entry(uid, 'x') }], ['a']).users.has('a')).toBe(true);
  });

  it.each([{}, true, ['a']])('is not the same as one of the wrong type (%j)', (uid) => {
    const answer = attribute([entry(uid)], ['a']);
    expect(answer.absent).toEqual(['a']);
    expect(answer.unattributed).toHaveLength(1);
    expect(kinds(answer)).toEqual([['mistyped', null]]);
  });
});

it.each([null, 5, 'text', [], true])('an entry that is no object (%j) spoils no other', (wrong) => {
  const answer = attribute([entry('a'), wrong, entry('', 'z')], ['a', 'b', 'c']);
  expect([...answer.users.keys()]).toEqual(['a', 'c']);
  expect(answer.absent).toEqual(['b']);
  expect(answer.oddities[0]).toEqual({ kind: 'mistyped', uid: null, detail: `entry 1: ${JSON.stringify(wrong)}` });
});
