import { describe, expect, it } from 'vitest';
import { readOk, readPresence, readSublistPage } from '../../src/api/answers.ts';
import { thrownBy } from './client-under-test.ts';

const body = (value: unknown) => JSON.stringify(value);

describe('set and unsubscribe', () => {
  it.each([{ result: 'ok' }, { result: ' OK\n' }, { data: { result: 'ok' } }, { result: 'ok', duration: 3 }])(
    '%j is ok',
    (answer) => {
      expect(readOk('set', body(answer))).toBe('ok');
    },
  );

  it('a failure in a 200 is a failure', async () => {
    expect(await thrownBy(() => readOk('set', body({ result: 'ext is too big ' })))).toMatchObject({
      code: 'failed-result',
      status: 200,
      call: 'set',
      message: 'set: the server answered 200, but the result is "ext is too big"',
    });
  });

  it('so is a stated error without a result', async () => {
    const answer = body({ error: 'unauthorized', error_description: 'no' });
    expect(await thrownBy(() => readOk('unsubscribe', answer))).toMatchObject({
      code: 'failed-result',
      message: expect.stringContaining('"no"'),
    });
  });

  it.each([{}, { result: true }, { result: [] }, { result: { ok: 1 } }, { result: null }])('%j is unreadable', async (answer) => {
    expect(await thrownBy(() => readOk('set', body(answer)))).toMatchObject({ code: 'unreadable' });
  });
});

describe('subscribe and retrieve', () => {
  it('the answer of the vendor documentation is read in full', () => {
    const text =
      '{"result":[{"uid":"","last_time":"1644466063","expiry":"1645500371","ext":"123","status":{"android":"1","android_6b":"0"}},' +
      '{"uid":"c3","last_time":"1645183991","expiry":"1645500371","ext":"","status":{"android":"0","android_6b":"0"}}]}';
    const answer = readPresence('subscribe', text, ['c2', 'c3']);
    expect(answer.users.get('c2')).toEqual({
      devices: [
        { device: 'android', status: '1' },
        { device: 'android_6b', status: '0' },
      ],
      ext: '123',
      lastTime: 1644466063,
      expiry: 1645500371,
    });
    expect(answer.users.has('c3')).toBe(true);
    expect(answer.oddities.map(({ kind }) => kind)).toEqual(['empty-uid']);
  });

  it('a list in data.result is read', () => {
    expect(readPresence('retrieve', body({ data: { result: [{ uid: 'a' }] } }), ['a']).users.has('a')).toBe(true);
  });

  it('a failure in a 200 is a failure', async () => {
    expect(await thrownBy(() => readPresence('retrieve', body({ result: 'too many get presences' }), ['a']))).toMatchObject({
      code: 'failed-result',
    });
  });

  it.each([{}, { result: 'ok' }, { result: {} }, { result: 5 }, { result: null }, { result: '' }])(
    '%j is unreadable',
    async (answer) => {
      expect(await thrownBy(() => readPresence('retrieve', body(answer), ['a']))).toMatchObject({ code: 'unreadable' });
    },
  );
});

describe('sublist', () => {
  it.each(['2', 2, ' 2 '])('the total may be %j', (totalnum) => {
    const page = readSublistPage(body({ result: { totalnum, sublist: [{ uid: 'a', expiry: '1645822322' }, { uid: 7 }] } }));
    expect(page).toEqual({
      total: 2,
      entries: 2,
      subscriptions: [
        { uid: 'a', expiry: 1645822322 },
        { uid: '7', expiry: null },
      ],
    });
  });

  it.each([undefined, null, 'many', -1, 1.5, {}])('a total of %j says nothing', (totalnum) => {
    expect(readSublistPage(body({ result: { totalnum, sublist: [] } })).total).toBeNull();
  });

  it('an entry that cannot be read is counted and spoils no other', () => {
    const page = readSublistPage(body({ result: { totalnum: 4, sublist: [null, 5, { uid: '' }, { uid: 'a', expiry: {} }] } }));
    expect(page).toMatchObject({ entries: 4, subscriptions: [{ uid: 'a', expiry: null }] });
  });

  it('a failure in a 200 is a failure', async () => {
    expect(await thrownBy(() => readSublistPage(body({ result: 'nope' })))).toMatchObject({ code: 'failed-result' });
  });

  it.each([{ result: {} }, { result: [] }, { result: { sublist: {} } }])('%j is unreadable', async (answer) => {
    expect(await thrownBy(() => readSublistPage(body(answer)))).toMatchObject({ code: 'unreadable' });
  });
});
