import { describe, expect, it } from 'vitest';
import type { Presence } from '../../src/api/contract.ts';
import { userPage } from '../../src/ui/page-user.ts';
import { draw, drawLines, SECONDS, team } from '../helpers/drawing.tsx';
import { type Came, failureOf, offline, online, presence, START, Watching } from '../helpers/watching.ts';

/** The page of the first user, without header, message line and footer. */
function page(watching: Watching, columns = 80, rows = 30): string[] {
  if (watching.state.layers.length === 0) watching.say('confirm');
  const lines = drawLines(watching, columns, rows).slice(2, -2);
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

function watchingAlice(seen: Presence = online): Watching {
  const watching = new Watching(['alice']);
  watching.answer({ alice: seen });
  return watching;
}

it('tells everything that is known of a user', () => {
  const watching = team();
  watching.say({ type: 'move', by: 'row', direction: 1 }, 'confirm');
  expect(draw(watching, 80, 24)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown     oldest <1m
     bob  ○ offline

     ○ ios_12  offline for less than 1 min
       22:13:20–22:13:50  offline  for less than 1 min
       before 22:13:20    online

     ext            none
     last change    2023-11-14 22:13:45 (<1m ago), login or logout the server saw
     observed       <1m ago
     subscription   by wzy until 2023-11-14 22:13:15 (<1m ago)

     the answer that brought this
     answer         no longer kept: r asks again, and shows it
     ask yourself   put your token's file in place of TOKEN_FILE; Y copies the line
       curl -X POST -H "Authorization: Bearer $(cat TOKEN_FILE)" -H 'Content-Type:
       application/json' -H 'Accept: application/json' --data
       '{"usernames":["bob"]}' https://a41.chat.agora.io/org/app/users/wzy/presence



     0.0/s of 5 · all well · 1 call a sweep  ? help  q close  e set  a sub  x unsub"
  `);
});

it('every device stands on a line of its own, with its full id however long', () => {
  const id = 'webim_random_0123456789012345678901234567890123456789';
  const watching = watchingAlice(
    presence([
      ['android', '0'],
      ['android', '1'],
      [id, '101'],
    ]),
  );
  const from = (lines: string[], first: string) => lines.slice(lines.indexOf(first)).slice(0, 3);
  expect(from(page(watching, 100), ' ○ android  offline')).toEqual([
    ' ○ android  offline',
    ' ● android  online',
    ` ◆ ${id}  custom 101`,
  ]);
  expect(from(page(watching, 40, 30), ' ◆ webim_random_012345678901234567890123')).toEqual([
    ' ◆ webim_random_012345678901234567890123',
    '   4567890123456789  custom 101',
    '',
  ]);
});

it('3,000 devices are reached by scrolling', () => {
  const crowd = Array.from({ length: 3000 }, (_, at) => [`d${at}`, '1'] as const);
  const watching = watchingAlice(presence(crowd));
  expect(page(watching)[2]).toBe(' ● d0  online');
  watching.say({ type: 'move', by: 'end', direction: 1 });
  expect(page(watching).at(-1)).toContain(watching.state.settings.retrieveUrl);
  expect(page(watching)).toContain(' ● d2999  online');
});

it('a user without devices has a sentence, and is told when nobody looked', () => {
  const watching = watchingAlice(presence());
  watching.wait(5000);
  watching.say('stop');
  watching.wait(5000);
  watching.say('stop');
  expect(page(watching)).toContain(' no device was ever seen');
  expect(page(watching)).toContain('   not observed 22:13:25–22:13:30 (calls stopped)');
});

it('a long ext is wrapped, one longer than any screen is cut, and one without text is none', () => {
  const watching = watchingAlice(presence({ ios: '1' }, { ext: 'a b c d e f g h i j k l m n o p q r s t u v w x y z' }));
  expect(page(watching, 40).slice(4, 7)).toEqual([
    ' ext            a b c d e f g h i j k l',
    '                m n o p q r s t u v w x',
    '                y z',
  ]);
  expect(page(watchingAlice())).toContain(' ext            none');
  const flood = watchingAlice(presence({ ios: '1' }, { ext: 'x'.repeat(1_000_000) }));
  flood.say('confirm');
  drawLines(flood, 80, 24);
  expect(flood.state.scrollLimit).toBeLessThan(30);
  const lines = page(flood, 80, 60);
  expect(lines).toContain(`                ${'x'.repeat(64)}`);
  expect(lines).toContain('                … and 998,976 characters more');
  expect(lines.join()).toContain('last change');
});

it('times are told in full, and how long ago', () => {
  const watching = watchingAlice(presence({ ios: '1' }, { lastTime: SECONDS - 7200 }));
  expect(page(watching)).toContain(' observed       <1m ago');
  watching.wait(90_000);
  expect(page(watching)).toContain(' last change    2023-11-14 20:13:20 (2h ago), login or logout the server saw');
  expect(page(watching)).toContain(' observed       2023-11-14 22:13:20 (1m ago)');
});

it('what the server did not say is not made up', () => {
  expect(page(watchingAlice())).toContain(' last change    the server did not say');
  expect(page(new Watching(['alice']))).toContain(' observed       never answered yet');
  expect(page(new Watching(['alice']))).toContain(' answer         none yet');
  expect(page(new Watching(['alice']))).toContain(' ext            not read yet');
  expect(page(new Watching(['alice']))).toContain(' last change    not read yet');
  const left = new Watching(['alice']);
  left.answer({ alice: null });
  expect(page(left)).toContain(' ext            the answers leave this user out');
});

it.each([
  ['not read yet', null],
  ['not subscribed by wzy', []],
  ['by wzy until 2023-11-21 22:13:20 (in 7d)', [{ uid: 'alice', expiry: SECONDS + 604_800 }]],
  ['by wzy until 2023-11-14 22:12:20 (1m ago)', [{ uid: 'alice', expiry: SECONDS - 60 }]],
  ['subscribed by wzy; the server gave no end', [{ uid: 'alice', expiry: null }]],
])('subscription: %s', (text, subscriptions) => {
  const watching = watchingAlice();
  if (subscriptions !== null) watching.say({ type: 'sublist-read', askedAt: 0, subscriptions });
  expect(page(watching)).toContain(` subscription   ${text}`);
});

describe('timelines', () => {
  /** The lines below a line, as long as they are further in. */
  function below(lines: readonly string[], heading: RegExp): string[] {
    const from = lines.findIndex((line) => heading.test(line));
    const to = lines.findIndex((line, at) => at > from && !line.startsWith('   '));
    return lines.slice(from, to);
  }

  function watchingChanges(): Watching {
    const watching = new Watching(['alice', 'bob']);
    for (const alice of [
      online,
      online,
      offline,
      presence({ ios: '0' }, { ext: 'away' }),
      presence({ web: '1' }, { ext: 'away' }),
    ]) {
      watching.answer({ alice, bob: alice === offline ? offline : online });
      watching.wait(30_000);
    }
    watching.answer({ alice: presence({ web: '1' }, { ext: 'away' }) });
    return watching;
  }

  it('each device has its own, of this user alone, newest first, with what it was and for how long', () => {
    const lines = page(watchingChanges());
    expect(below(lines, /web/)).toEqual([
      ' ● web  online for less than 1 min',
      '   22:14:50–22:15:20  online  for less than 1 min',
    ]);
  });

  it('a device that is gone stays while its changes are remembered', () => {
    expect(below(page(watchingChanges()), / ios /)).toEqual([
      ' – ios  gone for less than 1 min',
      '   22:14:50–22:15:20  gone  for less than 1 min',
      '   22:13:50–22:14:20  offline  for 30 s–1 min',
      '   before 22:13:20    online  for at least 30 s',
    ]);
  });

  it('ext has its own', () => {
    expect(below(page(watchingChanges()), / ext /)).toEqual([
      ' ext            away',
      '   22:14:20–22:14:50  "away"  for 1 min',
      '   before 22:13:20    none  for at least 1 min',
    ]);
  });

  it('say how long a device is as it is, in minutes, and when nobody looked, though nothing changed', () => {
    const watching = watchingAlice();
    watching.wait(30_000);
    watching.answer({ alice: offline });
    watching.wait(30_000);
    watching.fail(failureOf('network'));
    for (let turn = 0; turn < 6; turn++) watching.wait(30_000);
    watching.answer({ alice: offline });
    expect(page(watching).slice(2, 6)).toEqual([
      ' ○ ios  offline for 3 min, not observed in between',
      '   not observed 22:14:20–22:17:20 (calls failed)',
      '   22:13:20–22:13:50  offline  for 3 min, not observed in between',
      '   before 22:13:20    online',
    ]);
  });

  it('say how much of a time nobody observed, in the heading as well, and nothing of times that were', () => {
    const watching = watchingAlice();
    const seen = (alice: Presence, answers: number) => {
      for (let answer = 0; answer < answers; answer++) {
        watching.wait(30_000);
        watching.answer({ alice });
      }
    };
    seen(offline, 5);
    watching.say('stop');
    for (let turn = 0; turn < 8; turn++) watching.wait(30_000);
    watching.say('stop');
    watching.answer({ alice: offline });
    const lines = page(watching);
    expect(lines[2]).toBe(' ○ ios  offline for 6 min, 4 min of them not observed');
    expect(lines).toContain('   22:13:20–22:13:50  offline  for 6 min, 4 min of them not observed');
    seen(online, 4);
    expect(page(watching)[2]).toBe(' ● ios  online for 1 min');
  });

  it('tell the day of what happened on another one', () => {
    const watching = watchingAlice();
    watching.wait(30_000);
    watching.answer({ alice: offline });
    watching.asleep += 2 * 86_400_000;
    watching.wait(1000);
    watching.answer({ alice: offline });
    expect(page(watching).slice(2, 6)).toEqual([
      ' ○ ios  offline for 2 d, not observed in between',
      '   not observed 11-14 22:13:50–22:13:51 (asleep)',
      '   11-14 22:13:20–22:13:50  offline  for 2 d, not observed in between',
      '   before 11-14 22:13:20  online',
    ]);
  });

  it('count gaps beyond a few', () => {
    const watching = watchingAlice();
    for (let gap = 0; gap < 9; gap++) {
      watching.wait(1000);
      watching.say('stop');
      watching.wait(1000);
      watching.say('stop');
    }
    const lines = below(page(watching), / ios /);
    expect(lines).toHaveLength(8);
    expect(lines.at(-1)).toBe('   and 3 more gaps before that');
  });
});

describe('what stands between the data and the present', () => {
  it('a failure says since when, why and what to do, wrapped where it is long', () => {
    const watching = watchingAlice();
    watching.wait(30_000);
    watching.fail(failureOf('server', 'the server answered 500 and a page of HTML'));
    expect(page(watching).slice(1, 3)).toEqual([
      ' failing since 22:13:50: the server answered 500 and a page of HTML',
      ' what to do about server',
    ]);
    expect(page(watching, 40).slice(1, 4)).toEqual([
      ' failing since 22:13:50: the server',
      ' answered 500 and a page of HTML',
      ' what to do about server',
    ]);
    expect(page(watching)).toContain('   not observed since 22:13:50 (calls failed)');
  });

  it('a user the latest answer left out is unknown, and the old data stay', () => {
    const watching = watchingAlice();
    watching.wait(30_000);
    watching.answer({ alice: null }, { proof: {} });
    expect(page(watching).slice(0, 7)).toEqual([
      ' alice  ? unknown',
      ' ! absent  asked for, but not in the answer: the server may not know the name,',
      '           or answer only for whom the acting user is subscribed to; what is',
      '           shown is older',
      '',
      ' ● ios  online when last seen',
      '   not observed since 22:13:20 (left out of the answers)',
    ]);
    expect(page(watching)).toContain(' batch          #2  1 name asked for, 0 answered');
    expect(page(watching, 80, 40)).toContain(' raw entry      none: the answer holds no entry for this user');
  });
});

it('a page longer than the screen is scrolled, and no further than its end', () => {
  const watching = team();
  watching.say('confirm');
  expect(page(watching, 40, 10)[0]).toBe(' alice  ● online');
  watching.say({ type: 'move', by: 'row', direction: 1 });
  expect(page(watching, 40, 10)[1]).toBe(' ● android_1  online');
  const end = 'ence';
  watching.say({ type: 'move', by: 'end', direction: 1 });
  expect(page(watching, 40, 10).at(-1)).toContain(end);
  watching.say({ type: 'move', by: 'page', direction: 1 });
  expect(page(watching, 40, 10).at(-1)).toContain(end);
});

describe('the proof of what is shown', () => {
  const raw = '{"result":[{"uid":"alice", "ext":"in\\na call","status":{"android":"0","android":"1"}}]}';

  /** Alice online on the second android of an answer that came as it is told here. */
  function proved(more: Came = {}): Watching {
    const watching = new Watching(['alice', 'bob']);
    const times = { sentAt: START + 12, receivedAt: START + 50 };
    watching.now = 50;
    watching.answer(
      {
        alice: presence([
          ['android', '0'],
          ['android', '1'],
        ]),
        bob: null,
      },
      { ...times, proof: { raw, length: raw.length, ...more } },
    );
    return watching;
  }

  const fromProof = (lines: readonly string[]) => lines.slice(lines.indexOf(' the answer that brought this'));

  it('is the request, how it was answered, and the entry as the server wrote it', () => {
    expect(fromProof(page(proved(), 80, 40)).join('\n')).toMatchInlineSnapshot(`
      " the answer that brought this
       request        POST /org/app/users/wzy/presence
       batch          #1  2 names asked for, 1 answered
       answer         HTTP 200  87 characters  in 38 ms
       sent           2023-11-14 22:13:20.012
       complete       2023-11-14 22:13:20.050
       server date    Tue, 14 Nov 2023 22:13:20 GMT  no difference to the clock here
       ask yourself   put your token's file in place of TOKEN_FILE; Y copies the line
         curl -X POST -H "Authorization: Bearer $(cat TOKEN_FILE)" -H 'Content-Type:
         application/json' -H 'Accept: application/json' --data
         '{"usernames":["alice"]}'
         https://a41.chat.agora.io/org/app/users/wzy/presence
       raw entry      as the server wrote it, broken into lines
         {"uid":"alice",
          "ext":"in\\na call",
          "status":{
           "android":"0",
           "android":"1"}}"
    `);
  });

  it.each([
    [{ date: null }, 'the server sent none  its clock is not known'],
    [{ clockError: 180_000 }, 'its clock is at least 3 min ahead of the one here'],
    [{ clockError: -400 }, 'its clock is at least 400 ms behind the one here'],
  ])('tells of the clocks: %j', (more, words) => {
    expect(fromProof(page(proved(more), 120, 40)).join(' ')).toContain(words);
  });

  it('of a cut answer says so, whether the entry was cut or lies behind the cut', () => {
    const cut = page(proved({ raw: raw.slice(0, 40), length: 1_000_000 }), 100, 40);
    expect(cut).toContain('   … cut: only the first 40 of 1,000,000 characters of the answer are kept');
    const lost = page(proved({ raw: raw.slice(0, 10), length: 1_000_000 }), 100, 40);
    expect(lost).toContain(' raw entry      not kept: only the first 10 of 1,000,000 characters of the answer are kept');
  });

  it('of an enormous entry shows the beginning and counts the rest, and is laid out once', () => {
    const huge = `{"result":[{"uid":"alice","ext":"${'x'.repeat(500_000)}"}]}`;
    const watching = proved({ raw: huge, length: huge.length });
    watching.say('confirm');
    drawLines(watching, 80, 24);
    watching.say({ type: 'move', by: 'end', direction: 1 });
    expect(drawLines(watching, 80, 24)).toContain('   … and 483,640 characters more');
    const line = () => userPage(watching.state, 0, 80).at(-1);
    expect(line()).toBe(line());
  });

  it('that is no longer kept is not made up', () => {
    const watching = watchingAlice();
    expect(page(watching)).toContain(' answer         no longer kept: r asks again, and shows it');
    watching.say('freeze');
    expect(page(watching)).toContain(' answer         no longer kept: p goes on, and r asks again');
  });

  it('in a frozen view is the one of what is shown, whatever came later', () => {
    const watching = proved();
    watching.say('freeze', 'confirm');
    watching.wait(30_000);
    watching.answer({ alice: offline }, { proof: { raw: '{"result":[{"uid":"alice","later":1}]}' } });
    const lines = fromProof(page(watching, 80, 40));
    expect(lines).toContain('   {"uid":"alice",');
    expect(lines.join()).not.toContain('later');
    watching.say('freeze');
    expect(fromProof(page(watching, 80, 40)).join()).toContain('"later":1');
  });

  it('asks with the file that holds the token, never with the token', () => {
    const watching = new Watching(['alice'], { tokenFile: '/home/me/token' });
    const lines = page(watching, 100, 40);
    expect(lines.join('\n')).toContain('$(cat /home/me/token)');
    expect(lines).toContain(' ask yourself   the token comes out of its file; Y copies the line');
  });
});

it('while nothing happens an open page stands still for most of the time', () => {
  const watching = new Watching(['alice']);
  watching.answer({ alice: presence({ ios: '1' }, { lastTime: SECONDS - 600 }) }, { proof: {} });
  watching.wait(20_000);
  const before = page(watching, 80, 40);
  watching.wait(9000);
  expect(page(watching, 80, 40)).toEqual(before);
});
