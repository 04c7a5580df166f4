import { expect, it } from 'vitest';
import { draw, drawLines, SECONDS } from '../helpers/drawing.tsx';
import { failureOf, presence, Watching } from '../helpers/watching.ts';

/** Alice with two devices, one of which came and went, after calls that failed, and with the answer that told of it. */
function alice(): Watching {
  const watching = new Watching(['alice', 'bob'], { tokenFile: '/home/me/token' });
  const android = 'android_6fa7d8a2-1c03-4a0e-9d3f-0e5b7c1f2a34';
  const says = (devices: Record<string, string>, ext: string) => presence(devices, { ext, lastTime: SECONDS - 60 });
  watching.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'alice', expiry: SECONDS + 604_800 }] });
  watching.answer({ alice: says({ [android]: '1', ios_7: '0' }, '') });
  watching.wait(30_000);
  watching.answer({ alice: says({ [android]: '101', ios_7: '0' }, 'in a call') });
  watching.wait(30_000);
  watching.fail(failureOf('server'));
  for (let turn = 0; turn < 4; turn++) watching.wait(30_000);
  const times = { sentAt: watching.stamp.wall - 38, receivedAt: watching.stamp.wall };
  watching.answer({ alice: says({ [android]: '1' }, 'in a call'), bob: null }, { ...times, proof: {} });
  watching.say('confirm');
  return watching;
}

it('at 40×10, from the beginning to the end', () => {
  const watching = alice();
  const screens = [draw(watching, 40, 10)];
  while (true) {
    const { scrollLimit, layers } = watching.state;
    const [layer] = layers;
    if (layer?.kind !== 'user' || layer.scroll >= scrollLimit) break;
    watching.say(...Array(6).fill({ type: 'move', by: 'row', direction: 1 }));
    screens.push(drawLines(watching, 40, 10).slice(1, -2).join('\n'));
  }
  expect(screens.join('\n––\n')).toMatchInlineSnapshot(`
    " presence-monitor  org/app  as wzy
     2 watched   ● 1 online   ◆ 0 custom
     alice  ● online

     ● android_6fa7d8a2-1c03-4a0e-9d3f-0e5b7
       c1f2a34  online for less than 1 min
       22:13:50–22:16:20  online

     0.0/s of 5 · all well  ? help  q close
    ––
     2 watched   ● 1 online   ◆ 0 custom
       not observed 22:14:20–22:16:20 (calls
       failed)
       22:13:20–22:13:50  custom 101
       for at most 3 min
       before 22:13:20    online
    ––
     2 watched   ● 1 online   ◆ 0 custom
       22:13:50–22:16:20  gone
       for less than 1 min
       not observed 22:14:20–22:16:20 (calls
       failed)
       before 22:13:20    offline
    ––
     2 watched   ● 1 online   ◆ 0 custom

     ext            in a call
       not observed 22:14:20–22:16:20 (calls
       failed)
       22:13:20–22:13:50  "in a call"
    ––
     2 watched   ● 1 online   ◆ 0 custom
       before 22:13:20    none
     last change    2023-11-14 22:12:20 (4m
                    ago), login or logout
                    the server saw
     observed       <1m ago
    ––
     2 watched   ● 1 online   ◆ 0 custom
                    22:13:20 (in 6d)

     the answer that brought this
     request        POST /org/app/users/wzy/
                    presence
    ––
     2 watched   ● 1 online   ◆ 0 custom
                    2 names asked for, 1
                    answered
     answer         HTTP 200  133 characters
                    in 38 ms
     sent           2023-11-14 22:16:19.962
    ––
     2 watched   ● 1 online   ◆ 0 custom
     server date    Tue, 14 Nov 2023
                    22:13:20 GMT
                    no difference to the
                    clock here
     ask yourself   the token comes out of
    ––
     2 watched   ● 1 online   ◆ 0 custom
                    line
       curl -X POST -H "Authorization:
       Bearer $(cat /home/me/token)" -H
       'Content-Type: application/json' -H
       'Accept: application/json' --data
    ––
     2 watched   ● 1 online   ◆ 0 custom
       .chat.agora.io/org/app/users/wzy/pres
       ence
     raw entry      as the server wrote it,
                    broken into lines
       {"uid":"alice",
    ––
     2 watched   ● 1 online   ◆ 0 custom
        "last_time":"1699999940",
        "ext":"in a call",
        "status":{
         "android_6fa7d8a2-1c03-4a0e-9d3f-0e
         5b7c1f2a34":"1"}}"
  `);
});

it('at 60×15', () => {
  expect(draw(alice(), 60, 15)).toMatchInlineSnapshot(`
    " presence-monitor  org/app  as wzy
     2 watched   ● 1 online   ◆ 0 custom   ○ 0 offline
     alice  ● online

     ● android_6fa7d8a2-1c03-4a0e-9d3f-0e5b7c1f2a34
       online for less than 1 min
       22:13:50–22:16:20  online  for less than 1 min
       not observed 22:14:20–22:16:20 (calls failed)
       22:13:20–22:13:50  custom 101  for at most 3 min
       before 22:13:20    online
     – ios_7  gone for less than 1 min
       22:13:50–22:16:20  gone  for less than 1 min

     0.0/s of 5 · all well        ? help  q close  e set  a sub"
  `);
});

