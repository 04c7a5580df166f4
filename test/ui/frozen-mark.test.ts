import { expect, it } from 'vitest';
import { draw, drawLines } from '../helpers/drawing.tsx';
import { offline, online, presence, type Saying, Watching } from '../helpers/watching.ts';

const earlier: Saying = { type: 'travel', to: 'earlier' };
const title = (watching: Watching, columns: number) => drawLines(watching, columns, 12)[0];

/** Everybody is online, alice goes offline half a minute later, bob another half; another half later nothing changed, and the view is frozen. */
function frozen(options: object = {}): Watching {
  const watching = new Watching(['alice', 'bob'], { place: '5101220107132865/test', ...options });
  const alice = presence({ ios_7: '0' }, { ext: 'Lunch' });
  for (const said of [{}, { alice }, { alice, bob: offline }]) {
    watching.answer({ alice: online, bob: online, ...said });
    watching.wait(30_000);
  }
  watching.answer({ alice, bob: offline });
  watching.say('freeze');
  return watching;
}

const past = (options: object = {}) => {
  const watching = frozen(options);
  watching.say(earlier, earlier);
  return watching;
};

it('100×30', () => {
  expect(draw(past(), 100, 30)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy               PAST 22:13:50 · 1m ago · step 2 of 3
     2 watched   ● 1 online   ◆ 0 custom   ○ 1 offline   ? 0 unknown                         oldest <1m
       USER ▲     STATUS    DEVICES                              LAST CHANGE EXT               SUB  AGE
    ▌  alice     *○ offline*ios_7 ○                              –          *Lunch                  <1m
       bob        ● online  ios ●                                –                                  <1m















    ─ changes, newest first: each fell between these two answers ───────────────────────────────────────
     22:13:20–22:13:50  alice             ext  none → "Lunch"
     22:13:20–22:13:50  alice             ios  online → none
     22:13:20–22:13:50  alice             ios_7  none → offline




     0.0/s of 5 · all well · 1 call a sweep · every 30s      ? help  q quit  ← earlier  → later  p live"
  `);
});

it('80×24', () => {
  expect(draw(past(), 80, 24)).toMatchInlineSnapshot(`
    " 5101220107132865/test  as wzy             PAST 22:13:50 · 1m ago · step 2 of 3
     2 watched   ● 1 online   ◆ 0 custom   ○ 1 offline   ? 0 unknown     oldest <1m
       USER ▲     STATUS    DEVICES                 LAST CHANGE EXT        SUB  AGE
    ▌  alice     *○ offline*ios_7 ○                 –          *Lunch           <1m
       bob        ● online  ios ●                   –                           <1m











    ─ changes, newest first: each fell between these two answers ───────────────────
     22:13:20–22:13:50  alice          ext  none → "Lunch"
     22:13:20–22:13:50  alice          ios  online → none
     22:13:20–22:13:50  alice          ios_7  none → offline


     0.0/s of 5 · all well               ? help  q quit  ← earlier  → later  p live"
  `);
});

it('60×15', () => {
  expect(draw(past(), 60, 15)).toMatchInlineSnapshot(`
    " 5101220107132865/test PAST 22:13:50 · 1m ago · step 2 of 3
     2 watched   ● 1 online   ◆ 0 custom   ○ 1 offline
       USER ▲     STATUS    DEVICES      LAST CHANGE EXT    SUB
    ▌  alice     *○ offline*ios_7 ○      –          *Lunch
       bob        ● online  ios ●        –








     0.0/s of 5 · all well            ? help  q quit  ← earlier"
  `);
});

it('40×10', () => {
  expect(draw(past(), 40, 10)).toMatchInlineSnapshot(`
    "                 PAST 22:13:50 · 2 of 3
     2 watched   ● 1 online   ◆ 0 custom
       USER ▲     STATUS    DEVICES
    ▌  alice     *○ offline*ios_7 ○
       bob        ● online  ios ●



     0.0/s of 5 · all well   ? help  q quit"
  `);
});

it('a frozen view is told apart from one that has gone back', () => {
  const watching = frozen();
  expect(title(watching, 100)).toMatch(/ FROZEN 22:14:50 · \+0 changes$/);
  watching.wait(86_400_000);
  expect(title(watching, 100)).toMatch(/ FROZEN 11-14 22:14 · \+0 changes$/);
  watching.say(earlier);
  expect(title(watching, 100)).toMatch(/ PAST 11-14 22:14 · 1d ago · step 3 of 3$/);
  watching.say('thaw');
  expect(title(watching, 100)).not.toMatch(/FROZEN|PAST/);
});

it('how long ago it was, and how many steps there are, go on', () => {
  const watching = past();
  watching.wait(300_000);
  watching.answer();
  expect(title(watching, 100)).toMatch(/ PAST 22:13:50 · 5m ago · step 2 of 4$/);
  watching.wait(86_400_000);
  expect(title(watching, 100)).toMatch(/ PAST 11-14 22:13 · 1d ago · step 2 of 4$/);
});

it('stands on the narrowest screen beside everything else that must be known', () => {
  const readOnly = { why: 'read-only: profile prod is marked production', hint: 'start with --write' };
  const watching = past({ profile: 'prod', readOnly });
  watching.say('stop');
  expect(title(watching, 40)).toMatch(/^ prod .*STOPPED PAST 22:13:50 READ-ONLY$/);
  expect(title(watching, 60)).toMatch(/^ prod .*STOPPED PAST 22:13:50 · 2 of 3 READ-ONLY$/);
});

it('the help says how far one can go back, at most and now', () => {
  const watching = past();
  watching.say({ type: 'open', layer: 'help' });
  const help = () => drawLines(watching, 80, 90);
  const from = help().indexOf(' time travel');
  expect(help().slice(from, from + 4)).toEqual([
    ' time travel',
    ' at most        the last 300,000 observations of users, and at most 32 MB of',
    '                what changed',
    ' now            3 moments, back to 22:13:20',
  ]);
  const keys = help().slice(0, from).join('\n');
  for (const key of ['←', '→', 'End', 'Home']) expect(keys).toContain(`\n ${key.padEnd(14)} `);
});

it('the list of changes ends at the moment, and does not begin before it', () => {
  const watching = past();
  const list = () => drawLines(watching, 80, 24).filter((line) => /–.*→|no change observed/.test(line));
  expect(list()).toHaveLength(3);
  watching.say(earlier);
  expect(list()).toEqual([expect.stringContaining('no change observed yet')]);
});
