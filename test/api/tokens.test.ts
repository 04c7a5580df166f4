import { describe, expect, it } from 'vitest';
import { localFailure } from '../../src/api/errors.ts';
import { envToken, type TokenSource, withToken } from '../../src/api/tokens.ts';
import { failureOf } from './client-under-test.ts';

describe('a token in the environment', () => {
  it('is taken without the blanks around it', async () => {
    const source = envToken('CHAT_TOKEN', { CHAT_TOKEN: ' YWMt1\n' });
    expect(source.name).toBe('environment variable CHAT_TOKEN');
    expect(await source.get()).toBe('YWMt1');
    expect(await source.renew('YWMt1')).toBe('YWMt1');
  });

  it.each(['Bearer YWMt1', 'YW\u0007Mt1', 'YWMt1\r\nX-Evil: 1', 'YWMté'])('cannot be %j, and is not told', async (token) => {
    const failure = await failureOf(envToken('T', { T: token }).get());
    expect(failure.code).toBe('no-token');
    expect(JSON.stringify(failure)).not.toContain('YW');
  });
});

describe('after a 401', () => {
  const unauthorized = () => localFailure('unauthorized', 'set', 'no', 'general advice');
  const source = { name: 'test', get: async () => 'old', renew: async (rejected: string) => `after-${rejected}` };

  /** A call that is refused with every token but one; the tokens it was made with. */
  function callTaking(taken: string | null) {
    const used: string[] = [];
    const call = async (token: string) => {
      used.push(token);
      if (token !== taken) throw unauthorized();
      return 'done';
    };
    return { used, call };
  }

  it('the call is made once more with the renewed token', async () => {
    const { used, call } = callTaking('after-old');
    expect(await withToken(source, call)).toBe('done');
    expect(used).toEqual(['old', 'after-old']);
  });

  it('and not a third time', async () => {
    const { used, call } = callTaking(null);
    expect(await failureOf(withToken(source, call))).toMatchObject({ code: 'unauthorized' });
    expect(used).toEqual(['old', 'after-old']);
  });

  it('nor a second time when there is no other token', async () => {
    const { used, call } = callTaking(null);
    const same: TokenSource = { ...source, renew: async (rejected) => rejected };
    expect(await failureOf(withToken(same, call))).toMatchObject({ code: 'unauthorized', hint: 'general advice' });
    expect(used).toEqual(['old']);
  });

  it('a renewal that fails is what is told', async () => {
    const renew = async () => {
      throw localFailure('network', 'token', 'token: no answer', '');
    };
    expect(await failureOf(withToken({ ...source, renew }, callTaking(null).call))).toMatchObject({
      message: 'token: no answer',
    });
  });

  it('a source that made the token itself knows better what to do', async () => {
    for (const renew of [source.renew, async (rejected: string) => rejected]) {
      const made = { ...source, renew, refusedHint: 'Check the certificate.' };
      expect((await failureOf(withToken(made, callTaking(null).call))).hint).toBe('Check the certificate.');
    }
  });

  it('other failures renew nothing', async () => {
    let calls = 0;
    const call = async () => {
      calls++;
      throw localFailure('forbidden', 'set', 'no', '');
    };
    expect(await failureOf(withToken(source, call))).toMatchObject({ code: 'forbidden' });
    expect(calls).toBe(1);
  });
});
