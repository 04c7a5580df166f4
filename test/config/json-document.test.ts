import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonDocument, type JsonMistake, readJson } from '../../src/config/json-document.ts';

function read(text: string): JsonDocument {
  const document = readJson(text);
  if ('mistake' in document) throw new Error(document.mistake.reason);
  return document;
}

function mistakeIn(text: string): JsonMistake {
  const document = readJson(text);
  if ('mistake' in document) return document.mistake;
  throw new Error('it is JSON');
}

describe('JSON that is right', () => {
  test('any JSON is read to the value that JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(read(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  test('a byte order mark before it is dropped', () => {
    expect(read('\uFEFF{"a":1}').value).toEqual({ a: 1 });
  });

  test('values are located by line and column, from 1', () => {
    const document = read('{\n  "token": {\n    "env": "A"\n  },\n  "users": ["a",\n "b"]\n}');
    expect(document.locate(['token', 'env'])).toEqual({ line: 3, column: 12 });
    expect(document.locate(['users', 1])).toEqual({ line: 6, column: 2 });
  });

  test('what is not there is located at its nearest enclosing part', () => {
    expect(read('{\n "users": ["a"]}').locate(['users', 7, 'x'])).toEqual({ line: 2, column: 11 });
  });

  test('fields written twice are told, at any depth, and the last is the one that counts', () => {
    const document = read('{"uid":"a",\n"token":[{"env":"A","env":"B"}],\n"uid":"b"}');
    expect(document.repeated).toEqual([
      { path: ['token', 0, 'env'], location: { line: 2, column: 21 } },
      { path: ['uid'], location: { line: 3, column: 1 } },
    ]);
    expect(document.locate(['uid'])).toEqual({ line: 3, column: 7 });
  });
});

describe('JSON that is wrong', () => {
  test.each([
    ['{"a": 1\n "b": 2}', 2, 2, "Expected ',' or '}' after property value"],
    ['{"a": 1,\n}', 2, 1, 'Expected double-quoted property name'],
    ['// c\n{}', 1, 1, "Unexpected token '/'"],
    ['{"a":\n tru}', 2, 2, "Unexpected token '}'"],
    ['{"a": 1', 1, 8, "Expected ',' or '}' after property value"],
    ['{"a":\n', 2, 1, 'Unexpected end'],
    ['', 1, 1, 'Unexpected end'],
    ['{"a": "x\ny"}', 1, 9, 'Bad control character in string literal'],
    ['{"a": 1} x', 1, 10, 'Unexpected non-whitespace character after JSON'],
  ])('%j is refused at %d:%d', (text, line, column, reason) => {
    expect(mistakeIn(text)).toMatchObject({ line, column, reason });
  });

  test('the line is shown with a caret under the column', () => {
    expect(mistakeIn('{\n\t"uid": "wzy"\n\t"users": []\n}').excerpt).toBe('     "users": []\n     ^');
  });

  test('of a long line the part around the column is shown', () => {
    const { excerpt } = mistakeIn(`{"users": [${'"ab", '.repeat(2000)} x]}`);
    const [line = '', caret = ''] = excerpt.split('\n');
    expect(line.length).toBeLessThanOrEqual(104);
    expect(line[caret.indexOf('^')]).toBe('x');
  });

  test.each([
    '{"token": "open-sesame" "uid": "a"}',
    '{"token": open-sesame}',
    "{'token': 'open-sesame'}",
    '{"token": "open-sesame}',
    '{"token":\n"open-sesame" "uid"}',
    '{"token": {\n "value": "open-sesame" 1}}',
    '{"clientSecret": "open-sesame" 1}',
    '{"note": "YWMtnjEbUopPEeybKGMmN0wpeZ" 1}',
  ])('a secret in the offending line is starred out: %j', (text) => {
    const { excerpt, reason } = mistakeIn(text);
    expect(excerpt + reason).not.toMatch(/sesame|YWMt/);
    expect(excerpt).toMatch(/\*{11}/);
  });

  test('escape sequences in the offending line do not reach the terminal', () => {
    expect(mistakeIn('{"a": \u001b[2J}').excerpt).not.toContain('\u001b');
  });
});
