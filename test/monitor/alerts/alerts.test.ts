import { describe, expect, it } from 'vitest';
import type { Presence } from '../../../src/api/contract.ts';
import { Alerts } from '../../../src/monitor/alerts/alerts.ts';
import type { AlertRule, Firing } from '../../../src/monitor/alerts/rule.ts';
import { ChangeLog } from '../../../src/monitor/change-log.ts';
import { Roster } from '../../../src/monitor/roster.ts';
import { Subscriptions } from '../../../src/monitor/subscriptions.ts';
import { alertRule, failureOf, names, offline, online, presence, START, Watching } from '../../helpers/watching.ts';

const SWEEP = 30_000;

/** A monitor with these rules, of users who were all online at first sight; and what went off since the last look, in short. */
function watch(rules: readonly AlertRule[], users: readonly string[] = ['alice', 'bob']) {
  const watching = new Watching(users, { alerts: rules });
  const fresh = () => {
    const fired = watching.effects.flatMap((effect) => (effect.type === 'alert' ? [effect.firing] : []));
    watching.effects.splice(0, watching.effects.length, ...watching.effects.filter(({ type }) => type !== 'alert'));
    return fired;
  };
  watching.answer();
  const sweep = (said: Parameters<Watching['answer']>[0] = {}) => {
    watching.wait(SWEEP);
    watching.answer(said);
    return fresh();
  };
  return { watching, fresh, sweep };
}

const told = (fired: readonly Firing[]) => fired.map(({ record, edge, at }) => `${record.uid} ${edge} ${(at - START) / 1000}`);
const OFFLINE = 'status:offline';

describe('an edge', () => {
  it('goes off with the answer that shows it, and says between which two times it fell', () => {
    const { sweep } = watch([alertRule(OFFLINE)]);
    expect(sweep()).toEqual([]);
    expect(sweep({ alice: offline })).toMatchObject([
      {
        ...{ at: START + 60_000, edge: 'begins', notBefore: START + 30_000, notAfter: START + 60_000 },
        ...{ gap: null, unobserved: 0, suppressed: 0, record: { uid: 'alice', status: 'offline' } },
      },
    ]);
    expect(sweep({ alice: offline })).toEqual([]);
    expect(told(sweep({ alice: online, bob: offline }))).toEqual(['bob begins 120']);
  });

  it('is none when a user matched at first sight', () => {
    const watching = new Watching(['alice'], { alerts: [alertRule(OFFLINE), alertRule('status:unknown')] });
    watching.answer({ alice: offline });
    watching.wait(SWEEP);
    watching.answer({ alice: offline });
    expect(watching.state.alerts.log.lastId).toBe(0);
  });

  it('may be the end of matching, or both', () => {
    const { sweep } = watch([alertRule(OFFLINE, { edge: 'ends' }), alertRule('alice status:offline', { edge: 'both' })]);
    expect(told(sweep({ alice: offline }))).toEqual(['alice begins 30']);
    expect(told(sweep())).toEqual(['alice ends 60', 'alice ends 60']);
  });

  it('is seen by an answer that leaves the user out', () => {
    const { sweep } = watch([alertRule('status:unknown')]);
    expect(told(sweep({ bob: null }))).toEqual(['bob begins 30']);
  });

  it('that fell into a time not observed says so', () => {
    const { watching, fresh, sweep } = watch([alertRule(OFFLINE)]);
    watching.wait(SWEEP);
    watching.fail(failureOf('network'), 1000);
    watching.wait(1000);
    watching.answer({ alice: offline });
    expect(fresh()).toMatchObject([{ gap: 'failed', notBefore: START, notAfter: START + 31_000 }]);
    expect(sweep({ alice: offline })).toEqual([]);
  });
});

