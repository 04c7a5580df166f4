import { expect, it } from 'vitest';
import type { BatchOutcome } from '../../src/monitor/messages.ts';
import { draw, drawLines } from '../helpers/drawing.tsx';
import { failureOf, names, Watching } from '../helpers/watching.ts';

/** Subscriptions of 1,240 users that are ended call by call, a second each, of which these have ended. */
function ending(outcomes: readonly Partial<BatchOutcome>[] = []): Watching {
  const watching = new Watching(names(1240));
  watching.say('mark-shown', { type: 'open', layer: 'unsubscribe' });
  watching.type('1240');
  watching.say('confirm');
  for (const outcome of outcomes) {
    watching.now += 1000;
    watching.wrote([outcome]);
  }
  return watching;
}

const rejected = { failure: failureOf('rejected', 'broken') };
const FIVE = [{}, {}, rejected, {}, {}];
const line = (watching: Watching, columns: number, rows = 12) => drawLines(watching, columns, rows).at(-2);

it.each([
  [130, ' unsubscribing 1,240 users  ███████░░░░░░░░░░░░░ 5 of 13 calls · 400 done · 100 failed · to 22:13:33'],
  [100, ' unsubscribing 1,240 users  ███████░░░░░░░░░░░░░ 5 of 13 calls · 400 done · 100 failed · to 22:13:33'],
  [80, ' unsubscribing 1,240 users  ███░░░░░░░ 5 of 13 calls · 400 done · 100 failed'],
  [60, ' ███████░░░░░░░░░░░░░ 5 of 13 calls · 400 done · 100 failed'],
  [40, ' ██░░░░ 5 of 13 · 400 done · 100 failed'],
])('at %i columns the bar has as many words as fit', (columns, drawn) => {
  expect(line(ending(FIVE), columns)).toBe(drawn);
});

it('stands below the table, which stays usable', () => {
  expect(draw(ending(FIVE), 60, 15)).toMatchInlineSnapshot(`
    " presence-monitor  org/app  as wzy
     1,240 watched   840 marked          ░░░░░░░░░░ first sweep
       USER ▲     STATUS    DEVICES      LAST CHANGE EXT    SUB
    ▌  u1         ? unknown –            –
       u2         ? unknown –            –
       u3         ? unknown –            –
       u4         ? unknown –            –
       u5         ? unknown –            –
       u6         ? unknown –            –
       u7         ? unknown –            –
       u8         ? unknown –            –
       u9         ? unknown –            –
     ███████░░░░░░░░░░░░░ 5 of 13 calls · 400 done · 100 failed
     0.0/s of 5 · starting             ? help  q quit  / filter"
  `);
  expect(draw(ending(FIVE), 40, 10)).toMatchInlineSnapshot(`
    " presence-monitor  org/app  as wzy
     1,240 watched   ░░░░░░░░░░ first sweep
       USER ▲     STATUS    DEVICES
    ▌  u1         ? unknown –
       u2         ? unknown –
       u3         ? unknown –
       u4         ? unknown –
     ██░░░░ 5 of 13 · 400 done · 100 failed
     0.0/s of 5 · starting   ? help  q quit"
  `);
});

it('is empty before the first answer, and names no failures where there are none', () => {
  expect(line(ending(), 100)).toBe(' unsubscribing 1,240 users  ░░░░░░░░░░░░░░░░░░░░ 0 of 13 calls · 0 done');
  expect(line(ending([{}]), 100)).toBe(' unsubscribing 1,240 users  █░░░░░░░░░░░░░░░░░░░ 1 of 13 calls · 100 done · to 22:13:33');
});

it('changes when a call ends, and not with time', () => {
  const watching = ending(FIVE);
  const before = line(watching, 100);
  for (let second = 0; second < 90; second++) watching.wait(1000);
  expect(line(watching, 100)).toBe(before);
  watching.wrote();
  expect(line(watching, 100)).not.toBe(before);
});

it('says that it stops', () => {
  const watching = ending(FIVE);
  watching.say('stop-write');
  expect(line(watching, 100)).toBe(
    ' unsubscribing 1,240 users  ███░░░░░░░ 5 of 13 calls · 400 done · 100 failed · stops after this call',
  );
});

it('a write of one call has no bar', () => {
  const watching = new Watching(names(3));
  watching.say({ type: 'open', layer: 'unsubscribe' }, 'confirm');
  expect(line(watching, 80)).toBe(' unsubscribing from u1 …');
});
