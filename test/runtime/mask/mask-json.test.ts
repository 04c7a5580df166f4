import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Mask } from '../../../src/runtime/mask/mask.ts';
import { maskJson } from '../../../src/runtime/mask/mask-json.ts';
import { findIds } from '../../helpers/find-ids.ts';

const mask = new Mask(Buffer.alloc(32, 1), ['alice']);
const alice = mask.user('alice');
const ios = mask.device('ios_secret12');
const masked = (json: string) => maskJson(json, mask);

describe('an answer', () => {
  it('keeps statuses, times, blanks and order, and nothing that names anybody', () => {
    const json =
      '{ "result" : [\n {"uid":"alice","last_time":"1644501731","expiry":1645000000,"ext":"with bob","status":{"ios_secret12":"1","web":"101"}} ] }';
    expect(masked(json)).toBe(
      `{ "result" : [\n {"uid":"${alice}","last_time":"1644501731","expiry":1645000000,"ext":"${mask.text('with bob')}","status":{"${ios}":"1","web":"101"}} ] }`,
    );
  });

  it('keeps a device that is there twice twice', () => {
    expect(masked('{"result":[{"uid":"","status":{"ios_secret12":"0","ios_secret12":"1"}}]}')).toBe(
      `{"result":[{"uid":"","status":{"${ios}":"0","${ios}":"1"}}]}`,
    );
  });

  it.each([
    ['a name that is a number', '{"result":[{"uid":4711}]}', `{"result":[{"uid":"${mask.user('4711')}"}]}`],
    ['escapes', '{"result":[{"\\u0075id":"\\u0061lice"}]}', `{"result":[{"\\u0075id":"${alice}"}]}`],
    ['data.result', '{"data":{"result":[{"uid":"alice"}]}}', `{"data":{"result":[{"uid":"${alice}"}]}}`],
    [
      'devices as a list',
      '{"result":[{"status":[{"device":"ios_secret12","status":"1","at":"x"}]}]}',
      `{"result":[{"status":[{"device":"${ios}","status":"1","${mask.text('at')}":"${mask.text('x')}"}]}]}`,
    ],
    [
      'a field nobody knows',
      '{"alice":[{"uid":"bob"}]}',
      `{"${mask.text('alice')}":[{"${mask.text('uid')}":"${mask.text('bob')}"}]}`,
    ],
    ['a time that is none', '{"result":[{"last_time":"bob"}]}', `{"result":[{"last_time":"${mask.text('bob')}"}]}`],
    ['a name that is a list', '{"result":[{"uid":["bob"]}]}', `{"result":[{"uid":["${mask.text('bob')}"]}]}`],
    ['nothing', '{"result":[{"uid":null,"ext":null,"status":[]}]}', '{"result":[{"uid":null,"ext":null,"status":[]}]}'],
    ['success', '{"result":"ok"}', '{"result":"ok"}'],
  ])('%s', (_, json, expected) => {
    expect(masked(json)).toBe(expected);
  });
});

test('no text survives wherever a server puts it, and what comes out is JSON of the same shape', () => {
  const key = fc.oneof(fc.constantFrom('result', 'data', 'uid', 'ext', 'status', 'last_time', 'device'), fc.constant('telling'));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom('telling', 'telling"\\', 'te\u00adlling telling', 4711, null, true),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  }));
  const shape = (of: unknown): unknown => {
    if (Array.isArray(of)) return of.map(shape);
    return of !== null && typeof of === 'object' ? Object.values(of).map(shape) : typeof of === 'object' ? null : 0;
  };
  fc.assert(
    fc.property(value, (answer) => {
      // A status is shown as it is, whoever wrote it.
      const json = JSON.stringify(answer, (name, inner) => (name === 'status' && typeof inner === 'object' ? undefined : inner));
      if (json === undefined) return;
      const out = masked(json);
      expect(findIds(out, ['telling'])).toEqual([]);
      expect(shape(JSON.parse(out))).toEqual(shape(JSON.parse(json)));
    }),
  );
});
