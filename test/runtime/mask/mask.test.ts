import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { BOUNDS } from '../../../src/monitor/bounds.ts';
import { isMaskedText, Mask } from '../../../src/runtime/mask/mask.ts';
import { Pseudonyms } from '../../../src/runtime/mask/pseudonyms.ts';
import { nameKey } from '../../../src/text/name-key.ts';

const KEY = Buffer.alloc(32, 1);
const OTHER_KEY = Buffer.alloc(32, 2);

describe('a pseudonym', () => {
  it('is the same whenever the key is the same, and another one with another key', () => {
    const [here, later, elsewhere] = [new Mask(KEY, ['alice']), new Mask(KEY, []), new Mask(OTHER_KEY, ['alice'])];
    expect(here.user('alice')).toMatch(/^user-[0-9a-z]{8}$/);
    expect(later.user('alice')).toBe(here.user('alice'));
    expect(elsewhere.user('alice')).not.toBe(here.user('alice'));
  });

  it('is one for all spellings of a name', () => {
    const mask = new Mask(KEY, ['Alice']);
    expect(mask.user('ALICE')).toBe(mask.user('alice'));
    expect(mask.userBehind(mask.user('aLice'))).toBe('Alice');
  });

  it('stays the same for somebody known from an answer who is watched from then on', () => {
    const mask = new Mask(KEY, ['alice']);
    const bob = mask.user('bob');
    mask.keep(['Bob']);
    expect(mask.user('bob')).toBe(bob);
    expect(bob).toBe(new Mask(KEY, ['alice', 'bob']).user('bob'));
    for (let at = 0; at <= BOUNDS.masked; at++) mask.user(`stranger${at}`);
    expect(mask.userBehind(bob)).toBe('bob');
  });

  it('stands for nobody who is not known, and a real name that looks like one gets its own', () => {
    const mask = new Mask(KEY, ['alice']);
    const pseudonym = mask.user('alice');
    expect(new Mask(KEY, []).userBehind(pseudonym)).toBeUndefined();
    expect(mask.user(pseudonym)).not.toBe(pseudonym);
  });

  it('tells two names apart that UTF-8 does not', () => {
    const mask = new Mask(KEY, []);
    expect(mask.user('\ud800')).not.toBe(mask.user('\ud801'));
  });
});

test.each([
  ['ios_secret12', /^ios_[0-9a-z]{6}$/],
  ['WebIM_random_77', /^webim_[0-9a-z]{6}$/],
  ['android-9', /^android-[0-9a-z]{6}$/],
  ['ios_', /^ios_[0-9a-z]{6}$/],
  ['ios', /^ios$/],
  ['iosecret', /^device-[0-9a-z]{6}$/],
  ['alice_phone', /^device-[0-9a-z]{6}$/],
  ['名前', /^device-[0-9a-z]{6}$/],
  ['', /^$/],
])('of the device %s a platform alone is left', (id, expected) => {
  const mask = new Mask(KEY, []);
  expect(mask.device(id)).toMatch(expected);
  expect(mask.deviceBehind(mask.device(id)) ?? id).toBe(id);
});

test('a text is hidden, the same for the same text, and nothing stays nothing', () => {
  const mask = new Mask(KEY, []);
  expect(isMaskedText(mask.text('in a call with Bob'))).toBe(true);
  expect(mask.text('in a call with Bob')).not.toBe(mask.text('in a call with Eve'));
  expect(mask.textBehind(mask.text('in a call with Bob'))).toBe('in a call with Bob');
  expect(mask.text('')).toBe('');
});

test('known names give way in a text by whole words, and no word is torn', () => {
  const mask = new Mask(KEY, ['a', 'alice', 'bob.smith', 'x/y', '..']);
  const [a, alice, bob, sign, dots] = ['a', 'alice', 'bob.smith', 'x/y', '..'].map((name) => mask.user(name));
  expect(mask.words('Alice: a cat, malice, bob.smith.')).toBe(`${alice}: ${a} cat, malice, ${bob}.`);
  expect(mask.words('x/y status:offline !..  ..')).toBe(`${sign} status:offline !..  ${dots}`);
});

test('what is typed into a dialog is seen as it will be answered, whether it is real or a pseudonym', () => {
  const mask = new Mask(KEY, []);
  const [device, text] = [mask.device('ios_secret12'), mask.text('busy')];
  expect(mask.seen({ resource: 'ios_secret12', ext: 'busy' })).toEqual({ resource: device, ext: text });
  expect(mask.seen({ resource: device, ext: text })).toEqual({ resource: device, ext: text });
});

/** Pseudonyms of which every few begin with the same two digits. */
const crowded = () => {
  const digest = (key: string) => {
    const bytes = createHash('sha256').update(Buffer.from(key, 'utf16le')).digest();
    bytes[0] = (bytes[0] as number) & 3;
    bytes[1] = 0;
    return bytes;
  };
  return new Pseudonyms({ digest, digits: 2, bound: () => 1000 });
};

test('no two names that are known have the same pseudonym, and each leads back', () => {
  const names = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), {
    maxLength: 60,
    selector: nameKey,
  });
  fc.assert(
    fc.property(names, (all) => {
      const pseudonyms = crowded();
      const given = all.map((name) => pseudonyms.of(nameKey(name), name, 'user-'));
      expect(new Set(given).size).toBe(all.length);
      expect(given.map((pseudonym) => pseudonyms.behind(pseudonym))).toEqual(all);
      expect(all.map((name) => pseudonyms.of(nameKey(name), name, 'user-'))).toEqual(given);
    }),
  );
});

test('whoever is watched is never forgotten, and of others the ones wanted longest ago', () => {
  const mask = new Mask(KEY, ['alice']);
  const [alice, first, second] = ['alice', 'first', 'second'].map((name) => mask.user(name)) as [string, string, string];
  mask.user('first');
  for (let at = 1; at < BOUNDS.masked; at++) mask.user(`stranger${at}`);
  expect([alice, first, second].map((pseudonym) => mask.userBehind(pseudonym))).toEqual(['alice', 'first', undefined]);
  expect(mask.user('second')).toBe(second);
});

test('a list that grows has as many more devices known', () => {
  const mask = new Mask(KEY, []);
  const count = BOUNDS.masked + BOUNDS.maskedOfUser;
  mask.keep(Array.from({ length: count / BOUNDS.maskedOfUser }, (_, at) => `user${at}`));
  const first = mask.device('ios_0');
  for (let at = 1; at < count; at++) mask.device(`ios_${at}`);
  expect(mask.deviceBehind(first)).toBe('ios_0');
});
