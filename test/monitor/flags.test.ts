import { describe, expect, it } from 'vitest';
import type { PresenceAnswer } from '../../src/api/contract.ts';
import { type FlagKind, flagsOf } from '../../src/monitor/flags.ts';
import { answerOf, names, offline, online, presence, START, Watching } from '../helpers/watching.ts';

const SECONDS = START / 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const kinds = (watching: Watching, uid = 'alice'): readonly FlagKind[] =>
  flagsOf(watching.user(uid), watching.stamp.wall).map(({ kind }) => kind);
const reason = (watching: Watching, uid = 'alice') => flagsOf(watching.user(uid), watching.stamp.wall)[0]?.reason;

function watchingAlice(seen = online, times: Parameters<Watching['answer']>[1] = {}): Watching {
  const watching = new Watching(['alice']);
  watching.answer({ alice: seen }, times);
  return watching;
}

describe('absent', () => {
  it('is whoever the latest answer left out, until another one has the user', () => {
    const watching = watchingAlice();
    watching.wait(30_000);
    watching.answer({ alice: null });
    expect(kinds(watching)).toEqual(['absent']);
    watching.wait(30_000);
    watching.answer({ alice: online });
    expect(kinds(watching)).toEqual([]);
  });

  it('is not who was never answered about', () => {
    expect(kinds(new Watching(['alice']))).toEqual([]);
  });
});

describe('future', () => {
  const changed = (ahead: number) => presence({ ios: '1' }, { lastTime: SECONDS + ahead });

  it.each([
    [5, 0, []],
    [6, 0, ['future']],
    [605, 600_000, []],
    [606, 600_000, ['future']],
    [-300, -600_000, ['future']],
    [-600, -600_000, []],
  ])('a last change %i s after our clock, of a server whose clock is %i ms ahead of it: %j', (ahead, clockError, flags) => {
    expect(kinds(watchingAlice(changed(ahead), { clockError }))).toEqual(flags);
  });

  it('ends when the moment has come, though nobody answers', () => {
    const watching = watchingAlice(changed(20));
    watching.now += 14_999;
    expect(kinds(watching)).toEqual(['future']);
    watching.now += 1;
    expect(kinds(watching)).toEqual([]);
  });

  it('says which clock it was measured by', () => {
    expect(reason(watchingAlice(changed(3600)))).toBe(
      'the last change, 2023-11-14 23:13:20, is yet to come by the clock of the server: a clock was wrong when it was written',
    );
    expect(reason(watchingAlice(changed(3600), { clockError: 600_000 }))).toContain(
      'by the clock of the server, which is 10m ahead of ours:',
    );
    expect(reason(watchingAlice(changed(3600), { clockError: -90_000 }))).toContain('which is 1m behind ours:');
  });

  it('an answer to a subscription knows the clock too', () => {
    const watching = new Watching(['alice']);
    watching.answer({ alice: online });
    watching.say({ type: 'open', layer: 'subscribe' }, 'confirm');
    const answer = answerOf({ alice: changed(3600) });
    watching.wrote([{ answer, clockError: HOUR }]);
    expect(kinds(watching)).toEqual([]);
  });
});

describe('stale-online', () => {
  const since = (days: number, devices: Record<string, string> = { ios: '1' }) =>
    presence(devices, { lastTime: SECONDS - days * 86_400 });

  it('begins 30 days after the last change', () => {
    const watching = watchingAlice(since(29));
    watching.now += DAY - 1;
    expect(kinds(watching)).toEqual([]);
    watching.now += 1;
    expect(kinds(watching)).toEqual(['stale-online']);
    expect(reason(watching)).toBe(
      'online, but the last login or logout was 30d ago, 2023-10-16 22:13:20: the server may have missed a logout',
    );
  });

  it.each([
    ['offline', since(400, { ios: '0' })],
    ['custom', since(400, { ios: '101' })],
    ['online since nobody knows when', online],
  ])('is nobody who is %s', (_, seen) => {
    expect(kinds(watchingAlice(seen))).toEqual([]);
  });
});

describe('ending', () => {
  const endingIn = (seconds: number | null) => {
    const watching = watchingAlice();
    const expiry = seconds === null ? null : SECONDS + seconds;
    watching.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'alice', expiry }] });
    return watching;
  };

  it.each([
    [86_401, []],
    [86_400, ['ending']],
    [1, ['ending']],
    [0, []],
    [-5, []],
    [null, []],
  ])('a subscription that ends in %d s: %j', (seconds, flags) => {
    expect(kinds(endingIn(seconds))).toEqual(flags);
  });

  it('says when it ends', () => {
    expect(reason(endingIn(7200))).toBe('the subscription ends in 2h, 2023-11-15 00:13:20: subscribe again to keep it');
  });
});

