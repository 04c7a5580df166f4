import { expect, it } from 'vitest';
import { inBatches } from '../../src/api/batches.ts';
import { localFailure } from '../../src/api/errors.ts';

const names = (count: number) => Array.from({ length: count }, (_, i) => `u${i}`);
const answered = <T>(value: T) => ({ value, sentAt: 0, receivedAt: 1 });

it('any number of names is split into calls that the server takes', async () => {
  const sizes: number[] = [];
  const seen: string[] = [];
  for await (const { answer, index, of } of inBatches(names(250), async (batch) => answered(batch.length))) {
    sizes.push(answer?.value ?? 0);
    seen.push(`${index} of ${of}`);
  }
  expect(sizes).toEqual([100, 100, 50]);
  expect(seen).toEqual(['0 of 3', '1 of 3', '2 of 3']);
});

it('a batch that fails is told with its names, and the others go on', async () => {
  const outcomes = [];
  const call = async (batch: readonly string[]) => {
    if (batch.includes('u150')) throw localFailure('server', 'subscribe', 'broken', 'wait');
    return answered('ok');
  };
  for await (const outcome of inBatches(names(250), call)) outcomes.push(outcome);
  expect(outcomes.map(({ error }) => error?.failure.code ?? 'ok')).toEqual(['ok', 'server', 'ok']);
  expect(outcomes[1]?.names).toEqual(names(250).slice(100, 200));
});

it('batches run one after the other, and a caller who has seen enough stops them', async () => {
  let calls = 0;
  const call = async () => {
    calls++;
    return answered('ok');
  };
  for await (const _ of inBatches(names(500), call)) break;
  expect(calls).toBe(1);
});

it('no names are no calls', async () => {
  const none = inBatches([], async () => answered('ok'));
  expect(await none.next()).toEqual({ done: true, value: undefined });
});

it('a mistake in the caller is not taken for a failure of the server', async () => {
  const broken = inBatches(names(1), async () => {
    throw new TypeError('a mistake');
  });
  await expect(broken.next()).rejects.toThrow('a mistake');
});
