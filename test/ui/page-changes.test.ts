import { describe, expect, it, vi } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { blankStops } from '../../src/ui/column-stops.ts';
import { draw, drawLines, team } from '../helpers/drawing.tsx';
import { failureOf, names, offline, online, presence, Watching } from '../helpers/watching.ts';

vi.setConfig({ testTimeout: 20_000 });

const T = { type: 'open', layer: 'change-list' } as const;
const end = { type: 'move', by: 'end', direction: 1 } as const;

function opened(watching: Watching): Watching {
  watching.say(T);
  return watching;
}

/** The page alone: below the header, above message line and footer. */
const page = (watching: Watching, columns = 80, rows = 24) => drawLines(watching, columns, rows).slice(2, -2);

/** Users who all went offline, in one answer. */
function crowd(count: number): Watching {
  const watching = new Watching(names(count), { callsPerSecond: 50 });
  const all = (seen: typeof online) => {
    while (watching.asked.length > 0) watching.answer(Object.fromEntries(names(count).map((uid) => [uid, seen])));
  };
  all(online);
  for (let second = 0; second < 40; second++) {
    watching.wait(1000);
    all(offline);
  }
  return watching;
}

describe('the change list', () => {
  it('at 80×24', () => {
    expect(draw(opened(team()), 80, 24)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown     oldest <1m
       4 changes of all users, newest first
      ▌22:13:20–22:13:50  dora             android_1  none → online
       22:13:20–22:13:50  dora             status  unknown → online
       22:13:20–22:13:50  c2               ext  "Busy" → "Lunch"
       22:13:20–22:13:50  bob              ios_12  online → offline
       all since the start; 2,000 are kept














       0.0/s of 5 · all well                  Enter open  Esc close  / filter  y copy"
    `);
  });

  it('at 100×30', () => {
    const watching = team();
    watching.wait(30_000);
    watching.fail(failureOf('network'), 500);
    watching.wait(60_000);
    watching.answer({ alice: presence({ android_1: '0', ios_7: '0' }, { ext: 'in a call' }) });
    expect(draw(opened(watching), 100, 30)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       5 watched   ● 4 online   ◆ 0 custom   ○ 1 offline   ? 0 unknown                         oldest <1m
       14 changes of all users, newest first
      ▌22:13:50–22:15:20  erin                 ios  none → online  not observed in between
       22:13:50–22:15:20  erin                 status  unknown → online  not observed in between
       22:13:50–22:15:20  dora                 android_1  online → none  not observed in between
       22:13:50–22:15:20  dora                 ios  none → online  not observed in between
       22:13:50–22:15:20  c2                   ext  "Lunch" → none  not observed in between
       22:13:50–22:15:20  c2                   webim_3f29c1  101 → none  not observed in between
       22:13:50–22:15:20  c2                   ios  none → online  not observed in between
       22:13:50–22:15:20  bob                  ios_12  offline → none  not observed in between
       22:13:50–22:15:20  bob                  ios  none → online  not observed in between
       22:13:50–22:15:20  alice                android_1  online → offline  not observed in between
       22:13:20–22:13:50  dora                 android_1  none → online
       22:13:20–22:13:50  dora                 status  unknown → online
       22:13:20–22:13:50  c2                   ext  "Busy" → "Lunch"
       22:13:20–22:13:50  bob                  ios_12  online → offline
       all since the start; 2,000 are kept










       0.0/s of 5 · all well · 1 call a sweep             Enter open  Esc close  / filter  y copy  ? help"
    `);
  });

  it('at 60×15 a change too long for a line takes two, with the whole id', () => {
    const watching = new Watching(['alice']);
    const device = 'webim_random_0123456789012345678901234567';
    for (const status of ['1', 'In a meeting', '0']) {
      watching.answer({ alice: presence({ [device]: status }) });
      watching.wait(30_000);
    }
    expect(draw(opened(watching), 60, 15)).toMatchInlineSnapshot(`
      " presence-monitor  org/app  as wzy
       1 watched   ● 0 online   ◆ 0 custom   ○ 1 offline
       2 changes of all users, newest first
      ▌22:13:50–22:14:20  alice
      ▌  webim_random_0123456789012345678…  In a meeting → offline
       22:13:20–22:13:50  alice
         webim_random_01234567890123456789…  online → In a meeting
       all since the start; 2,000 are kept





       0.0/s of 5 · all well      Enter open  Esc close  / filter"
    `);
  });

  it('shows ids and names in whole where the row has room', () => {
    const device = 'android_d947c334-959e-3abc-9876-0123456789ab';
    const uid = 'support-desk-second-floor-left-wing';
    const watching = new Watching([uid, 'ann']);
    watching.answer({ [uid]: presence({ [device]: '1' }), ann: presence({ [device]: '1' }) });
    watching.wait(30_000);
    watching.answer({ [uid]: presence({ [device]: '0' }), ann: presence({ [device]: '0' }) });
    expect(page(opened(watching), 130, 24).slice(1, 3)).toEqual([
      `▌22:13:20–22:13:50  ${uid}  ${device}  online → offline`,
      ` 22:13:20–22:13:50  ann                        ${device}  online → offline`,
    ]);
    expect(page(watching, 100, 24).slice(1, 3)).toEqual([`▌22:13:20–22:13:50  ${uid}`, `▌  ${device}  online → offline`]);
  });

  it('at 40×10', () => {
    const watching = opened(crowd(12));
    watching.say(end);
    expect(draw(watching, 40, 10)).toMatchInlineSnapshot(`
      " presence-monitor  org/app  as wzy
       12 watched   ● 0 online   ◆ 0 custom
       12 changes, newest first   12–12 of 12
      ▌22:13:20–22:13:50  u1
      ▌  ios  online → offline
       all since the start; 2,000 are kept


       all well         Enter open  Esc close"
    `);
  });

  it('at 200×60', () => {
    expect(
      draw(opened(crowd(60)), 200, 60)
        .split('\n')
        .slice(0, 5),
    ).toMatchInlineSnapshot(`
      [
        " presence-monitor  org/app  as wzy",
        " 60 watched   ● 0 online   ◆ 0 custom   ○ 60 offline   ? 0 unknown                                                                                                                           oldest <1m",
        " 60 changes of all users, newest first                                                                                                                                                       1–54 of 60",
        "▌22:13:20–22:13:50  u60                               ios  online → offline",
        " 22:13:20–22:13:50  u59                               ios  online → offline",
      ]
    `);
  });

  it('before anything changed', () => {
    expect(page(opened(new Watching(['alice']))).slice(0, 2)).toEqual([
      ' 0 changes of all users, newest first',
      ' no change observed yet',
    ]);
  });
});

