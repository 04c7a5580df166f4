import { describe, expect, it } from 'vitest';
import type { SublistPage } from '../../src/api/answers.ts';
import type { Subscription } from '../../src/api/contract.ts';
import { readAllPages } from '../../src/api/sublist.ts';
import { failureOf } from './client-under-test.ts';

const users = (from: number, to: number): Subscription[] =>
  Array.from({ length: to - from }, (_, i) => ({ uid: `u${from + i}`, expiry: null }));
const page = (total: number | null, subscriptions = users(0, 0)): SublistPage => ({
  total,
  entries: subscriptions.length,
  subscriptions,
});

/** Reads the given pages and tells how many of them were asked for. */
async function readFrom(...pages: SublistPage[]) {
  const asked: number[] = [];
  const found = await readAllPages(async (number) => {
    asked.push(number);
    const next = pages[number - 1];
    if (next === undefined) throw new Error(`page ${number} was not expected to be asked for`);
    return next;
  });
  return { uids: found.map(({ uid }) => uid), asked };
}

describe('reading ends', () => {
  it('when as many were seen as there are', async () => {
    const { uids, asked } = await readFrom(page(200, users(0, 100)), page(200, users(100, 200)));
    expect(uids).toHaveLength(200);
    expect(asked).toEqual([1, 2]);
  });

  it('at a short page', async () => {
    expect((await readFrom(page(500, users(0, 100)), page(500, users(100, 130)))).uids).toHaveLength(130);
  });

  it('at an empty list', async () => {
    expect(await readFrom(page(0))).toEqual({ uids: [], asked: [1] });
  });

  it('without a total, at a short page', async () => {
    expect((await readFrom(page(null, users(0, 100)), page(null, users(100, 150)))).uids).toHaveLength(150);
  });

  it('without a total, at a page that repeats the one before', async () => {
    expect((await readFrom(page(null, users(0, 100)), page(null, users(0, 100)))).asked).toEqual([1, 2]);
  });
});

describe('a total that changes', () => {
  it('to more is believed', async () => {
    const { uids } = await readFrom(page(200, users(0, 100)), page(250, users(100, 200)), page(250, users(200, 250)));
    expect(uids).toHaveLength(250);
  });

  it('to fewer is believed', async () => {
    expect((await readFrom(page(300, users(0, 100)), page(200, users(100, 200)))).asked).toEqual([1, 2]);
  });

  it('while entries move to the next page loses nobody and names nobody twice', async () => {
    const { uids } = await readFrom(page(200, users(0, 100)), page(201, users(99, 199)), page(201, users(199, 201)));
    expect(uids).toEqual(users(0, 201).map(({ uid }) => uid));
  });
});

it('a user in two spellings is one', async () => {
  const twice = [
    { uid: 'Bob', expiry: 1 },
    { uid: 'bob', expiry: 2 },
  ];
  expect((await readFrom(page(2, twice))).uids).toEqual(['Bob']);
});

it('a server that gives the same page for ever is an error, not a complete list', async () => {
  const failure = await failureOf(readAllPages(async () => page(300, users(0, 100))));
  expect(failure).toMatchObject({ code: 'unreadable', message: expect.stringContaining('100 of 300') });
});

it('a list without end is an error', async () => {
  const endless = readAllPages(async (number) => page(1e9, users(number * 100, number * 100 + 100)));
  expect(await failureOf(endless)).toMatchObject({ code: 'unreadable', message: expect.stringContaining('no end') });
});

it('a page that fails is a failure of the whole', async () => {
  const broken = readAllPages(async (number) => {
    if (number === 2) throw new Error('page 2 failed');
    return page(200, users(0, 100));
  });
  await expect(broken).rejects.toThrow('page 2 failed');
});
