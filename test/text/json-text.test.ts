import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf, inLines, memberOf, rootOf, textOf } from '../../src/text/json-text.ts';

/** The text of a member of the whole, or of an element of the whole. */
const member = (json: string, key: string) => textIn(json, memberOf(json, rootOf(json), key));
const elementOf = (json: string, place: number) => [...elementsOf(json, rootOf(json))][place] ?? null;
const element = (json: string, place: number) => textIn(json, elementOf(json, place));
const textIn = (json: string, piece: ReturnType<typeof memberOf>) => (piece === null ? null : textOf(json, piece).text);

describe('pieces of a JSON text', () => {
  it('are told exactly as they were written, repeated keys and odd numbers included', () => {
    expect(member('{ "a" : {"x":1, "x":2.50e0,"ÿ":"\\u00ff"} , "b":[]}', 'a')).toBe('{"x":1, "x":2.50e0,"ÿ":"\\u00ff"}');
    expect(element(' [1, "two,]\\"" ,{"three":[3]}\n]', 1)).toBe('"two,]\\""');
    expect(element('[1,{"three":[3]}\n]', 1)).toBe('{"three":[3]}');
  });

  it('of a name that occurs twice are the last, as for any parser, however the name is written', () => {
    expect(member('{"a":1,"\\u0061":2,"b":3}', 'a')).toBe('2');
    expect(member('{"a":1,"a\\\\":2}', 'a')).toBe('1');
  });

  it.each([
    ['{"a":1}', 'b'],
    ['{}', 'a'],
    ['["a"]', 'a'],
    ['"a"', 'a'],
    ['', 'a'],
  ])('%s has no member %s', (json, key) => {
    expect(member(json, key)).toBeNull();
  });

  it.each([
    ['[]', 0],
    ['[1]', 1],
    ['{"a":1}', 0],
    ['', 0],
  ])('%s has no element %i', (json, place) => {
    expect(element(json, place)).toBeNull();
  });

  it('are found by whoever reads what any value was written as', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(), fc.constantFrom(0, 1, '\t'), (values, at, indent) => {
        const place = at % values.length;
        const json = JSON.stringify(values, null, indent);
        expect(JSON.parse(element(json, place) as string)).toEqual(JSON.parse(JSON.stringify(values[place])));
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (object, at) => {
        const keys = Object.keys(object);
        const key = keys[at % keys.length] as string;
        const json = JSON.stringify(object);
        expect(JSON.parse(member(json, key) as string)).toEqual(JSON.parse(json)[key]);
      }),
    );
  });

  it('of a text that was cut are not whole', () => {
    const json = '[{"a":"xyz"},{"a":"uvw"}]';
    const cut = json.slice(0, -5);
    const piece = elementOf(cut, 1);
    expect(piece && textOf(cut, piece)).toEqual({ text: '{"a":"u', whole: false });
    const first = elementOf(cut, 0);
    expect(first && textOf(cut, first)).toEqual({ text: '{"a":"xyz"}', whole: true });
    expect(elementOf(json.slice(0, 13), 1)).toBeNull();
  });

  it('never run away, whatever the text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[[\]{}",:\\ 1a]*$/), (text) => {
        const root = rootOf(text);
        for (const piece of [memberOf(text, root, 'a'), elementOf(text, 2)]) {
          if (piece !== null) expect(piece.end).toBeLessThanOrEqual(text.length);
        }
        inLines(text);
      }),
    );
  });
});

describe('a JSON text in lines', () => {
  it('has a member on each, further in the deeper it is', () => {
    expect(inLines('{"uid":"a","status":{"ios":"0","ios":"1"},"tags":[],"x":{},"ext":"b, {c"}')).toEqual([
      '{"uid":"a",',
      ' "status":{',
      '  "ios":"0",',
      '  "ios":"1"},',
      ' "tags":[],',
      ' "x":{},',
      ' "ext":"b, {c"}',
    ]);
  });

  it('loses nothing but blanks between tokens', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const lines = inLines(JSON.stringify(value, null, indent));
        expect(lines.map((line) => line.trimStart()).join('')).toBe(JSON.stringify(value));
      }),
    );
  });
});