describe('changes of another day', () => {
  /** 22:13:20; a change after each of the waits. */
  function days(...waits: readonly number[]): Watching {
    const watching = new Watching(['bob']);
    watching.answer({ bob: online });
    for (const [at, wait] of waits.entries()) {
      watching.wait(wait);
      watching.answer({ bob: at % 2 === 0 ? offline : online });
    }
    return opened(watching);
  }
  const HOUR = 3_600_000;

  it('tell their day, in as many columns', () => {
    const watching = days(30_000, 3 * HOUR, 30_000);
    expect(page(watching, 100).slice(1, 4)).toEqual([
      '▌01:13:50–01:14:20  bob                  ios  online → offline',
      ' 11-14–01:13:50     bob                  ios  offline → online  not observed in between',
      ' 11-14 22:13–22:13  bob                  ios  online → offline',
    ]);
    watching.wait(24 * HOUR);
    expect(page(watching, 40, 10).slice(1, 5)).toEqual([
      '▌11-15 01:13–01:14  bob',
      '▌  ios  online → offline',
      ' 11-14–11-15 01:13  bob',
      '   ios  offline → online  not observed',
    ]);
  });

  it('tell it where the moment is frozen that is shown, by the day of that moment', () => {
    const watching = days(30_000);
    watching.say('freeze');
    watching.wait(3 * HOUR);
    expect(page(watching).slice(0, 2)).toEqual([
      ' 1 change of all users, newest first, as of 11-14 22:13',
      '▌22:13:20–22:13:50  bob              ios  online → offline',
    ]);
  });
});

