import { expect, it, vi } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { draw, drawLines } from '../helpers/drawing.tsx';
import { failureOf, names, Watching } from '../helpers/watching.ts';

vi.setConfig({ testTimeout: 20_000 });

const end = { type: 'move', by: 'end', direction: 1 } as const;
const HINT = 'Check that the host is the REST host of your app and that no proxy answers in its place.';

/** A retrieve call failed for a quarter of an hour, a write once, the sublist once, and a file could not be written. The list is open. */
function troubled(): Watching {
  const watching = new Watching(names(40), { place: '5101220107132865/test' });
  watching.say({ type: 'warned', text: 'state.json cannot be written: no space left', hint: 'Make room in the state folder.' });
  for (let minute = 0; minute < 15; minute++) {
    watching.fail({ ...failureOf('server', 'the server answered 503 and a page of HTML'), status: 503, hint: HINT }, 60_000);
    watching.wait(60_000);
  }
  watching.say({
    type: 'sublist-failed',
    askedAt: 0,
    failure: { ...failureOf('timeout', 'sublist: no answer within 10s'), call: 'sublist' },
    wait: 900,
  });
  watching.say({ type: 'open', layer: 'unsubscribe' }, 'confirm');
  watching.wrote([{ failure: { ...failureOf('forbidden', 'no right to do that'), call: 'unsubscribe', status: 403 } }]);
  watching.say({ type: 'open', layer: 'errors' });
  return watching;
}

const page = (watching: Watching, columns = 80, rows = 24) => drawLines(watching, columns, rows).slice(2, -2);

it('at 80×24: times, what failed and how often, whom it concerns, and what to do', () => {
  expect(draw(troubled(), 80, 24)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     40 watched   ● 0 online   ◆ 0 custom   ○ 0 offline      ░░░░░░░░░░ first sweep
     4 errors so far, newest first, with what to do
    ▌22:28:20  unsubscribe 403  forbidden
    ▌  u1: no right to do that
    ▌  → what to do about forbidden
     22:28:20  sublist  timeout
       sublist: no answer within 10s
       → what to do about timeout
     22:13:20–22:27:20  ×15  retrieve 503  server
       u1 and 39 more: the server answered 503 and a page of HTML
       → Check that the host is the REST host of your app and that no proxy answers
         in its place.
     22:13:20  warning
       state.json cannot be written: no space left
       → Make room in the state folder.
     all since the start; 200 are kept



     the server answered 503 and a page of HTML
     since 22:13:20 · again at 22:28:18 · Check that the host is the REST host of y…
     0.0/s of 5 · trouble · 1 call a sweep  Enter read  Esc close  / filter  ? help"
  `);
});

it('at 60×15', () => {
  expect(draw(troubled(), 60, 15)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     40 watched   ● 0 online             ░░░░░░░░░░ first sweep
     4 errors so far, newest first, with what to do    1–2 of 4
    ▌22:28:20  unsubscribe 403  forbidden
    ▌  u1: no right to do that
    ▌  → what to do about forbidden
     22:28:20  sublist  timeout
       sublist: no answer within 10s
       → what to do about timeout
     22:13:20–22:27:20  ×15  retrieve 503  server
       u1 and 39 more: the server answered 503 and a page of
       HTML
     the server answered 503 and a page of … · again at 22:28:18
     0.0/s of 5 · trouble       Enter read  Esc close  / filter"
  `);
});

it('at 40×10 the message gives way to what is to be done', () => {
  const watching = troubled();
  draw(watching, 40, 10);
  watching.say(...Array(2).fill({ type: 'move', by: 'row', direction: 1 }));
  expect(draw(watching, 40, 10)).toMatchInlineSnapshot(`
    " 5101220107132865/test  as wzy
     40 watched      ░░░░░░░░░░ first sweep
     4 errors so far, newest first 3–3 of 4
    ▌22:13:20–22:27:20  ×15  retrieve 503
    ▌  u1 and 39 more: the server answered …
    ▌  → Check that the host is the REST
    ▌    host of your app and that no proxy
     the server answere… · again at 22:28:18
     trouble          Enter read  Esc close"
  `);
});

