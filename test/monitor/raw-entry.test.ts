import { describe, expect, it } from 'vitest';
import { readPresence } from '../../src/api/answers.ts';
import { attribute } from '../../src/api/attribution.ts';
import { RawBody } from '../../src/monitor/raw-entry.ts';

/** What the server wrote of a user in an answer to these names. */
function entryIn(raw: string, names: readonly string[], uid: string) {
  const body = new RawBody(raw, readPresence('retrieve', raw, names));
  const entry = body.entryOf(uid);
  expect(body.entries().get(uid) ?? { kind: 'left-out' }).toEqual(entry);
  return entry;
}

describe('the entry of a user', () => {
  const android = '{"uid":"C2", "last_time":1644466063 ,"status":{"android":"0","android":"1"}}';

  it('is the text as the server wrote it, repeated keys, blanks and numbers included', () => {
    const raw = `{"result":[{"uid":"c3","ext":"},{"},${android}]}`;
    expect(entryIn(raw, ['c2', 'c3'], 'c2')).toEqual({ kind: 'text', text: android, whole: true });
    expect(entryIn(raw, ['c2', 'c3'], 'c3')).toMatchObject({ text: '{"uid":"c3","ext":"},{"}' });
  });

  it('without a uid is that of the user whose place it has', () => {
    const nobody = '{"uid":"","ext":"mine"}';
    expect(entryIn(`{"result":[${android},${nobody}]}`, ['c2', 'c3'], 'c3')).toMatchObject({ text: nobody });
  });

  it.each([
    ['below data', `{"data":{"result":[${android}]}}`],
    ['beside a result that is null', `{"result":null,"data":{"result":[${android}]}}`],
    ['in the last of two results', `{"result":[{"uid":"x"}],"result":[${android}]}`],
    ['under an escaped name', `{"\\u0072esult":[${android}]}`],
  ])('is found where the client finds it: %s', (_, raw) => {
    expect(entryIn(raw, ['c2'], 'c2')).toMatchObject({ text: android });
  });

  it('of a user who was left out is none', () => {
    expect(entryIn(`{"result":[${android}]}`, ['c2', 'c3'], 'c3')).toEqual({ kind: 'left-out' });
  });

  it('that was cut with the answer is told as far as it was kept, and one beyond the cut not at all', () => {
    const answer = attribute([{ uid: 'a' }, { uid: 'b' }, { uid: 'c' }], ['a', 'b', 'c']);
    const body = new RawBody('{"result":[{"uid":"a"},{"uid":"b', answer);
    expect(body.entryOf('a')).toMatchObject({ text: '{"uid":"a"}', whole: true });
    expect(body.entryOf('b')).toMatchObject({ text: '{"uid":"b', whole: false });
    expect(body.entryOf('c')).toEqual({ kind: 'not-kept' });
    expect([...body.entries().values()]).toEqual(['a', 'b', 'c'].map((uid) => body.entryOf(uid)));
  });
});
