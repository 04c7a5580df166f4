import { describe, expect, it, test } from 'vitest';
import { Talking } from '../helpers/talking.ts';
import { failureOf, names, offline, online } from '../helpers/watching.ts';

/** Everybody answered about, and the counts said. */
function swept(users: readonly string[], options = {}): Talking {
  const talk = new Talking(users, { refresh: 1000, callsPerSecond: 50, ...options });
  talk.monitor.wait(0);
  talk.monitor.answer();
  talk.announced();
  return talk;
}

/** Lets time pass while so many users change with each answer, and gives what is announced meanwhile. */
function changing(talk: Talking, milliseconds: number, users: number): string[][] {
  const said: string[][] = [];
  let turn = 0;
  for (let passed = 0; passed < milliseconds; passed += 200) {
    talk.monitor.wait(200);
    while (talk.monitor.asked.length > 0) {
      turn++;
      talk.monitor.answer(Object.fromEntries(names(users).map((uid) => [uid, turn % 2 === 0 ? online : offline])));
    }
    const lines = talk.announced();
    if (lines.length > 0) said.push(lines);
  }
  return said;
}

test('the first sweep is told with its counts, once', () => {
  const talk = new Talking(['alice', 'bob']);
  talk.monitor.wait(0);
  expect(talk.announced()).toEqual([]);
  talk.monitor.answer({ bob: offline });
  expect(talk.announced()).toEqual(['2 users watched: 1 online, 0 custom, 1 offline, 0 unknown.']);
  talk.monitor.wait(5000);
  expect(talk.announced()).toEqual([]);
});

describe('changes', () => {
  it('a few are told one by one, each with its two times', () => {
    const talk = swept(['alice', 'bob']);
    talk.monitor.wait(1100);
    talk.monitor.answer({ bob: offline });
    expect(talk.announced()).toEqual(['bob, device ios: online, now offline; between 22:13:20 and 22:13:21.']);
  });

  it.each([1, 10, 100])('%i at a time, without end, are summed up ever further apart, and each is counted once', (users) => {
    const talk = swept(names(100));
    const said = changing(talk, 120_000, users).flat();
    expect(talk.monitor.state.log.lastId).toBeGreaterThan(50 * users);
    expect(said.length).toBeLessThan(12);
    expect(said.at(-1)).toMatch(/^[\d,]+ changes in the last (?:\d+ seconds|1 minute); type T for the list\.$/);
    talk.monitor.wait(100_000);
    const all = [...said, ...talk.announced()].filter((line) => /^[\d,]+ changes|, now /.test(line));
    const amounts = all.map((line) => Number(/^([\d,]+) changes/.exec(line)?.[1]?.replace(',', '') ?? 1));
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(talk.monitor.state.log.lastId);
  });

  it('one that comes while another is heard waits until that was heard', () => {
    const talk = swept(['alice', 'bob']);
    talk.monitor.wait(1100);
    talk.monitor.answer({ bob: offline });
    expect(talk.announced()).toHaveLength(1);
    talk.monitor.wait(1100);
    talk.monitor.answer({ bob: offline, alice: offline });
    expect(talk.announced()).toEqual([]);
    talk.monitor.wait(900);
    expect(talk.announced()).toEqual([expect.stringMatching(/^alice, device ios: /)]);
  });

  it('never more than one announcement a second', () => {
    const talk = swept(names(40));
    const times: number[] = [];
    for (let passed = 0; passed < 10_000; passed += 100) {
      talk.monitor.wait(100);
      talk.monitor.say({ type: 'warned', text: `trouble ${passed}`, hint: 'none' });
      if (talk.announced().length > 0) times.push(talk.monitor.now);
    }
    expect(times.length).toBeGreaterThan(5);
    for (const [at, time] of times.slice(1).entries()) expect(time - (times[at] as number)).toBeGreaterThanOrEqual(1000);
  });

  it('wait while a question or menu is open, and while the view is frozen', () => {
    const talk = swept(['alice', 'bob']);
    for (const [enter, leave] of [
      ['/', 'esc'],
      ['s', 'esc'],
      ['p', 'p'],
    ] as const) {
      talk.type(enter);
      talk.monitor.wait(3000);
      talk.monitor.answer({ bob: talk.monitor.user('bob').status === 'online' ? offline : online });
      expect(talk.announced()).toEqual([]);
      talk.type(leave);
      talk.monitor.wait(0);
      expect(talk.announced()).toEqual([expect.stringMatching(/^bob, device ios: /)]);
    }
  });
});

test('a question that nobody answers keeps announcements back for half a minute, and then stands below them again', () => {
  const talk = swept(['alice', 'bob']);
  talk.type('/');
  talk.monitor.wait(1100);
  talk.monitor.answer({ bob: offline });
  expect(talk.announced()).toEqual([]);
  talk.monitor.wait(30_000);
  expect(talk.announced()).toEqual([
    expect.stringMatching(/^bob, device ios: online, now offline/),
    'Filter, such as bob or status:online, Enter for none: ',
  ]);
});

test('a trouble is told as it begins, with what to do, and as it ends, and not in between', () => {
  const talk = swept(['alice']);
  talk.monitor.wait(1100);
  talk.monitor.fail(failureOf('network', 'the server cannot be reached'), 500);
  const [began, ...others] = talk.announced();
  expect(began).toMatch(
    /^Trouble: the server cannot be reached; since 22:13:21, tried again at 22:13:2\d\. What to do about network\.$/,
  );
  expect(others).toEqual([]);
  talk.monitor.wait(1100);
  talk.monitor.fail(failureOf('network', 'the server cannot be reached'), 500);
  expect(talk.announced()).toEqual([]);
  talk.monitor.wait(1100);
  talk.monitor.answer();
  expect(talk.announced()).toEqual(['Answers come again.']);
});

test('what the last action came to is said even when the next line comes before its announcement', () => {
  const talk = swept(['alice']);
  talk.type('a', '', 'yes');
  talk.monitor.wrote();
  expect(talk.type('y')[0]).toBe('Subscribed to alice for 7 days.');
});