it('an entry too long for a screen is read in whole with Enter, and closing that leads back to it', () => {
  const watching = troubled();
  draw(watching, 40, 10);
  watching.say(...Array(2).fill({ type: 'move', by: 'row', direction: 1 }));
  watching.say('confirm');
  expect(draw(watching, 40, 10)).toMatchInlineSnapshot(`
    " 5101220107132865/test  as wzy
     40 watched      ░░░░░░░░░░ first sweep
     one of the errors so far, in whole
     22:13:20–22:27:20  ×15  retrieve 503
       u1 and 39 more: the server answered
       503 and a page of HTML
       → Check that the host is the REST
     the server answere… · again at 22:28:18
     0.0/s of 5 · trouble         Esc close"
  `);
  watching.say(end);
  expect(draw(watching, 40, 10)).toContain('in its place.');
  watching.say('confirm');
  expect(page(watching, 40, 10)[0]).toBe(' 4 errors so far, newest first 3–3 of 4');
});

it('an entry that is forgotten while it is read says so', () => {
  const watching = troubled();
  watching.say('confirm');
  for (let more = 0; more <= BOUNDS.errors; more++) watching.say({ type: 'warned', text: `warning ${more}`, hint: 'look' });
  expect(page(watching)[1]).toBe(' forgotten by now: newer ones took its place');
});

it('at 100×30 and 200×60 the same, in fewer lines', () => {
  expect(page(troubled(), 100, 30).filter((line) => line !== '')).toMatchInlineSnapshot(`
    [
      " 4 errors so far, newest first, with what to do",
      "▌22:28:20  unsubscribe 403  forbidden",
      "▌  u1: no right to do that",
      "▌  → what to do about forbidden",
      " 22:28:20  sublist  timeout",
      "   sublist: no answer within 10s",
      "   → what to do about timeout",
      " 22:13:20–22:27:20  ×15  retrieve 503  server",
      "   u1 and 39 more: the server answered 503 and a page of HTML",
      "   → Check that the host is the REST host of your app and that no proxy answers in its place.",
      " 22:13:20  warning",
      "   state.json cannot be written: no space left",
      "   → Make room in the state folder.",
      " all since the start; 200 are kept",
      " the server answered 503 and a page of HTML",
    ]
  `);
  expect(page(troubled(), 200, 60).filter((line) => line !== '')).toHaveLength(14);
});

it('what went wrong on another day has its day', () => {
  const watching = troubled();
  watching.wait(3 * 3_600_000);
  expect(page(watching, 40, 40).filter((line) => /\d\d:\d\d/.test(line))).toEqual([
    '▌11-14 22:28  unsubscribe 403  forbidden',
    ' 11-14 22:28  sublist  timeout',
    ' 11-14 22:13–22:27  ×15  retrieve 503',
    ' 11-14 22:13  warning',
  ]);
});

it('before anything went wrong', () => {
  const watching = new Watching(['ann']);
  watching.say({ type: 'open', layer: 'errors' });
  expect(page(watching).slice(0, 2)).toEqual([' errors so far', ' nothing went wrong so far']);
});

it('the selected entry is on the screen in whole, wherever one moves', () => {
  const watching = troubled();
  draw(watching, 60, 12);
  for (const direction of [1, 1, 1, 1, -1, -1, -1, -1] as const) {
    watching.say({ type: 'move', by: 'row', direction });
    const lines = page(watching, 60, 12);
    expect(lines.filter((line) => line.startsWith('▌')).length).toBeGreaterThanOrEqual(3);
    expect(lines.filter((line) => /^▌ {2}→/.test(line))).toHaveLength(1);
  }
});

it('tells at its end that older entries are forgotten', () => {
  const watching = troubled();
  for (let more = 0; more <= BOUNDS.errors; more++) watching.say({ type: 'warned', text: `warning ${more}`, hint: 'look' });
  watching.say(end);
  const lines = page(watching, 100, 40);
  expect(lines.filter((line) => line !== '').at(-2)).toBe(' 200 kept, older ones are forgotten');
  expect(lines[0]).toMatch(/^ 200 errors so far, .*–200 of 200$/);
});

it('says in a frozen view that the list is not frozen, and so does the list of alerts', () => {
  const watching = troubled();
  watching.say('cancel', 'freeze', { type: 'open', layer: 'errors' });
  expect(page(watching)[0]).toMatch(/^ \d errors so far, newest first, with what to do, not frozen: as it is now/);
  expect(page(watching, 60, 24)[0]).toMatch(/^ \d errors so far, newest first, not frozen: as it is now/);
  watching.say({ type: 'open', layer: 'alerts' });
  expect(page(watching)[0]).toBe(' alerts so far, not frozen: as it is now');
});
