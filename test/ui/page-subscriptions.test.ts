import { describe, expect, it, vi } from 'vitest';
import { blankStops } from '../../src/ui/column-stops.ts';
import { draw, drawLines, SECONDS } from '../helpers/drawing.tsx';
import { failureOf, names, online, Watching } from '../helpers/watching.ts';

vi.setConfig({ testTimeout: 20_000 });

const L = { type: 'open', layer: 'subscriptions' } as const;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** Alice and bob are watched; of the seven subscriptions three end within a day and one has no end. The list is open. */
function listing(): Watching {
  const watching = new Watching(['alice', 'bob'], { place: '5101220107132865/test' });
  watching.answer();
  watching.say({
    type: 'sublist-read',
    askedAt: 0,
    subscriptions: [
      { uid: 'Alice', expiry: SECONDS + 29 * DAY + 60 },
      { uid: 'webim-support-7f3e', expiry: SECONDS + 6 * HOUR },
      { uid: 'bob', expiry: SECONDS + 30 },
      { uid: 'carol', expiry: SECONDS - 5 },
      { uid: '你好-客服', expiry: SECONDS + 400 * DAY },
      { uid: 'dora', expiry: SECONDS + DAY },
      { uid: 'always', expiry: null },
    ],
  });
  watching.wait(1000);
  watching.say(L);
  return watching;
}

/** So many subscriptions, one ending each hour. */
function holding(count: number): Watching {
  const watching = new Watching(['alice']);
  const subscriptions = names(count).map((uid, at) => ({ uid, expiry: SECONDS + (at + 1) * HOUR }));
  watching.say({ type: 'sublist-read', askedAt: 0, subscriptions }, L);
  return watching;
}

const page = (watching: Watching, columns = 80, rows = 24) => drawLines(watching, columns, rows).slice(2, -2);

describe('the subscriptions of the acting user', () => {
  it('at 80×24', () => {
    expect(draw(listing(), 80, 24)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       2 watched   ● 2 online   ◆ 0 custom   ○ 0 offline   ? 0 unknown     oldest <1m
       subscriptions of wzy · 7 of 3,000
       read 22:13:20 · again 22:18:20 · ! 4 end within a day
      ▌ !~carol                              2023-11-14 22:13:15  over     not watched
        ! bob                                2023-11-14 22:13:50  in <1m
        !~webim-support-7f3e                 2023-11-15 04:13:20  in 5h    not watched
        !~dora                               2023-11-15 22:13:20  in 23h   not watched
          Alice                              2023-12-13 22:14:20  in 29d
         ~你好-客服                          2024-12-18 22:13:20  in 399d  not watched
         ~always                             no end told                   not watched











       0.0/s of 5 · all well              Esc close  a sub again  x unsub  space mark"
    `);
  });

  it('at 100×30, marked, and with a range', () => {
    const watching = listing();
    watching.say('mark', { type: 'move', by: 'row', direction: 1 }, { type: 'open', layer: 'range' });
    watching.say({ type: 'move', by: 'row', direction: 1 });
    expect(page(watching, 100, 30).slice(0, 10)).toMatchInlineSnapshot(`
      [
        " subscriptions of wzy · 7 of 3,000 · 1 marked · range of 2",
        " read 22:13:20 · again 22:18:20 · ! 4 end within a day",
        " +!~carol                                    2023-11-14 22:13:15  over     not watched",
        "  ! bob                                      2023-11-14 22:13:50  in <1m",
        " :!~webim-support-7f3e                       2023-11-15 04:13:20  in 5h    not watched",
        "▌:!~dora                                     2023-11-15 22:13:20  in 23h   not watched",
        "    Alice                                    2023-12-13 22:14:20  in 29d",
        "   ~你好-客服                                2024-12-18 22:13:20  in 399d  not watched",
        "   ~always                                   no end told                   not watched",
        "",
      ]
    `);
  });

  it('at 60×15', () => {
    expect(draw(listing(), 60, 15)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       2 watched   ● 2 online   ◆ 0 custom   ○ 0 offline
       subscriptions of wzy · 7 of 3,000
       read 22:13:20 · again 22:18:20 · ! 4 end within a day
      ▌ !~carol                  22:13        over     not watched
        ! bob                    22:13        in <1m
        !~webim-support-7f3e     11-15 04:13  in 5h    not watched
        !~dora                   11-15 22:13  in 23h   not watched
          Alice                  12-13 22:14  in 29d
         ~你好-客服              2024-12-18   in 399d  not watched
         ~always                 no end told           not watched


       0.0/s of 5 · all well      Esc close  a sub again  x unsub"
    `);
  });

  it('at 40×10', () => {
    const watching = listing();
    watching.say('mark', 'mark');
    expect(draw(watching, 40, 10)).toMatchInlineSnapshot(`
      " 5101220107132865/test  as wzy
       2 watched   ● 2 online   ◆ 0 custom
       subs · 7 of 3,000 · 2 marked  3–5 of 7
       read 22:13:20 · again 22:18:20
      ▌ !~webim-support-… 11-15 04:13  in 5h
        !~dora            11-15 22:13  in 23h
          Alice           12-13 22:14  in 29d

       0.0/s of 5 · all well        Esc close"
    `);
  });

  it('at 200×60', () => {
    expect(page(listing(), 200, 60).slice(0, 5)).toMatchInlineSnapshot(`
      [
        " subscriptions of wzy · 7 of 3,000",
        " read 22:13:20 · again 22:18:20 · ! 4 end within a day",
        "▌ !~carol                                    2023-11-14 22:13:15  over     not watched",
        "  ! bob                                      2023-11-14 22:13:50  in <1m",
        "  !~webim-support-7f3e                       2023-11-15 04:13:20  in 5h    not watched",
      ]
    `);
  });

  it('by screenfuls, each of which says which ones it is', () => {
    const watching = holding(1240);
    expect(page(watching)[0]).toBe(' subscriptions of wzy · 1,240 of 3,000                            1–17 of 1,240');
    watching.say({ type: 'move', by: 'page', direction: 1 }, { type: 'move', by: 'page', direction: 1 });
    expect(page(watching)[0]).toMatch(/ 17–33 of 1,240$/);
    watching.say({ type: 'move', by: 'end', direction: 1 });
    expect(page(watching)[0]).toMatch(/ 1,224–1,240 of 1,240$/);
    expect(page(watching, 40, 10)[0]).toMatch(/^ 1,240 of 3,000 +1,238–1,240 of 1,240$/);
  });
});

