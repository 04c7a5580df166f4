import { expect, it } from 'vitest';
import { draw, drawLines, team } from '../helpers/drawing.tsx';
import { Watching } from '../helpers/watching.ts';

function palette(typed = '', watching = team()) {
  watching.say({ type: 'open', layer: 'palette' });
  watching.type(typed);
  return watching;
}

it('80×24: every action with its keys, below a table that keeps two rows at least', () => {
  expect(draw(palette(), 80, 24)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown     oldest <1m
       USER ▲     STATUS    DEVICES                 LAST CHANGE EXT        SUB  AGE
    ▌  alice      ● online  android_1 ● ios_7 ○     22:12:20    in a call  29d  <1m
       bob       *○ offline*ios_12 ○                22:13:45               over <1m
       c2         ◆ 101     webim_3f29c1 101        2021-01-07 *Lunch      yes  <1m
       dora      *● online *android_1 ●             –                      –    <1m
    ───────────────────────────────────────────────────────────────────── 1–4 of 5 ─
     :
     › /          filter, live: bob, status:online, age>10s, !sub:yes
       e          set a status: device, status, ext
       a          subscribe to the marked users, or the selected one
       x          unsubscribe from the marked users, or the selected one
       W          what became of the last c… · not now: nothing was changed in this…
       ctrl-x     give up the rest of the c… · not now: no change has calls left th…
       Enter      open the user: every device, times, ext, subscription, changes
       ?          help: every key that works here
       T          every change that is kept, of all users, newest first
       E          errors so far, newest first, with what to do
       A          alerts that went off, newest first
       L          subscriptions of the acting user, those that end first on top

     0.0/s of 5 · all well · 1 call a sweep · every 30s      Enter do it  Esc close"
  `);
});

it('60×15: the best match first; what cannot work now says why, and its title gives way', () => {
  const readOnly = { why: 'read-only: profile prod is marked production', hint: 'start with --write to change things' };
  const watching = palette('sub', new Watching(['alice', 'bob'], { readOnly }));
  expect(draw(watching, 60, 15)).toMatchInlineSnapshot(`
    " presence-monitor  org/app  as wzy                READ-ONLY
     2 watched   ● 0 online   ◆ 0 custom ░░░░░░░░░░ first sweep
       USER ▲     STATUS    DEVICES      LAST CHANGE EXT    SUB
    ▌  alice      ? unknown –            –
       bob        ? unknown –            –
    ────────────────────────────────────────────────────────────
     : sub
     › a          subscribe to the marked users, or the selected
                  one · not now: read-only: profile prod is
                  marked production; start with --write to
                  change things
       L          subscriptions of the acting user, those that …

     0.0/s of 5 · starting               Enter do it  Esc close"
  `);
});

it('40×10: in place of the table, so that enough is seen', () => {
  expect(draw(palette('sort'), 40, 10)).toMatchInlineSnapshot(`
    " 5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom
     : sort
     › s          choose the column to sort
                  by
       >          sort by the next column
       <          sort by the previous colu…

     all well        Enter do it  Esc close"
  `);
});

it('opened over the page of a user it lists the actions of that page', () => {
  const watching = team();
  watching.say('confirm');
  const lines = drawLines(palette('', watching), 100, 30);
  expect(lines.some((line) => /› e +set a status/.test(line))).toBe(true);
  expect(lines.join('\n')).not.toContain('mark or unmark');
});

it('its height stands while somebody types, and it says when nothing matches', () => {
  const watching = palette();
  const ruleAt = () => drawLines(watching, 80, 24).findIndex((line) => line.startsWith('───'));
  const before = ruleAt();
  for (const letter of 'zz') {
    watching.type(letter);
    expect(ruleAt()).toBe(before);
  }
  expect(drawLines(watching, 80, 24)).toContain(' no action matches: erase what you typed');
});

it('goes along with the choice, and shows where it stands by a sign', () => {
  const watching = palette();
  const chosen = () => drawLines(watching, 40, 10).filter((line) => line.includes('›'));
  const seen = new Set<string>();
  for (let step = 0; step < 60; step++) {
    expect(chosen()).toHaveLength(1);
    seen.add(chosen()[0] as string);
    watching.say({ type: 'move', by: 'row', direction: 1 });
  }
  expect(seen.size).toBeGreaterThan(20);
});

it('shows the chosen entry in whole, whatever its length, at 40×10 too', () => {
  const readOnly = { why: 'read-only: profile prod is marked production', hint: 'start with --write to change things' };
  const watching = palette('subscribe', new Watching(['alice'], { readOnly }));
  const text = drawLines(watching, 40, 12).join(' ').replaceAll(/ +/g, ' ');
  expect(text).toContain('subscribe to the marked users, or the selected one · not now: read-only: profile prod');
});
