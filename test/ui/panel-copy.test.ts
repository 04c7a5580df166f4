import { expect, it } from 'vitest';
import { draw, drawLines, team } from '../helpers/drawing.tsx';
import { Watching } from '../helpers/watching.ts';

function menu(steps = 0, watching = team()) {
  watching.say({ type: 'open', layer: 'copy' });
  for (let step = 0; step < steps; step++) watching.say({ type: 'move', by: 'row', direction: 1 });
  return watching;
}

it('80×24: what can be copied, with its key and how it begins', () => {
  expect(draw(menu(), 80, 24)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown     oldest <1m
       USER ▲     STATUS    DEVICES                 LAST CHANGE EXT        SUB  AGE
    ▌  alice      ● online  android_1 ● ios_7 ○     22:12:20    in a call  29d  <1m
       bob       *○ offline*ios_12 ○                22:13:45               over <1m
       c2         ◆ 101     webim_3f29c1 101        2021-01-07 *Lunch      yes  <1m
       dora      *● online *android_1 ●             –                      –    <1m
      !erin       ? unknown –                       –                      –    <1m








    ────────────────────────────────────────────────────────────────────────────────
     copy of alice
     › u  name         alice
       r  row as JSON  {"uid":"alice","status":"online","absent":false,"devices":[{…
       c  curl line    curl -X POST -H "Authorization: Bearer $(cat TOKEN_FILE)" -H…

     0.0/s of 5 · all well · 1 call a sweep           Enter copy  Esc close  ? help"
  `);
});

it('60×15', () => {
  expect(draw(menu(1), 60, 15)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline
       USER ▲     STATUS    DEVICES      LAST CHANGE EXT    SUB
    ▌  alice      ● online  andr… ● +1   22:12:20    in a … 29d
       bob       *○ offline*ios_12 ○     22:13:45           over
       c2         ◆ 101     webim_… 101  2021-01-07 *Lunch  yes
       dora      *● online *android_1 ●  –                  –
    ───────────────────────────────────────────────── 1–4 of 5 ─
     copy of alice
       u  name         alice
     › r  row as JSON  {"uid":"alice","status":"online","absent…
       c  curl line    curl -X POST -H "Authorization: Bearer $…

     0.0/s of 5 · all well        Enter copy  Esc close  ? help"
  `);
});

it('40×10', () => {
  expect(draw(menu(2), 40, 10)).toMatchInlineSnapshot(`
    " 5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom
     copy of alice
       u  name         alice
       r  row as JSON  {"uid":"alice","stat…
     › c  curl line    curl -X POST -H "Aut…


     all well         Enter copy  Esc close"
  `);
});

it('what a stranger wrote is harmless in it, and wide characters are not cut in two', () => {
  const watching = new Watching(['\u{1b}[31m你好👩‍👩‍👧‍👦'.repeat(6)]);
  for (const line of drawLines(menu(0, watching), 40, 24)) expect(line).toMatch(/^[^\p{Cc}\p{Cs}]*$/u);
});
