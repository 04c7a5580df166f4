import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NameSource, namesInList, namesInText, watchList } from '../../src/config/watch-list.ts';

const inText = (text: string, file = 'users.txt'): NameSource => ({
  names: namesInText(text),
  locate: (line) => ({ path: 'users.file', where: { kind: 'file', path: file, line } }),
});
const inList = (...names: string[]): NameSource => ({
  names: namesInList(names),
  locate: (at) => ({ path: `users[${at}]`, where: { kind: 'flag', name: '--user' } }),
});

describe('a text with one name a line', () => {
  test('blank lines, comments, a byte order mark, CRLF and space around names are no part of names', () => {
    const text = '\uFEFFalice\r\n\r\n# the team\r\n  bob\t\n   # more\nc#3\ncarol # on call\n\n';
    expect(watchList([inText(text)]).list.names).toEqual(['alice', 'bob', 'c#3', 'carol']);
  });

  test('the last line counts without a line feed, and an empty text is an empty list', () => {
    expect(watchList([inText('a\nb')]).list.names).toEqual(['a', 'b']);
    expect(watchList([inText('')])).toEqual({ list: { names: [], duplicates: 0 }, problems: [] });
  });

  test('a bad name is told with its line', () => {
    expect(watchList([inText('alice\n\n# x\nbo\u0007b\n')]).problems).toEqual([
      {
        path: 'users.file',
        found: '"bo␇b"',
        expected: 'a user name without control characters',
        where: { kind: 'file', path: 'users.txt', line: 4 },
      },
    ]);
  });
});

describe('names', () => {
  test.each(['a/b', '名前', 'a b', '..', 'Ünïcode', '👩‍👩‍👧', "o'brien", 'a'.repeat(256)])('%j can be watched', (name) => {
    expect(watchList([inList(name)])).toEqual({ list: { names: [name], duplicates: 0 }, problems: [] });
  });

  test.each([
    ['', 'not empty'],
    ['   ', 'not empty'],
    ['a\nb', 'without control characters'],
    ['a\u0000', 'without control characters'],
    ['a\u009bb', 'without control characters'],
    ['\ud800', 'without control characters'],
    ['a'.repeat(257), 'at most 256 bytes'],
    ['名'.repeat(86), 'at most 256 bytes'],
  ])('%j is refused', (name, expected) => {
    const { list, problems } = watchList([inList('alice', name)]);
    expect(problems).toMatchObject([{ path: 'users[1]', expected: expect.stringContaining(expected) }]);
    expect(list.names).toEqual(['alice']);
  });

  test('a name that occurs again in other case is dropped and counted; its first spelling stays, across sources', () => {
    const { list } = watchList([inList('Alice', 'bob', 'ALICE'), inText('alice\ncarol\nBOB\n')]);
    expect(list).toEqual({ names: ['Alice', 'bob', 'carol'], duplicates: 3 });
  });

  test('of many bad names twenty are told, and how many more there are', () => {
    const { problems } = watchList([inList(...Array.from({ length: 50 }, () => ''))]);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)?.found).toBe('30 more such names after this one');
  });

  test('whatever names there are, each is listed once and none is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-c]{1,2}$/)), (names) => {
        const { list } = watchList([inList(...names)]);
        const folded = list.names.map((name) => name.toLowerCase());
        expect(new Set(folded)).toEqual(new Set(names.map((name) => name.toLowerCase())));
        expect(folded).toHaveLength(new Set(folded).size);
        expect(list.names.length + list.duplicates).toBe(names.length);
      }),
    );
  });

  test('a hundred thousand names are all there, in order', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `user-${index}`);
    expect(watchList([inText(names.join('\r\n'))]).list.names).toEqual(names);
  });
});
