import { describe, expect, it } from 'vitest';
import { widthOf } from '../../src/text/width.ts';
import { plainText } from '../../src/ui/lines.ts';
import { tabLine } from '../../src/ui/tab-line.ts';
import { draw, drawLines } from '../helpers/drawing.tsx';
import { names, offline, Watching } from '../helpers/watching.ts';

const group = (name: string, ...users: readonly string[]) => ({ name, users, refresh: null });
const tab = (place: number) => ({ type: 'tab', tab: place }) as const;
const down = { type: 'move', by: 'row', direction: 1 } as const;

/** Forty users in two groups; all were answered, u1 to u12 are offline. */
function staff(): Watching {
  const watching = new Watching(names(40), {
    place: '5101220107132865/test',
    groups: [group('vip', ...names(13)), group('on call', 'u40', 'u20')],
  });
  watching.answer(Object.fromEntries(names(12).map((uid) => [uid, offline])));
  return watching;
}

/** Many groups of one each. */
const crowd = (count: number) =>
  new Watching(names(count), { groups: names(count).map((uid, at) => group(`team-${at + 1}`, uid)) });
const line = (watching: Watching, width: number) => plainText(tabLine(watching.state, width) ?? []);

describe('drawings, with a range under way', () => {
  const ranging = () => {
    const watching = staff();
    watching.say('mark', tab(1), down, { type: 'open', layer: 'range' }, down, down);
    return watching;
  };

  it('100×30', () => {
    expect(draw(ranging(), 100, 30)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       13 of 40 shown   range of 3   1 marked   ● 28 online   ◆ 0 custom   ○ 12 offline   ? 0 unknown
        all 28/40 online  ›vip 1/13 online   on call 2/2
         USER ▲     STATUS    DEVICES                              LAST CHANGE EXT               SUB  AGE
       + u1         ○ offline ios ○                                –                                  <1m
         u2         ○ offline ios ○                                –                                  <1m
       : u3         ○ offline ios ○                                –                                  <1m
       : u4         ○ offline ios ○                                –                                  <1m
      ▌: u5         ○ offline ios ○                                –                                  <1m
         u6         ○ offline ios ○                                –                                  <1m
         u7         ○ offline ios ○                                –                                  <1m
         u8         ○ offline ios ○                                –                                  <1m
         u9         ○ offline ios ○                                –                                  <1m
         u10        ○ offline ios ○                                –                                  <1m
         u11        ○ offline ios ○                                –                                  <1m
         u12        ○ offline ios ○                                –                                  <1m
         u13        ● online  ios ●                                –                                  <1m



      ─ no change observed yet ───────────────────────────────────────────────────────────────────────────







       0.0/s of 5 · all well · 1 call a sweep · every 30s · 429 ×0   V mark  Esc give up  ? help  q close"
    `);
  });

  it('80×24', () => {
    expect(draw(ranging(), 80, 24)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       13 of 40 shown   range of 3   1 marked   ● 28 online   ◆ 0 custom   oldest <1m
        all 28/40 online  ›vip 1/13 online   on call 2/2
         USER ▲     STATUS    DEVICES                 LAST CHANGE EXT        SUB  AGE
       + u1         ○ offline ios ○                   –                           <1m
         u2         ○ offline ios ○                   –                           <1m
       : u3         ○ offline ios ○                   –                           <1m
       : u4         ○ offline ios ○                   –                           <1m
      ▌: u5         ○ offline ios ○                   –                           <1m
         u6         ○ offline ios ○                   –                           <1m
         u7         ○ offline ios ○                   –                           <1m
         u8         ○ offline ios ○                   –                           <1m
         u9         ○ offline ios ○                   –                           <1m
         u10        ○ offline ios ○                   –                           <1m
         u11        ○ offline ios ○                   –                           <1m
         u12        ○ offline ios ○                   –                           <1m
      ─ no change observed yet ────────────────────────────────────────── 1–12 of 13 ─





       0.0/s of 5 · all well · 1 call a sweep    V mark  Esc give up  ? help  q close"
    `);
  });

  it('60×15', () => {
    expect(draw(ranging(), 60, 15)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       13 of 40 shown   range of 3   1 marked   ● 28 online
        all 28/40 online  ›vip 1/13 online   on call 2/2
         USER ▲     STATUS    DEVICES      LAST CHANGE EXT    SUB
       + u1         ○ offline ios ○        –
         u2         ○ offline ios ○        –
       : u3         ○ offline ios ○        –
       : u4         ○ offline ios ○        –
      ▌: u5         ○ offline ios ○        –
         u6         ○ offline ios ○        –
         u7         ○ offline ios ○        –
         u8         ○ offline ios ○        –
                                                        1–8 of 13
       0.0/s of 5 · all well          V mark  Esc give up  ? help"
    `);
  });

  it('40×10: the tab is told beside the counts', () => {
    expect(draw(ranging(), 40, 10)).toMatchInlineSnapshot(`
      " 5101220107132865/test  as wzy
       13 of 40 shown   ›vip   range of 3
         USER ▲     STATUS    DEVICES
         u2         ○ offline ios ○
       : u3         ○ offline ios ○
       : u4         ○ offline ios ○
      ▌: u5         ○ offline ios ○
                                    2–5 of 13
       all well           V mark  Esc give up"
    `);
  });
});

it('a range shows as one piece, whoever in it is marked already', () => {
  const watching = staff();
  watching.say(down, 'mark', { type: 'move', by: 'end', direction: -1 }, { type: 'open', layer: 'range' }, down, down);
  const signs = () => drawLines(watching, 80, 24).flatMap((drawn) => drawn.match(/^(..) u[1-4] /)?.[1] ?? []);
  expect(signs()).toEqual([' :', ' :', '▌:', '  ']);
  watching.say('cancel');
  expect(signs()).toEqual(['  ', ' +', '▌ ', '  ']);
});

describe('the tabs', () => {
  it('stand from twelve rows on, and on a lower screen the chosen one is told beside the counts', () => {
    const watching = staff();
    watching.say(tab(2));
    expect(drawLines(watching, 80, 12)[2]).toBe('  all 28/40 online   vip 1/13  ›on call 2/2 online');
    expect(drawLines(watching, 80, 11).join('\n')).not.toContain('all 28/40');
    expect(drawLines(watching, 80, 11)[1]).toMatch(/^ 2 of 40 shown {3}›on call /);
    expect(drawLines(watching, 80, 12)[1]).not.toContain('on call');
  });

  it('are not there without groups', () => {
    expect(tabLine(new Watching(names(3)).state, 80)).toBeNull();
  });

  it('that find no room give way around the chosen one, and are hinted at', () => {
    const watching = crowd(9);
    expect(line(watching, 60)).toBe(' ›all 0/9 online   team-1 0/1   team-2 0/1   team-3 0/1  …');
    watching.say(tab(5));
    expect(line(watching, 60)).toBe(' …  team-3 0/1   team-4 0/1  ›team-5 0/1 online  …');
    watching.say(tab(9));
    expect(line(watching, 60)).toBe(' …  team-7 0/1   team-8 0/1  ›team-9 0/1 online ');
  });

  it('are never wider than the screen, and always show the chosen one', () => {
    const watching = new Watching(names(3), { groups: names(3).map((uid) => group(`${uid} ${'界'.repeat(30)}`, uid)) });
    for (let width = 40; width < 130; width++) {
      for (const place of [0, 1, 2, 3]) {
        watching.say(tab(place));
        expect(line(watching, width)).toContain('›');
        expect(widthOf(line(watching, width))).toBeLessThanOrEqual(width);
      }
    }
  });
});

describe('marks that the table does not show', () => {
  const counts = (watching: Watching, columns = 100) => drawLines(watching, columns, 24)[1];
  const filter = (watching: Watching, text: string) => {
    watching.say({ type: 'open', layer: 'filter' });
    watching.type(text);
    watching.say('confirm');
  };

  it('are told, with what hides them', () => {
    const watching = staff();
    watching.say('mark', 'mark', 'mark');
    expect(counts(watching)).toMatch(/^ 40 watched {3}3 marked {3}●/);
    filter(watching, 'u1');
    expect(counts(watching)).toMatch(/ {3}3 marked, 2 hidden by the filter {3}\/u1/);
    watching.say(tab(2));
    expect(counts(watching)).toMatch(/ {3}3 marked, 3 hidden by filter and tab {3}/);
    watching.say('cancel');
    expect(counts(watching)).toMatch(/ {3}3 marked, 3 hidden by the tab {3}/);
  });

  it('are told in fewer words on a narrow screen', () => {
    const watching = staff();
    watching.say('mark', 'mark', 'mark');
    filter(watching, 'u1');
    expect(counts(watching, 44)).toMatch(/^ 11 of 40 shown {3}3 marked, 2 hidden {3}\/u1$/);
  });
});

describe('the place in the list', () => {
  const end = { type: 'move', by: 'end', direction: 1 } as const;

  it('stands on the rule below the table, and follows the scrolling', () => {
    const watching = staff();
    const rule = () => drawLines(watching, 80, 24).find((found) => found.startsWith('─'));
    expect(rule()).toMatch(/─ 1–12 of 40 ─$/);
    watching.say(end);
    expect(rule()).toMatch(/─ 29–40 of 40 ─$/);
    watching.say(tab(2));
    expect(rule()).toMatch(/─{20}$/);
  });

  it('stands where messages stand when there is no rule, and gives way to them', () => {
    const watching = staff();
    expect(drawLines(watching, 60, 12).at(-2)).toMatch(/^ +1–5 of 40$/);
    watching.say({ type: 'refuse', reason: 'not now' });
    expect(drawLines(watching, 60, 12).at(-2)).toBe(' not now');
  });
});
