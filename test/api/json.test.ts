import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { member, members, parseJson } from '../../src/api/json.ts';

/** What `JSON.parse` would have made of it: repeated keys dropped, exact objects made plain. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  const fields = members(value);
  return fields === null ? value : Object.fromEntries(fields.map(([key, inner]) => [key, plain(inner)]));
}

describe('repeated keys', () => {
  it('all survive, in order', () => {
    const status = member(parseJson('{"status":{"android":"0","ios":"1","android":"1"}}'), 'status');
    expect(members(status)).toEqual([
      ['android', '0'],
      ['ios', '1'],
      ['android', '1'],
    ]);
  });

  it('are the same key however they are escaped', () => {
    expect(members(parseJson('{"ab":1,"\\u0061b":2}'))).toEqual([
      ['ab', 1],
      ['ab', 2],
    ]);
  });

  it('are found however deep, and read as JSON.parse reads them when asked for one', () => {
    const parsed = parseJson('[{"x":[{"k":1,"k":2}]}]') as unknown[];
    const inner = member(parsed[0], 'x') as unknown[];
    expect(members(inner[0])).toHaveLength(2);
    expect(member(inner[0], 'k')).toBe(2);
  });

  it('are not mistaken for text that looks like one', () => {
    const text = '{"a":"\\"a\\":","b":"\\\\","c":["a","a"]}';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });
});

describe('keys', () => {
  it('that are numbers keep their place', () => {
    expect(members(parseJson('{"b":"1","10":"0","2":"1"}'))?.map(([key]) => key)).toEqual(['b', '10', '2']);
  });

  it.each(['{"__proto__":{"polluted":1}}', '{"__proto__":{"polluted":1},"__proto__":2,"constructor":3}'])(
    'such as __proto__ are keys like others: %s',
    (text) => {
      const parsed = parseJson(text);
      expect(members(parsed)?.[0]?.[0]).toBe('__proto__');
      expect(member(parsed, 'polluted')).toBeUndefined();
      expect(Object.getPrototypeOf(Object(members(parsed)?.[0]?.[1]))).not.toHaveProperty('polluted');
    },
  );

  it('that an object inherits are not its members', () => {
    expect(member(parseJson('{}'), 'constructor')).toBeUndefined();
    expect(member('text', 'length')).toBeUndefined();
  });
});

describe('any JSON', () => {
  const value = fc.json({ maxDepth: 5 });

  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(value, (text) => {
        expect(plain(parseJson(text))).toEqual(plain(JSON.parse(text)));
      }),
    );
  });

  it('is read the same by way of the exact reader', () => {
    fc.assert(
      fc.property(value, (text) => {
        const [first, second] = (members(parseJson(`{"k":0,"k":${text}}`)) ?? []).map(([, inner]) => inner);
        expect(first).toBe(0);
        expect(plain(second)).toEqual(plain(JSON.parse(text)));
      }),
    );
  });

  it('keeps every member of every object', () => {
    const pairs = fc.array(fc.tuple(fc.oneof(fc.constantFrom('a', 'b', '1', '__proto__', '"', '\\'), fc.string()), fc.string()));
    fc.assert(
      fc.property(pairs, (list) => {
        const text = `{${list.map(([key, inner]) => `${JSON.stringify(key)} : ${JSON.stringify(inner)}`).join(',\n')}}`;
        expect(members(parseJson(text))).toEqual(list);
      }),
    );
  });
});

describe('bounds', () => {
  it.each([
    ['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects with repeated keys', '{"a":1,"a":'.repeat(1000) + 1 + '}'.repeat(1000)],
  ])('%s nested too deeply throw, they do not crash', (_, text) => {
    expect(() => parseJson(text)).toThrow(RangeError);
  });

  it.each(['', '{', '{"a":}', '<html>', 'undefined'])('%s is no JSON', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it('a megabyte of text is read, also beside repeated keys', () => {
    const ext = '\\"é\\\\'.repeat(150_000);
    const parsed = parseJson(`{"ext":"${ext}","k":1,"k":2}`);
    expect(member(parsed, 'ext')).toBe(JSON.parse(`"${ext}"`));
  });
});