it('at 80×24', () => {
  expect(draw(alice(), 80, 24)).toMatchInlineSnapshot(`
    " presence-monitor  org/app  as wzy
     2 watched   ● 1 online   ◆ 0 custom   ○ 0 offline   ? 1 unknown     oldest <1m
     alice  ● online

     ● android_6fa7d8a2-1c03-4a0e-9d3f-0e5b7c1f2a34  online for less than 1 min
       22:13:50–22:16:20  online  for less than 1 min
       not observed 22:14:20–22:16:20 (calls failed)
       22:13:20–22:13:50  custom 101  for at most 3 min
       before 22:13:20    online
     – ios_7  gone for less than 1 min
       22:13:50–22:16:20  gone  for less than 1 min
       not observed 22:14:20–22:16:20 (calls failed)
       before 22:13:20    offline  for at least 30 s

     ext            in a call
       not observed 22:14:20–22:16:20 (calls failed)
       22:13:20–22:13:50  "in a call"  for 2 min, not observed in between
       before 22:13:20    none
     last change    2023-11-14 22:12:20 (4m ago), login or logout the server saw
     observed       <1m ago
     subscription   by wzy until 2023-11-21 22:13:20 (in 6d)

     0.0/s of 5 · all well · 1 call a sweep  ? help  q close  e set  a sub  x unsub"
  `);
});

it('at 100×30', () => {
  expect(draw(alice(), 100, 30)).toMatchInlineSnapshot(`
    " presence-monitor  org/app  as wzy
     2 watched   ● 1 online   ◆ 0 custom   ○ 0 offline   ? 1 unknown                         oldest <1m
     alice  ● online

     ● android_6fa7d8a2-1c03-4a0e-9d3f-0e5b7c1f2a34  online for less than 1 min
       22:13:50–22:16:20  online  for less than 1 min
       not observed 22:14:20–22:16:20 (calls failed)
       22:13:20–22:13:50  custom 101  for at most 3 min
       before 22:13:20    online
     – ios_7  gone for less than 1 min
       22:13:50–22:16:20  gone  for less than 1 min
       not observed 22:14:20–22:16:20 (calls failed)
       before 22:13:20    offline  for at least 30 s

     ext            in a call
       not observed 22:14:20–22:16:20 (calls failed)
       22:13:20–22:13:50  "in a call"  for 2 min, not observed in between
       before 22:13:20    none
     last change    2023-11-14 22:12:20 (4m ago), login or logout the server saw
     observed       <1m ago
     subscription   by wzy until 2023-11-21 22:13:20 (in 6d)

     the answer that brought this
     request        POST /org/app/users/wzy/presence
     batch          #4  2 names asked for, 1 answered
     answer         HTTP 200  133 characters  in 38 ms
     sent           2023-11-14 22:16:19.962

     0.0/s of 5 · all well · 1 call a sweep           ? help  q close  e set  a sub  x unsub  T changes"
  `);
});

it('at 200×60', () => {
  const lines = drawLines(alice(), 200, 60).slice(1);
  expect(
    lines
      .slice(
        0,
        lines.findIndex((line, at) => at > 20 && line === ''),
      )
      .join('\n'),
  ).toMatchInlineSnapshot(`
    " 2 watched   ● 1 online   ◆ 0 custom   ○ 0 offline   ? 1 unknown                                                                                                                             oldest <1m
     alice  ● online

     ● android_6fa7d8a2-1c03-4a0e-9d3f-0e5b7c1f2a34  online for less than 1 min
       22:13:50–22:16:20  online  for less than 1 min
       not observed 22:14:20–22:16:20 (calls failed)
       22:13:20–22:13:50  custom 101  for at most 3 min
       before 22:13:20    online
     – ios_7  gone for less than 1 min
       22:13:50–22:16:20  gone  for less than 1 min
       not observed 22:14:20–22:16:20 (calls failed)
       before 22:13:20    offline  for at least 30 s

     ext            in a call
       not observed 22:14:20–22:16:20 (calls failed)
       22:13:20–22:13:50  "in a call"  for 2 min, not observed in between
       before 22:13:20    none
     last change    2023-11-14 22:12:20 (4m ago), login or logout the server saw
     observed       <1m ago
     subscription   by wzy until 2023-11-21 22:13:20 (in 6d)

     the answer that brought this
     request        POST /org/app/users/wzy/presence
     batch          #4  2 names asked for, 1 answered
     answer         HTTP 200  133 characters  in 38 ms
     sent           2023-11-14 22:16:19.962
     complete       2023-11-14 22:16:20.000
     server date    Tue, 14 Nov 2023 22:13:20 GMT  no difference to the clock here
     ask yourself   the token comes out of its file; Y copies the line
       curl -X POST -H "Authorization: Bearer $(cat /home/me/token)" -H 'Content-Type: application/json' -H 'Accept: application/json' --data '{"usernames":["alice"]}'
       https://a41.chat.agora.io/org/app/users/wzy/presence
     raw entry      as the server wrote it, broken into lines
       {"uid":"alice",
        "last_time":"1699999940",
        "ext":"in a call",
        "status":{
         "android_6fa7d8a2-1c03-4a0e-9d3f-0e5b7c1f2a34":"1"}}"
  `);
});
