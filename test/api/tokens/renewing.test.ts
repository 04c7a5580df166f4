import { describe, expect, it } from 'vitest';
import { localFailure } from '../../../src/api/errors.ts';
import type { Made, TokenTrouble } from '../../../src/api/tokens/renewal.ts';
import { type Maker, renewing } from '../../../src/api/tokens/renewing.ts';
import { failureOf } from '../client-under-test.ts';

const HOUR = 3_600_000;
const trouble = () => localFailure('network', 'token', 'token: no answer', 'Check the network.');

/** A maker whose renewals are answered by the test, in order, and a clock that the test moves. */
function underTest({ lifetime = 24 * HOUR, ...rest }: Partial<Maker> & { lifetime?: number | null } = {}) {
  const asked: PromiseWithResolvers<Made>[] = [];
  let now = 0;
  const make = () => {
    const answer = Promise.withResolvers<Made>();
    asked.push(answer);
    return answer.promise;
  };
  const source = renewing({ name: 'the test', longestPause: 600_000, make, ...rest }, { now: () => now, random: () => 0 });
  const told: (TokenTrouble | null)[] = [];
  source.onTrouble?.((trouble) => told.push(trouble));
  return {
    source,
    told,
    asked,
    answer: (token: string) => asked.at(-1)?.resolve({ token, lifetime }),
    fail: () => asked.at(-1)?.reject(trouble()),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    /** Asks for the first token and answers it. */
    async first(token = 'first') {
      const got = source.get();
      asked.at(-1)?.resolve({ token, lifetime });
      expect(await got).toBe(token);
    },
  };
}

/** Lets whatever was settled be seen by those who wait for it. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a token', () => {
  it('is made once and kept', async () => {
    const { source, asked, first } = underTest();
    await first();
    expect(await source.get()).toBe('first');
    expect(asked).toHaveLength(1);
  });

  it('is made once for all calls that wait for it', async () => {
    const { source, asked, answer } = underTest();
    const waiting = [source.get(), source.get(), source.get()];
    answer('first');
    expect(await Promise.all(waiting)).toEqual(['first', 'first', 'first']);
    expect(asked).toHaveLength(1);
  });

  it('that cannot stand in a header is refused and not told', async () => {
    const { source, answer } = underTest();
    const got = source.get();
    answer('a\r\nX-Evil: 1');
    const failure = await failureOf(got);
    expect(failure.code).toBe('no-token');
    expect(JSON.stringify(failure)).not.toContain('Evil');
  });
});

describe('at half life', () => {
  it('a token is renewed beside the calls, which go on with the old one', async () => {
    const { source, asked, answer, first, pass } = underTest();
    await first();
    pass(12 * HOUR);
    expect(await Promise.all([source.get(), source.get()])).toEqual(['first', 'first']);
    expect(asked).toHaveLength(2);
    answer('second');
    await settled();
    expect(await source.get()).toBe('second');
  });

  it('a renewal that fails throws nothing away, says so, and says when it is over', async () => {
    const { source, asked, fail, answer, first, pass, told } = underTest();
    await first();
    pass(12 * HOUR);
    await source.get();
    fail();
    await settled();
    expect(told).toMatchObject([{ failure: { message: 'token: no answer' }, retryIn: 500, worksFor: 12 * HOUR }]);
    expect(await source.get()).toBe('first');
    expect(asked).toHaveLength(2);
    pass(500);
    expect(await source.get()).toBe('first');
    expect(asked).toHaveLength(3);
    answer('second');
    await settled();
    expect(told.at(-1)).toBeNull();
    expect(await source.get()).toBe('second');
  });
});

describe('when there is no token that works', () => {
  it('calls are told why, and not before when it is tried again; the pause sends nothing', async () => {
    const { source, asked, fail, pass } = underTest();
    const got = source.get();
    fail();
    expect(await failureOf(got)).toMatchObject({ code: 'network' });
    pass(100);
    expect(await failureOf(source.get())).toMatchObject({ message: 'token: no answer', retryAfter: 400 });
    expect(asked).toHaveLength(1);
    pass(400);
    const again = source.get();
    expect(asked).toHaveLength(2);
    fail();
    expect((await failureOf(again)).retryAfter).toBeNull();
    expect(await failureOf(source.get())).toMatchObject({ retryAfter: 1000 });
  });

  it('because it ended, calls wait for the next one', async () => {
    const { source, answer, first, pass } = underTest();
    await first();
    pass(24 * HOUR);
    const got = source.get();
    answer('second');
    expect(await got).toBe('second');
  });
});

describe('after a 401', () => {
  it('one renewal serves all the calls that were refused', async () => {
    const { source, asked, answer, first } = underTest();
    await first();
    const renewals = [source.renew('first'), source.renew('first')];
    answer('second');
    expect(await Promise.all(renewals)).toEqual(['second', 'second']);
    expect(await source.renew('first')).toBe('second');
    expect(asked).toHaveLength(2);
  });

  it('a token that was made just now is not made again with every call', async () => {
    const { source, asked, answer, first, pass } = underTest();
    await first();
    const renewal = source.renew('first');
    answer('second');
    await renewal;
    expect(await source.renew('second')).toBe('second');
    expect(await source.get()).toBe('second');
    expect(asked).toHaveLength(2);
    pass(500);
    const third = source.get();
    answer('third');
    expect(await third).toBe('third');
  });

  it('calls are blocked while renewing fails: the server said that the old token is none', async () => {
    const { source, fail, first, told } = underTest();
    await first();
    const renewal = source.renew('first');
    fail();
    expect(await failureOf(renewal)).toMatchObject({ message: 'token: no answer' });
    expect(await failureOf(source.get())).toMatchObject({ message: 'token: no answer' });
    expect(told).toMatchObject([{ worksFor: 0 }]);
  });

  it('of unknown life too', async () => {
    const { source, answer, first } = underTest({ lifetime: null });
    await first();
    const renewal = source.renew('first');
    answer('second');
    expect(await renewal).toBe('second');
  });
});

it('closing gives up a renewal that is under way', async () => {
  let stopped = false;
  const { source } = underTest({
    make: (stop) =>
      new Promise((_, reject) => {
        stop.addEventListener('abort', () => {
          stopped = true;
          reject(localFailure('aborted', 'token', 'given up', ''));
        });
      }),
  });
  const got = source.get();
  source.close?.();
  expect(await failureOf(got)).toMatchObject({ code: 'aborted' });
  expect(stopped).toBe(true);
});