describe('what the list says of itself', () => {
  it('that there is none', () => {
    expect(page(holding(0)).slice(0, 3)).toEqual([
      ' subscriptions of wzy · 0 of 3,000',
      ' read 22:13:20 · again 22:18:20',
      ' no subscription: a on the table subscribes',
    ]);
  });

  it('that it is not read yet, and why', () => {
    const watching = new Watching(['alice']);
    watching.say(L);
    expect(page(watching)[1]).toBe(' not read yet: it is being read');
    watching.say({
      type: 'sublist-failed',
      askedAt: 0,
      failure: failureOf('forbidden', 'sublist: no right to do that'),
      wait: 30_000,
    });
    expect(page(watching, 40, 12).slice(1, 4)).toEqual([
      ' not read yet: sublist: no right to do',
      ' that; again at 22:13:50',
      ' what to do about forbidden',
    ]);
    watching.say('stop');
    expect(page(watching)[1]).toBe(' not read yet: all calls are stopped, P goes on');
  });

  it('that it is being read again, that this fails, that nothing is asked, and that it is not frozen', () => {
    const watching = holding(30);
    const said = () => page(watching, 130)[1];
    expect(said()).toBe(' read 22:13:20 · again 22:18:20 · ! 23 end within a day');
    watching.say('refresh-all');
    expect(said()).toBe(' read 22:13:20 · reading · ! 23 end within a day');
    watching.say({ type: 'sublist-failed', askedAt: 0, failure: failureOf('server'), wait: 60_000 });
    expect(said()).toBe(' read 22:13:20 · again 22:14:20 · failing since 22:13:20 · ! 23 end within a day');
    watching.say('stop');
    expect(said()).toContain('not again while stopped');
    watching.say('freeze');
    expect(said()).toContain('not frozen: as it is now');
  });
});

it('a dialog stands below the list, which stays where it is', () => {
  const watching = listing();
  watching.say('mark', 'mark', { type: 'open', layer: 'subscribe' });
  expect(draw(watching, 80, 20)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     2 watched   ● 2 online   ◆ 0 custom   ○ 0 offline   ? 0 unknown     oldest <1m
     subscriptions of wzy · 7 of 3,000 · 2 marked
     read 22:13:20 · again 22:18:20 · ! 4 end within a day
     +!~carol                              2023-11-14 22:13:15  over     not watched
     +! bob                                2023-11-14 22:13:50  in <1m
    ▌ !~webim-support-7f3e                 2023-11-15 04:13:20  in 5h    not watched
      !~dora                               2023-11-15 22:13:20  in 23h   not watched
        Alice                              2023-12-13 22:14:20  in 29d
       ~你好-客服                          2024-12-18 22:13:20  in 399d  not watched
       ~always                             no end told                   not watched

    ────────────────────────────────────────────────────────────────────────────────
     Subscribe to 2 users
     carol over → 7d, bob <1m → 7d
     › for 7d    from now, 1s to 30d; subscribing again sets a new end
     Enter sends 1 call   Esc leaves everything as it is

     0.0/s of 5 · all well · 1 call a sweep · every 30s     Enter do it  Esc cancel"
  `);
});

it('names that terminals measure differently leave the columns after them straight', () => {
  const strangers = ['zed', '你好', '👩‍👩‍👧‍👦 family', 'שלום', 'e\u{301}ve'];
  const watching = new Watching(['zed']);
  watching.answer({ zed: online });
  const subscriptions = strangers.map((uid) => ({ uid, expiry: SECONDS + 9 * DAY }));
  watching.say({ type: 'sublist-read', askedAt: 0, subscriptions }, L);
  const lines = page(watching).slice(2, 7);
  for (const line of lines) expect(blankStops(line)).toMatch(/^[▌ ].{2}[~ ].* 2023-11-23 22:13:20 {2}in 9d/u);
  expect(lines.filter((line) => line.includes('not watched'))).toHaveLength(4);
});
