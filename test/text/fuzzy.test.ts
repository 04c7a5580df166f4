import { describe, expect, it } from 'vitest';
import { fuzzyScore } from '../../src/text/fuzzy.ts';

describe('a text matches', () => {
  it.each([
    ['ifo', 'invert the order', false],
    ['io', 'invert the order', true],
    ['INV', 'invert', true],
    ['invert', 'INVERT THE ORDER', true],
    ['order invert', 'invert the order', true],
    ['oi', 'in order', false],
    ['inverted', 'invert', false],
    ['invert x', 'invert the order', false],
    ['rr', 'order', true],
    ['rrr', 'order', false],
    ['', 'anything', true],
    ['  ', 'anything', true],
    ['x', '', false],
    ['你', '你好', true],
  ])('%j in %j: %j', (query, text, matches) => {
    expect(fuzzyScore(query, text) !== null).toBe(matches);
  });
});

describe('of two texts that match, the better one', () => {
  it.each([
    ['has the letters in a row though the other begins with one', 'order', 'reorder', 'oxrxdxexr'],
    ['begins words with the letters', 'st', 'sort by this', 'list'],
    ['has the letters in a row', 'bet', 'alphabet', 'abxext'],
    ['begins with the letters', 'the', 'the order', 'of the order'],
    ['has fewer others between them', 'bd', 'xbxd', 'xbxxxd'],
    ['is the query itself', 'set', 'set', 'set a status'],
    ['begins a word with what the other has in its middle', 'sub', 'to subscribe', 'unsubscribe'],
    ['has its best place late', 'cat', 'c-a-b-t cat', 'cabt'],
  ])('%s', (_, query, better, worse) => {
    expect(fuzzyScore(query, worse)).not.toBeNull();
    expect(fuzzyScore(query, better)).toBeGreaterThan(fuzzyScore(query, worse) as number);
  });
});

it('a pasted page is no match, and takes no time', () => {
  expect(fuzzyScore('x'.repeat(100_000), 'xxx')).toBeNull();
});