describe('narrowed down', () => {
  const narrowed = (words: string): Watching => {
    const watching = opened(team());
    watching.say({ type: 'open', layer: 'list-filter' });
    watching.type(words);
    return watching;
  };

  it('shows how many it found, above the line in which the filter is typed', () => {
    expect(draw(narrowed('dora'), 80, 24)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown     oldest <1m
       2 of 4 changes match /dora, newest first
      ▌22:13:20–22:13:50  dora             android_1  none → online
       22:13:20–22:13:50  dora             status  unknown → online
       all since the start; 2,000 are kept













      ────────────────────────────────────────────────────────────────────────────────
       filter: dora

       0.0/s of 5 · all well · 1 call a sweep · every 30s       Enter keep  Esc clear"
    `);
  });

  it('at 40×10', () => {
    expect(draw(narrowed('dora'), 40, 10)).toMatchInlineSnapshot(`
      " 5101220107132865/test  as wzy
       5 watched   ● 2 online   ◆ 1 custom
       2 of 4 changes match /dora    1–1 of 2
      ▌22:13:20–22:13:50  dora
      ▌  android_1  none → online
      ────────────────────────────────────────
       filter: dora

       all well         Enter keep  Esc clear"
    `);
    const kept = narrowed('dora');
    kept.say('confirm');
    expect(draw(kept, 40, 10)).toMatchInlineSnapshot(`
      " 5101220107132865/test  as wzy
       5 watched   ● 2 online   ◆ 1 custom
       2 of 4 changes match /dora    1–1 of 2
      ▌22:13:20–22:13:50  dora
      ▌  android_1  none → online
       22:13:20–22:13:50  dora
         status  unknown → online

       all well         Enter open  Esc close"
    `);
  });

  it('says that nothing matches, and what is wrong with a word', () => {
    const watching = narrowed('nobody');
    expect(page(watching).slice(0, 3)).toEqual([
      ' 0 of 4 changes match /nobody, newest first',
      ' nothing matches /nobody',
      ' Esc clears the filter',
    ]);
    expect(draw(narrowed('age>5s'), 60, 15)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline
       4 changes of all users, newest first
      ▌22:13:20–22:13:50  dora         android_1  none → online
       22:13:20–22:13:50  dora         status  unknown → online
       22:13:20–22:13:50  c2           ext  "Busy" → "Lunch"
       22:13:20–22:13:50  bob          ios_12  online → offline
       all since the start; 2,000 are kept

      ────────────────────────────────────────────────────────────
       filter: age>5s
               ^^^^
       no field age · quote it to look for the text: "age>"
       0.0/s of 5 · all well                Enter keep  Esc clear"
    `);
  });
});

it('tells at its end that older changes are forgotten', () => {
  const watching = opened(crowd(3));
  watching.say(end);
  expect(page(watching)).toContain(' all since the start; 2,000 are kept');
  const { log } = watching.state;
  const [change] = log.latest(1);
  if (change === undefined) throw new Error('nothing changed');
  for (let more = 0; more < BOUNDS.changes; more++) log.add(change);
  watching.say({ type: 'tick' }, end);
  const lines = page(watching);
  expect(lines.at(-1)).toBe(' 2,000 kept, older ones are forgotten');
  expect(lines[0]).toMatch(/^ 2,000 changes of all users, newest first .* 1,984–2,000 of 2,000$/);
});

it('a line stays where it is on the screen while changes arrive above, once the newest are out of sight', () => {
  const watching = opened(crowd(30));
  draw(watching, 80, 24);
  watching.say(...Array(20).fill({ type: 'move', by: 'row', direction: 1 }));
  const before = page(watching).slice(1);
  watching.wait(30_000);
  watching.answer({ ...Object.fromEntries(names(30).map((uid) => [uid, offline])), u1: online, u2: online });
  expect(watching.state.log.lastId).toBeGreaterThan(30);
  expect(page(watching).slice(1)).toEqual(before);
});

it('a frozen view shows no later change, and says of when it is', () => {
  const watching = team();
  watching.say('freeze', T);
  const before = page(watching);
  expect(before[0]).toBe(' 4 changes of all users, newest first, as of 22:13:50');
  watching.wait(30_000);
  watching.answer();
  expect(page(watching)).toEqual(before);
});

it('names that terminals measure differently leave the columns after them straight', () => {
  const strangers = ['zed', '你好', '👩‍👩‍👧‍👦 family', 'שלום', 'e\u{301}ve'];
  const watching = new Watching(strangers);
  const all = (seen: typeof online) => Object.fromEntries(strangers.map((uid) => [uid, seen]));
  watching.answer(all(online));
  watching.wait(30_000);
  watching.answer(all(offline));
  const lines = page(opened(watching)).slice(1, 6);
  for (const line of lines) expect(blankStops(line)).toMatch(/^[▌ ]22:13:20–22:13:50 {2}.* ios {2}online → offline *$/u);
});

it('a dialog over the user of a change leads back to the list', () => {
  const watching = opened(team());
  watching.say('confirm', { type: 'open', layer: 'unsubscribe' }, 'cancel', 'cancel');
  expect(page(watching)[0]).toContain('4 changes of all users');
});
