import { describe, expect, it } from 'vitest';
import type { Presence } from '../../src/api/contract.ts';
import { draw, drawLines, SECONDS, team } from '../helpers/drawing.tsx';
import { failureOf, offline, online, presence, Watching } from '../helpers/watching.ts';

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
     bob   ○ offline

     ○ ios_12  offline

     ext            none
     last change    2023-11-14 22:13:45 (5s ago), login or logout the server saw
     observed       2023-11-14 22:13:50 (0s ago)
     subscription   by wzy until 2023-11-14 22:13:15 (35s ago)

     changes
     22:13:20–22:13:50  ios_12  online → offline









     0.0/s of 5 · all well · 1 call a sweep   ? help  q quit  e set  a sub  x unsub"
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
  expect(page(watching, 100).slice(3, 6)).toEqual([' ○ android  offline', ' ● android  online', ` ◆ ${id}  custom 101`]);
  expect(page(watching, 60).slice(6, 8)).toEqual([' ◆ webim_random_012345678901234567890123456  custom 101', '   7890123456789']);
});

it('3,000 devices are reached by scrolling', () => {
  const crowd = Array.from({ length: 3000 }, (_, at) => [`d${at}`, '1'] as const);
  const watching = watchingAlice(presence(crowd));
  expect(page(watching)[2]).toBe(' ● d0  online');
  watching.say({ type: 'move', by: 'end', direction: 1 });
  expect(page(watching).at(-1)).toBe(' none observed yet');
  expect(page(watching)).toContain(' ● d2999  online');
});

it('a user without devices has a sentence', () => {
  expect(page(watchingAlice(presence()))).toContain(' no device was ever seen');
});

it('a long ext is wrapped, and one without text is none', () => {
  const watching = watchingAlice(presence({ ios: '1' }, { ext: 'a b c d e f g h i j k l m n o p q r s t u v w x y z' }));
  expect(page(watching, 40).slice(4, 7)).toEqual([
    ' ext            a b c d e f g h i j k l',
    '                m n o p q r s t u v w x',
    '                y z',
  ]);
  expect(page(watchingAlice())).toContain(' ext            none');
});

it('times are told in full, and how long ago', () => {
  const watching = watchingAlice(presence({ ios: '1' }, { lastTime: SECONDS - 7200 }));
  watching.wait(90_000);
  expect(page(watching)).toContain(' last change    2023-11-14 20:13:20 (2h ago), login or logout the server saw');
  expect(page(watching)).toContain(' observed       2023-11-14 22:13:20 (1m ago)');
});

it('what the server did not say is not made up', () => {
  expect(page(watchingAlice())).toContain(' last change    the server did not say');
  expect(page(new Watching(['alice']))).toContain(' observed       never answered yet');
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

it('the timeline has the changes of this user alone, newest first', () => {
  const watching = new Watching(['alice', 'bob']);
  for (const alice of [online, offline, presence({ ios: '0' }, { ext: 'away' })]) {
    watching.answer({ alice, bob: alice === offline ? offline : online });
    watching.wait(30_000);
  }
  const lines = page(watching);
  expect(lines.slice(lines.indexOf(' changes'))).toEqual([
    ' changes',
    ' 22:13:50–22:14:20  ext  none → "away"',
    ' 22:13:20–22:13:50  ios  online → offline',
  ]);
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
  });

  it('a user the latest answer left out is unknown, and the old data stay', () => {
    const watching = watchingAlice();
    watching.wait(30_000);
    watching.answer({ alice: null });
    expect(page(watching).slice(0, 6)).toEqual([
      ' alice   ? unknown',
      ' the latest answer left this user out: unknown, and the data below are older',
      ' ! absent  asked for, but not in the answer: the server may not know the name,',
      '           or answer only for whom the acting user is subscribed to',
      '',
      ' ● ios  online',
    ]);
  });
});

it('a page longer than the screen is scrolled, and no further than its end', () => {
  const watching = team();
  watching.say('confirm');
  expect(page(watching, 40, 10)[0]).toBe(' alice   ● online');
  watching.say({ type: 'move', by: 'row', direction: 1 });
  expect(page(watching, 40, 10)[1]).toBe(' ● android_1  online');
  watching.say({ type: 'move', by: 'end', direction: 1 });
  expect(page(watching, 40, 10).at(-1)).toBe(' none observed yet');
  watching.say({ type: 'move', by: 'page', direction: 1 });
  expect(page(watching, 40, 10).at(-1)).toBe(' none observed yet');
});