describe('the time that it must hold', () => {
  const rule = alertRule(OFFLINE, { holdFor: 60_000 });

  it('is over with the first answer that shows it held for that long', () => {
    const { sweep } = watch([rule]);
    const down = { alice: offline };
    expect([sweep(down), sweep(down)]).toEqual([[], []]);
    expect(sweep(down)).toMatchObject([{ at: START + 90_000, notAfter: START + 30_000, unobserved: 0 }]);
    expect(sweep(down)).toEqual([]);
  });

  it('never fires for what was over before', () => {
    const { sweep } = watch([rule]);
    for (let times = 0; times < 5; times++) {
      expect([sweep({ alice: offline }), sweep({ alice: offline }), sweep()]).toEqual([[], [], []]);
    }
  });

  it('is not over because nobody looks: time in which calls failed or were stopped does not count, and is told', () => {
    const { watching, fresh, sweep } = watch([rule]);
    const down = { alice: offline };
    sweep(down);
    watching.wait(SWEEP);
    watching.say('stop');
    watching.wait(600_000);
    watching.say('stop');
    watching.answer(down);
    expect(fresh()).toEqual([]);
    expect(sweep(down)).toMatchObject([{ unobserved: 600_000, gap: null, notAfter: START + 30_000 }]);
  });

  it('is not over because the machine slept', () => {
    const { watching, fresh, sweep } = watch([rule]);
    sweep({ alice: offline });
    watching.asleep = 3_600_000;
    watching.wait(SWEEP);
    watching.answer({ alice: offline });
    expect(fresh()).toEqual([]);
    sweep({ alice: offline });
    expect(sweep({ alice: offline })).toMatchObject([{ unobserved: 3_630_000 }]);
  });

  it('goes on when the clock is set back', () => {
    const { watching, sweep } = watch([rule]);
    sweep({ alice: offline });
    watching.asleep = -3_600_000;
    expect([sweep({ alice: offline }), sweep({ alice: offline })]).toEqual([[], []]);
    expect(sweep({ alice: offline })).toHaveLength(1);
  });

  it('goes on where a call failed and the next one was answered: only the time between the two is lost', () => {
    const { watching, fresh, sweep } = watch([rule]);
    sweep({ alice: offline });
    for (let times = 0; times < 2; times++) {
      watching.wait(SWEEP);
      watching.fail(failureOf('timeout'), 500);
      watching.wait(500);
      watching.answer({ alice: offline });
    }
    expect(fresh()).toMatchObject([{ unobserved: 1000 }]);
  });

  it('for both edges lets a dip pass that did not hold', () => {
    const { sweep } = watch([alertRule(OFFLINE, { holdFor: 60_000, edge: 'both' })]);
    const down = { alice: offline };
    sweep(down);
    sweep(down);
    expect(told(sweep(down))).toEqual(['alice begins 90']);
    expect([sweep(), sweep(down), sweep(down), sweep(down), sweep()]).toEqual([[], [], [], [], []]);
    sweep();
    expect(told(sweep())).toEqual(['alice ends 300']);
  });
});

describe('the time between two alerts about a user', () => {
  it('holds back what is over by then and counts it, and lets go off what still holds', () => {
    const { sweep } = watch([alertRule(OFFLINE, { atMostEvery: 120_000 })]);
    expect(told(sweep({ alice: offline }))).toEqual(['alice begins 30']);
    expect([sweep(), sweep({ alice: offline }), sweep()]).toEqual([[], [], []]);
    expect(sweep({ alice: offline })).toMatchObject([{ at: START + 150_000, suppressed: 1 }]);
    expect([sweep(), sweep({ alice: offline }), sweep({ alice: offline })]).toEqual([[], [], []]);
    expect(sweep({ alice: offline })).toMatchObject([{ at: START + 270_000, suppressed: 0, notAfter: START + 210_000 }]);
  });

  it('is one of its own for every user and every rule', () => {
    const { sweep } = watch([alertRule(OFFLINE, { atMostEvery: 600_000 }), alertRule('!status:online', { atMostEvery: 0 })]);
    expect(sweep({ alice: offline })).toHaveLength(2);
    expect(sweep({ bob: offline })).toHaveLength(2);
    expect(sweep({ alice: offline })).toHaveLength(1);
  });
});

describe('a rule about times', () => {
  it('about age goes off on a tick, however long nobody is observed: that is what it is about', () => {
    const { watching, fresh } = watch([alertRule('age>2m'), alertRule('age>2m', { name: 'later', holdFor: 60_000 })]);
    watching.say('stop');
    for (let seconds = 0; seconds < 200; seconds++) watching.wait(1000);
    expect(fresh().map(({ rule, record, at, notAfter }) => [rule.name, record.uid, at - START, notAfter - START])).toEqual([
      ...[
        ['age>2m', 'alice', 120_000, 120_000],
        ['age>2m', 'bob', 120_000, 120_000],
      ],
      ...[
        ['later', 'alice', 180_000, 120_000],
        ['later', 'bob', 180_000, 120_000],
      ],
    ]);
  });

  it('about anything else goes off on a tick while users are observed, and waits for an answer while they are not', () => {
    const lastTime = START / 1000;
    const rule = alertRule('status:online changed>70s');
    const { watching, fresh, sweep } = watch([rule]);
    const seen = presence({ ios: '1' }, { lastTime });
    sweep({ alice: seen, bob: seen });
    sweep({ alice: seen, bob: seen });
    watching.wait(9000);
    expect(fresh()).toEqual([]);
    watching.wait(1000);
    expect(told(fresh())).toEqual(['alice begins 70', 'bob begins 70']);

    const moved = presence({ ios: '1' }, { lastTime: lastTime + 90 });
    watching.wait(20_000);
    watching.answer({ alice: moved, bob: moved });
    watching.say('stop');
    watching.wait(120_000);
    expect(fresh()).toEqual([]);
    watching.say('stop');
    watching.answer({ alice: moved, bob: presence({ ios: '1' }, { lastTime: lastTime + 209 }) });
    expect(fresh()).toMatchObject([{ gap: 'stopped', record: { uid: 'alice' }, notBefore: START + 90_000 }]);
  });

  it('that came about while the machine slept waits for an answer, unless it is about age', () => {
    const lastTime = START / 1000;
    const rules = [alertRule('age>1m', { name: 'old', holdFor: 600_000 })];
    const asleep = watch([alertRule('changed>5m')], ['alice']);
    asleep.watching.wait(SWEEP);
    asleep.watching.answer({ alice: presence({ ios: '1' }, { lastTime }) });
    asleep.watching.asleep = 3_600_000;
    asleep.watching.wait(1000);
    expect(asleep.fresh()).toEqual([]);
    asleep.watching.answer({ alice: presence({ ios: '1' }, { lastTime: lastTime + 3_600 }) });
    expect(asleep.fresh()).toEqual([]);

    const { watching, fresh } = watch(rules, ['alice']);
    watching.wait(SWEEP);
    watching.answer({ alice: presence({ ios: '1' }, { lastTime }) });
    watching.say('stop');
    for (let seconds = 0; seconds < 70; seconds++) watching.wait(1000);
    watching.asleep = 3_600_000;
    watching.wait(1000);
    expect(fresh()).toMatchObject([{ rule: { name: 'old' }, at: START + 3_701_000, unobserved: 3_601_000 }]);
  });

  it('about subscriptions knows nothing before they were read, and tells of what changes then', () => {
    const watching = new Watching(['alice', 'bob'], { alerts: [alertRule('sub:yes', { edge: 'both' })] });
    const read = (uids: readonly string[], expiry = START / 1000 + 3600) =>
      watching.say({ type: 'sublist-read', askedAt: watching.now, subscriptions: uids.map((uid) => ({ uid, expiry })) });
    watching.answer();
    read(['alice']);
    watching.wait(SWEEP);
    watching.answer();
    expect(watching.state.alerts.log.lastId).toBe(0);
    watching.wait(270_000);
    read(['alice', 'bob'], START / 1000 + 400);
    expect(watching.state.alerts.log.at(1)).toMatchObject({
      ...{ edge: 'begins', record: { uid: 'bob' }, notBefore: START, notAfter: START + 300_000 },
    });
    watching.answer();
    for (let seconds = 0; seconds < 100; seconds++) watching.wait(1000);
    expect(watching.state.alerts.log.at(2)).toMatchObject({ edge: 'ends', notAfter: START + 400_000 });
  });
});

