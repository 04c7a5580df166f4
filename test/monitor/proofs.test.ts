import { expect, it } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { Proofs } from '../../src/monitor/proofs.ts';
import { names, offline, online, proofOf, START, Watching } from '../helpers/watching.ts';

it('an answer is found by user and moment, also when several came in the same millisecond', () => {
  const proofs = new Proofs();
  const first = proofOf({ alice: online }, { sequence: 1 });
  const second = proofOf({ bob: online, carol: null }, { sequence: 2 });
  proofs.keep(first);
  proofs.keep(second);
  expect(proofs.find('alice', START)).toBe(first);
  expect(proofs.find('bob', START)).toBe(second);
  expect(proofs.find('carol', START)).toBe(second);
  expect(proofs.find('dora', START)).toBeNull();
  expect(proofs.find('alice', START + 1)).toBeNull();
});

it('the oldest make room, and what is kept never has more bytes than the bound', () => {
  const raw = 'x'.repeat(1000);
  const proofs = new Proofs(10_000);
  for (let at = 0; at < 20; at++) {
    proofs.keep(proofOf({ alice: online }, { receivedAt: START + Math.floor(at / 2), sequence: at, raw }));
    expect(proofs.bytes).toBeLessThanOrEqual(10_000);
  }
  expect(proofs.find('alice', START)).toBeNull();
  expect(proofs.find('alice', START + 9)?.sequence).toBe(19);
  expect(proofs.find('alice', START + 8)?.sequence).toBe(17);
});

it('the bound holds a sweep of ten thousand users, and an answer of the longest kind', () => {
  const proofs = new Proofs();
  const crowd = Object.fromEntries(names(100).map((name) => [name, online]));
  for (let batch = 0; batch < 100; batch++) proofs.keep(proofOf(crowd, { receivedAt: batch, raw: 'x'.repeat(30_000) }));
  expect(proofs.find('u1', 0)).not.toBeNull();
  const longest = proofOf(crowd, { receivedAt: 1000, raw: 'x'.repeat(BOUNDS.rawAnswer) });
  proofs.keep(longest);
  expect(proofs.find('u1', 1000)).toBe(longest);
});

it('the monitor keeps what brought each answer, the one to a subscription too', () => {
  const watching = new Watching(['alice', 'bob']);
  watching.answer({ alice: online, bob: null }, { proof: { status: 200 } });
  const { proofs, roster } = watching.state;
  expect(proofs.find('alice', roster.receivedAt(0))).toMatchObject({ sequence: 1, body: { asked: 2, answered: 1 } });
  watching.now += 1000;
  watching.say({ type: 'open', layer: 'subscribe' }, 'confirm');
  const proof = proofOf({ alice: offline }, { receivedAt: START + 1000, sequence: 2 });
  const users = new Map([['alice', offline]]);
  watching.wrote([
    { names: ['alice'], answer: { users, places: new Map([['alice', 0]]), absent: [], unattributed: [], oddities: [] }, proof },
  ]);
  expect(watching.user('alice').presence).toEqual(offline);
  expect(proofs.find('alice', roster.receivedAt(0))).toBe(proof);
  expect(proofs.find('bob', roster.receivedAt(1))).toMatchObject({ sequence: 1 });
});

it('a late answer that nobody waits for is not kept', () => {
  const watching = new Watching(['alice']);
  watching.say({
    type: 'retrieved',
    sequence: 99,
    answer: { users: new Map(), places: new Map(), absent: [], unattributed: [], oddities: [] },
    sentAt: START,
    receivedAt: START,
    proof: proofOf({ alice: online }),
  });
  expect(watching.state.proofs.bytes).toBe(0);
});