describe('what devices say', () => {
  it('the same device twice is told with what it was', () => {
    const watching = watchingAlice(
      presence([
        ['ios', '0'],
        ['web', '1'],
        ['ios', '1'],
      ]),
    );
    expect(reason(watching)).toBe('ios is there 2 times, as 0, 1: which is right cannot be told');
  });

  it('of many unknown statuses a few are named', () => {
    const watching = watchingAlice(presence({ a: 'away', b: '', c: '-1', d: '1.5', e: '101' }));
    expect(reason(watching)).toBe(
      'a has the status "away", b has the status "", c has the status "-1" and 1 more, no number: shown as custom, but SDKs of the vendor read it as NaN',
    );
  });
});

describe('what is odd in an answer', () => {
  const answer = (more: Partial<PresenceAnswer>): PresenceAnswer => ({
    users: new Map(),
    places: new Map(),
    absent: [],
    unattributed: [],
    oddities: [],
    ...more,
  });
  const mallory = { kind: 'foreign-uid', uid: 'mallory', detail: 'mallory was not asked for' } as const;
  const nobody = { kind: 'empty-uid', uid: null, detail: 'entry 0 names nobody' } as const;

  it('flags whom it is about, whatever the case, and nobody else', () => {
    const watching = new Watching(['alice', 'bob']);
    const users = new Map([
      ['alice', online],
      ['bob', offline],
    ]);
    const ext = { kind: 'mistyped', uid: 'ALICE', detail: 'ext: [1]' } as const;
    watching.answerWith(
      answer({ users, oddities: [ext, { ...ext, kind: 'repeated-uid', detail: 'alice was answered more than once' }] }),
    );
    expect(kinds(watching)).toEqual(['user-twice', 'mistyped']);
    expect(kinds(watching, 'bob')).toEqual([]);
  });

  it('strangers flag those who are missing from the same answer: they may be who was meant', () => {
    const watching = new Watching(['alice', 'bob']);
    watching.answerWith(answer({ users: new Map([['bob', online]]), absent: ['alice'], oddities: [mallory, nobody] }));
    expect(kinds(watching)).toEqual(['absent', 'empty-uid', 'foreign-uid']);
    expect(flagsOf(watching.user('alice'), START).at(-1)?.reason).toBe(
      'mallory was not asked for, yet is in the same answer: this user may have been meant',
    );
    expect(kinds(watching, 'bob')).toEqual([]);
  });

  it('strangers in an answer where nobody is missing flag nobody, but are told among the errors with how often', () => {
    const watching = new Watching(['alice']);
    for (let sweep = 0; sweep < 3; sweep++) {
      watching.answerWith(answer({ users: new Map([['alice', online]]), oddities: sweep === 1 ? [nobody, mallory] : [mallory] }));
      watching.wait(30_000);
    }
    expect(kinds(watching)).toEqual([]);
    const { errors } = watching.state;
    expect(errors.lastId).toBe(1);
    expect(errors.at(1)).toMatchObject({ kind: 'oddity', count: 3, firstAt: START, lastAt: START + 60_000 });
    expect(errors.at(1)?.message).toContain('mallory was not asked for');
  });

  it('a stranger in one answer who is watched is not flagged for it', () => {
    const watching = new Watching(names(150));
    const [first] = watching.asked;
    const users = new Map(first?.names.map((name) => [name, online]));
    watching.answerWith(answer({ users, oddities: [{ ...mallory, uid: 'u150' }] }));
    expect(watching.state.settings.users.filter((uid) => kinds(watching, uid).length > 0)).toEqual([]);
  });

  it('a flood of strangers is one error, and drives no other out', () => {
    const watching = new Watching(['alice']);
    const flood = Array.from({ length: 5000 }, (_, at) => ({ ...mallory, uid: `m${at}`, detail: `m${at} was not asked for` }));
    watching.answerWith(answer({ absent: ['alice'], oddities: flood }));
    watching.wait(30_000);
    watching.answerWith(answer({ absent: ['alice'], oddities: flood.toReversed() }));
    const { errors } = watching.state;
    expect(errors.lastId).toBe(1);
    expect(errors.at(1)?.message).toContain('m4999 was not asked for and 19 more of the kind');
  });

  it('a user who is odd in the same way again keeps the record', () => {
    const watching = new Watching(['alice']);
    const seen = presence({ ios: 'away' }, { lastTime: SECONDS + HOUR });
    const odd = (entry: number) =>
      answer({
        users: new Map([['alice', seen]]),
        oddities: [{ kind: 'empty-uid', uid: 'alice', detail: `entry ${entry} names nobody; by its place it is alice` }],
      });
    watching.answerWith(odd(0));
    const record = watching.user('alice');
    expect(kinds(watching)).toEqual(['future', 'status', 'empty-uid']);
    watching.wait(30_000);
    watching.answerWith(odd(7));
    expect(watching.user('alice')).toBe(record);
  });
});

it('a frozen view keeps the flags of its moment', () => {
  const watching = watchingAlice(presence({ ios: 'away' }));
  watching.say('freeze');
  watching.wait(30_000);
  watching.answer({ alice: online });
  expect(kinds(watching)).toEqual([]);
  expect(flagsOf(watching.state.view.roster.record(0), START).map(({ kind }) => kind)).toEqual(['status']);
});