describe('on the screen', () => {
  it('what went off since the last key is one notice, and stands until a key is pressed', () => {
    const { watching, sweep } = watch([alertRule(OFFLINE, { name: 'down', edge: 'both' })], names(3));
    sweep({ u1: offline });
    expect(watching.state.notice).toMatchObject({ kind: 'failed', text: 'alert for u1 (offline): down', hint: 'A lists alerts' });
    sweep({ u2: offline, u1: offline });
    expect(watching.state.notice).toMatchObject({
      ...{ text: 'alert for u2 (offline): down', hint: 'after another one; A lists alerts' },
    });
    sweep({ u1: offline });
    expect(watching.state.notice).toMatchObject({
      ...{ kind: 'done', text: 'alert over for u2 (online): down', hint: 'after 2 others; A lists alerts' },
    });
    watching.say({ type: 'move', by: 'row', direction: 1 });
    expect(watching.state.notice).toBeNull();
    sweep();
    expect(watching.state.notice?.hint).toBe('A lists alerts');
  });
});

it('another watch list keeps what was made of those who stay', () => {
  const rules = [
    alertRule(OFFLINE, { holdFor: 60_000, edge: 'both' }),
    alertRule('age>90s', { atMostEvery: 3_600_000 }),
    alertRule('bob', { edge: 'ends' }),
  ];
  const [before, after] = [
    ['alice', 'bob', 'carol'],
    ['carol', 'dora', 'alice'],
  ].map((uids) => new Roster(uids, new ChangeLog()));
  if (before === undefined || after === undefined) throw new Error('no rosters');
  const alerts = new Alerts(rules, before);
  const look = (roster: Roster, seconds: number, said: Readonly<Record<string, Presence>>) => {
    const wall = START + seconds * 1000;
    for (const [uid, seen] of Object.entries(said)) {
      roster.observe(roster.indexOf(uid) as number, seen, { sequence: seconds, sentAt: wall, receivedAt: wall });
    }
    const stamp = { wall, steady: wall };
    return told(alerts.look({ roster, stamp, stopped: null, wokeAt: 0, subscriptions: new Subscriptions() }));
  };
  look(before, 0, { alice: online, bob: online, carol: online });
  expect(look(before, 30, { alice: offline, bob: offline, carol: online })).toEqual([]);
  const numbers = [2, undefined, 0];
  alerts.renumber({ size: 3, before: (index) => numbers[index], after: (index) => [2, undefined, 0][index] }, after);
  expect(look(after, 90, { alice: offline, dora: offline })).toEqual(['alice begins 90']);
  expect(look(after, 120, {})).toEqual(['carol begins 120']);
  expect(look(after, 150, { dora: online, carol: online, alice: offline })).toEqual([]);
});

it('without rules nothing is followed', () => {
  const { watching, sweep } = watch([]);
  expect(sweep({ alice: offline })).toEqual([]);
  expect(watching.state.alerts.size).toBe(0);
});
