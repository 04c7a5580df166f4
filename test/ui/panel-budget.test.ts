import { expect, it } from 'vitest';
import { draw, drawLines } from '../helpers/drawing.tsx';
import { names, Watching } from '../helpers/watching.ts';

const more = { type: 'budget', direction: 1 } as const;
const fewer = { type: 'budget', direction: -1 } as const;

/** More calls than 5 a second, considered for 8,000 users who were promised fifteen seconds. */
function considering(...steps: readonly (typeof more | typeof fewer)[]): Watching {
  const watching = new Watching(names(8000), { refresh: 15_000 });
  watching.say('cancel', ...steps);
  return watching;
}

it('says what a sweep costs, how long it takes, and which promise is broken', () => {
  expect(draw(considering(more), 80, 24)).toMatchInlineSnapshot(`
    " presence-monitor  org/app  as wzy
     8,000 watched   ● 0 online   ◆ 0 custom     ░░░░░░░░░░ first sweep to 22:13:36
       USER ▲     STATUS    DEVICES                 LAST CHANGE EXT        SUB  AGE
    ▌  u1         ? unknown –                       –                           –
       u2         ? unknown –                       –                           –
       u3         ? unknown –                       –                           –
       u4         ? unknown –                       –                           –
       u5         ? unknown –                       –                           –
       u6         ? unknown –                       –                           –
       u7         ? unknown –                       –                           –
       u8         ? unknown –                       –                           –
       u9         ? unknown –                       –                           –
       u10        ? unknown –                       –                           –
       u11        ? unknown –                       –                           –
       u12        ? unknown –                       –                           –
       u13        ? unknown –                       –                           –
    ──────────────────────────────────────────────────────────────── 1–13 of 8,000 ─
     Up to 6 calls/s instead of 5
     a sweep of 8,000 users is 80 calls: every 15s instead of 16s
     all are asked as often as promised
     + - go on   Enter takes it   Esc leaves

     0.0/s of 5 · starting · 80 calls a sweep · every 16s  Enter take it  Esc close"
  `);
});

it.each([
  [60, 15],
  [40, 10],
])('is whole at %i×%i', (columns, rows) => {
  const panel = drawLines(considering(more), columns, rows).slice(-7, -1).join(' ').replace(/\s+/g, ' ');
  expect(panel).toContain('Up to 6 calls/s instead of 5');
  expect(panel).toContain('a sweep of 8,000 users is 80 calls: every 15s instead of 16s');
  expect(panel).toContain('+ - go on Enter takes it Esc leaves');
});

it('says when the promise is kept, and when it goes no further', () => {
  const lines = (watching: Watching) => drawLines(watching, 100, 30).join('\n');
  expect(lines(considering(more, more, more))).toContain(' all are asked as often as promised');
  expect(lines(considering(...Array(20).fill(more)))).toContain(' the server allows no more than 50');
  expect(lines(considering(fewer))).toContain('8,000 users every 15s needs 5.4 calls/s, the budget is 4: every 20s instead');
  expect(lines(considering(more, fewer))).toContain(' Up to 5 calls/s, as now');
});
