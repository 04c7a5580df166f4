import { expect, it } from 'vitest';
import { draw, team } from '../helpers/drawing.tsx';

it('100×30: every column, and room for six changes', () => {
  expect(draw(team(), 100, 30)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown                         oldest <1m
       USER ▲     STATUS    DEVICES                              LAST CHANGE EXT               SUB  AGE
    ▌  alice      ● online  android_1 ● ios_7 ○                  22:12:20    in a call         29d  <1m
       bob       *○ offline*ios_12 ○                             22:13:45                      over <1m
       c2         ◆ 101     webim_3f29c1 101                     2021-01-07 *Lunch             yes  <1m
       dora      *● online *android_1 ●                          –                             –    <1m
      !erin       ? unknown –                                    –                             –    <1m












    ─ changes, newest first: each fell between these two answers ───────────────────────────────────────
     22:13:20–22:13:50  dora              android_1  none → online
     22:13:20–22:13:50  dora              status  unknown → online
     22:13:20–22:13:50  c2                ext  "Busy" → "Lunch"
     22:13:20–22:13:50  bob               ios_12  online → offline



     0.0/s of 5 · all well · 1 call a sweep             ? help  q quit  / filter  e set  a sub  x unsub"
  `);
});

it('80×24: every column, and room for four changes', () => {
  expect(draw(team(), 80, 24)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown     oldest <1m
       USER ▲     STATUS    DEVICES                 LAST CHANGE EXT        SUB  AGE
    ▌  alice      ● online  android_1 ● ios_7 ○     22:12:20    in a call  29d  <1m
       bob       *○ offline*ios_12 ○                22:13:45               over <1m
       c2         ◆ 101     webim_3f29c1 101        2021-01-07 *Lunch      yes  <1m
       dora      *● online *android_1 ●             –                      –    <1m
      !erin       ? unknown –                       –                      –    <1m








    ─ changes, newest first: each fell between these two answers ───────────────────
     22:13:20–22:13:50  dora           android_1  none → online
     22:13:20–22:13:50  dora           status  unknown → online
     22:13:20–22:13:50  c2             ext  "Busy" → "Lunch"
     22:13:20–22:13:50  bob            ios_12  online → offline

     0.0/s of 5 · all well · 1 call a sweep  ? help  q quit  / filter  e set  a sub"
  `);
});

it('60×15: neither AGE nor the changes', () => {
  expect(draw(team(), 60, 15)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline
       USER ▲     STATUS    DEVICES      LAST CHANGE EXT    SUB
    ▌  alice      ● online  andr… ● +1   22:12:20    in a … 29d
       bob       *○ offline*ios_12 ○     22:13:45           over
       c2         ◆ 101     webim_… 101  2021-01-07 *Lunch  yes
       dora      *● online *android_1 ●  –                  –
      !erin       ? unknown –            –                  –





     0.0/s of 5 · all well      ? help  q quit  / filter  e set"
  `);
});

it('40×10: who, status and devices', () => {
  expect(draw(team(), 40, 10)).toMatchInlineSnapshot(`
    " 5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom
       USER ▲     STATUS    DEVICES
    ▌  alice      ● online  andr… ● ios_7 ○
       bob       *○ offline*ios_12 ○
       c2         ◆ 101     webim_3f29c1 101
       dora      *● online *android_1 ●
                                   1–4 of 5
     0.0/s of 5 · all well   ? help  q quit"
  `);
});

it('200×60: names get no more room than the longest one takes, devices and ext get the rest', () => {
  expect(draw(team(), 200, 60).replace(/\n{4,}/g, '\n\n\n')).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown                                                                                                                             oldest <1m
       USER ▲     STATUS    DEVICES                                                                  LAST CHANGE EXT                                                              SUB  AGE
    ▌  alice      ● online  android_1 ● ios_7 ○                                                      22:12:20    in a call                                                        29d  <1m
       bob       *○ offline*ios_12 ○                                                                 22:13:45                                                                     over <1m
       c2         ◆ 101     webim_3f29c1 101                                                         2021-01-07 *Lunch                                                            yes  <1m
       dora      *● online *android_1 ●                                                              –                                                                            –    <1m
      !erin       ? unknown –                                                                        –                                                                            –    <1m


    ─ changes, newest first: each fell between these two answers ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
     22:13:20–22:13:50  dora                  android_1  none → online
     22:13:20–22:13:50  dora                  status  unknown → online
     22:13:20–22:13:50  c2                    ext  "Busy" → "Lunch"
     22:13:20–22:13:50  bob                   ios_12  online → offline


     0.0/s of 5 · all well · 1 call a sweep · every 30s · 429 ×0                                           ? help  q quit  / filter  e set  a sub  x unsub  Enter open  T changes  E errors  L subs  s sort"
  `);
});

it.each([
  [39, 10, 'needs 40×10, has 39×10'],
  [40, 9, 'needs 40×10, has 40×9'],
  [12, 3, 'needs 40×10…'],
  [1, 1, '…'],
])('%i×%i is too small: one line says what is needed', (columns, rows, line) => {
  expect(draw(team(), columns, rows)).toBe(line);
});

it('a terminal that grows again shows the table again', () => {
  const watching = team();
  const before = draw(watching, 80, 24);
  draw(watching, 1, 1);
  expect(draw(watching, 80, 24)).toBe(before);
});
