import { expect, it } from 'vitest';
import { draw, drawLines, team } from '../helpers/drawing.tsx';

function choosing(steps = 0) {
  const watching = team();
  watching.say({ type: 'sort-by', direction: 1 }, 'invert', { type: 'open', layer: 'sort' });
  for (let step = 0; step < steps; step++) watching.say({ type: 'move', by: 'row', direction: 1 });
  return watching;
}

it('opens below the table, at the present column, which shows its direction', () => {
  expect(draw(choosing(), 80, 24)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown     oldest <1m
       USER       STATUS ▼  DEVICES                 LAST CHANGE EXT        SUB  AGE
      !erin       ? unknown –                       –                      –    <1m
       bob       *○ offline*ios_12 ○                22:13:45               over <1m
       c2         ◆ 101     webim_3f29c1 101        2021-01-07 *Lunch      yes  <1m
    ▌  alice      ● online  android_1 ● ios_7 ○     22:12:20    in a call  29d  <1m
       dora      *● online *android_1 ●             –                      –    <1m




    ────────────────────────────────────────────────────────────────────────────────
     sort by
       user
     › status: online, custom, offline, unknown ▼
       number of devices
       last change
       ext
       end of the subscription
       age of the data

     0.0/s of 5 · all well · 1 call a sweep           Enter sort  Esc close  ? help"
  `);
});

it('a sign, not only a colour, goes with the choice', () => {
  const watching = choosing(2);
  expect(drawLines(watching, 80, 24).filter((line) => line.startsWith(' ›'))).toEqual([' › last change']);
  watching.say({ type: 'move', by: 'end', direction: 1 });
  expect(drawLines(watching, 80, 24).filter((line) => line.startsWith(' ›'))).toEqual([' › age of the data']);
});

it('on a low screen takes the place of the table, and the choice stays in sight', () => {
  const watching = choosing();
  expect(drawLines(watching, 40, 10).slice(2, 7)).toEqual([
    '   user',
    ' › status: online, custom, offline, unk…',
    '   number of devices',
    '   last change',
    '   ext',
  ]);
  watching.say({ type: 'move', by: 'end', direction: 1 });
  expect(drawLines(watching, 40, 10).slice(2, 7)).toEqual([
    '   number of devices',
    '   last change',
    '   ext',
    '   end of the subscription',
    ' › age of the data',
  ]);
});

it('Enter sorts by the choice', () => {
  const watching = choosing(3);
  watching.say('confirm');
  expect(drawLines(watching, 80, 24)[2]).toContain('EXT ▲');
});
