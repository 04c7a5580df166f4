import { describe, expect, it } from 'vitest';
import type { BatchOutcome } from '../../src/monitor/messages.ts';
import type { WriteResult } from '../../src/monitor/write-result.ts';
import { plainText } from '../../src/ui/lines.ts';
import { resultsPage } from '../../src/ui/page-results.ts';
import { draw, drawLines } from '../helpers/drawing.tsx';
import { failureOf, names, START, Watching } from '../helpers/watching.ts';

const rejected = { failure: failureOf('rejected', 'the server answered 422: too many sub presence') };
const lost = { failure: failureOf('timeout', 'no complete answer within 10 s'), unclear: true };
const forbidden = { failure: failureOf('forbidden', 'no right to do that'), endsAll: true };
const took = (milliseconds: number) => ({ sentAt: START, receivedAt: START + milliseconds });

/** The page of subscriptions to `count` users that were to end, with these outcomes. */
function page(count: number, outcomes: readonly Partial<BatchOutcome>[], users = names(count)): Watching {
  const watching = new Watching(users);
  watching.say('mark-shown', { type: 'open', layer: 'unsubscribe' });
  if (count > 20) watching.type(String(count));
  watching.say('confirm');
  watching.now += 3000;
  watching.wrote(outcomes);
  watching.say({ type: 'open', layer: 'results' });
  return watching;
}

describe('the page of what became of the last change', () => {
  it('lists every call, then whoever is not done by cause', () => {
    expect(draw(page(312, [took(212), { ...rejected }, took(180), rejected]), 80, 24)).toMatchInlineSnapshot(`
      " presence-monitor  org/app  as wzy
       312 watched   112 marked   ● 0 online       ░░░░░░░░░░ first sweep to 22:13:23
       unsubscribing from 312 users, as wzy
       22:13:20 – 22:13:23 · 112 not done, 200 of 312 unsubscribed

       CALL USERS  CAME TO
          1   100  done in 212 ms
          2   100  not done: the server answered 422: too many sub presence
          3   100  done in 180 ms
          4    12  not done: the server answered 422: too many sub presence

       112 not done: the server answered 422: too many sub presence
       what to do about rejected
         u101  u102  u103  u104  u105  u106  u107  u108  u109  u110  u111  u112
         u113  u114  u115  u116  u117  u118  u119  u120  u121  u122  u123  u124
         u125  u126  u127  u128  u129  u130  u131  u132  u133  u134  u135  u136
         u137  u138  u139  u140  u141  u142  u143  u144  u145  u146  u147  u148
         u149  u150  u151  u152  u153  u154  u155  u156  u157  u158  u159  u160
         u161  u162  u163  u164  u165  u166  u167  u168  u169  u170  u171  u172
         u173  u174  u175  u176  u177  u178  u179  u180  u181  u182  u183  u184
         u185  u186  u187  u188  u189  u190  u191  u192  u193  u194  u195  u196

       0.0/s of 5 · starting · 4 calls a sweep · every 30s          Esc close  ? help"
    `);
  });

  it('names more users than a function takes arguments', () => {
    const { state } = page(230, [forbidden]);
    const lastWrite = state.lastWrite as WriteResult;
    const tally = { ...lastWrite.tally, notSent: names(200_000) };
    const lines = resultsPage({ ...state, lastWrite: { ...lastWrite, tally } }, 80).map(plainText);
    expect(lines.at(-1)).toMatch(/ u199999 +u200000$/);
  });

  it('tells who was never sent, and why', () => {
    expect(draw(page(230, [took(212), forbidden]), 100, 30)).toMatchInlineSnapshot(`
      " presence-monitor  org/app  as wzy
       230 watched   130 marked   ● 0 online   ◆ 0 custom              ░░░░░░░░░░ first sweep to 22:13:23
       unsubscribing from 230 users, as wzy
       22:13:20 – 22:13:23 · 100 not done, 30 not sent, 100 of 230 unsubscribed

       CALL USERS  CAME TO
          1   100  done in 212 ms
          2   100  not done: no right to do that

       100 not done: no right to do that
       what to do about forbidden
         u101  u102  u103  u104  u105  u106  u107  u108  u109  u110  u111  u112  u113  u114  u115  u116
         u117  u118  u119  u120  u121  u122  u123  u124  u125  u126  u127  u128  u129  u130  u131  u132
         u133  u134  u135  u136  u137  u138  u139  u140  u141  u142  u143  u144  u145  u146  u147  u148
         u149  u150  u151  u152  u153  u154  u155  u156  u157  u158  u159  u160  u161  u162  u163  u164
         u165  u166  u167  u168  u169  u170  u171  u172  u173  u174  u175  u176  u177  u178  u179  u180
         u181  u182  u183  u184  u185  u186  u187  u188  u189  u190  u191  u192  u193  u194  u195  u196
         u197  u198  u199  u200

       30 not sent: they would have met the failure of the call before them
       x tries again
         u201  u202  u203  u204  u205  u206  u207  u208  u209  u210  u211  u212  u213  u214  u215  u216
         u217  u218  u219  u220  u221  u222  u223  u224  u225  u226  u227  u228  u229  u230





       0.0/s of 5 · starting · 3 calls a sweep · every 30s · 429 ×0                     Esc close  ? help"
    `);
  });

  it.each([
    [60, 15],
    [40, 10],
  ])('scrolls to its end at %i×%i', (columns, rows) => {
    const watching = page(312, [took(212), rejected, took(180), rejected]);
    const seen = new Set<string>();
    for (let press = 0; press < 20; press++) {
      for (const line of drawLines(watching, columns, rows).slice(2, -2)) seen.add(line);
      watching.say({ type: 'move', by: 'half', direction: 1 });
    }
    const named = [...seen].join(' ').match(/\bu\d+/g);
    expect(new Set(named)).toEqual(new Set([...names(200).slice(100), ...names(312).slice(300)]));
    expect(
      draw(watching, columns, rows)
        .split('\n')
        .every((line) => line.length <= columns),
    ).toBe(true);
  });

  it('says of a lost call that it is read back, and what that came to', () => {
    const watching = page(120, [took(90), lost]);
    expect(drawLines(watching, 80, 24).slice(2, 12)).toMatchInlineSnapshot(`
      [
        " unsubscribing from 120 users, as wzy",
        " 22:13:20 – not ended yet · 20 open, 100 of 120 unsubscribed",
        "",
        " CALL USERS  CAME TO",
        "    1   100  done in 90 ms",
        "    2    20  lost: no complete answer within 10 s; reading back: not yet",
        "",
        " 20 still open",
        "",
        "",
      ]
    `);
    watching.wait(16_000);
    const held = [{ uid: 'u101', expiry: null }];
    watching.say({ type: 'sublist-read', askedAt: watching.now, subscriptions: held });
    expect(drawLines(watching, 80, 24).slice(2, 14)).toMatchInlineSnapshot(`
      [
        " unsubscribing from 120 users, as wzy",
        " 22:13:20 – 22:13:39 · 1 not done, 119 of 120 unsubscribed",
        "",
        " CALL USERS  CAME TO",
        "    1   100  done in 90 ms",
        "    2    20  lost: no complete answer within 10 s; reading back: 19 done, 1 not",
        "             done",
        "",
        " 1 not done: no complete answer within 10 s; reading back does not show it",
        " x tries again",
        "   u101",
        "",
      ]
    `);
  });

  it('follows a write that goes on', () => {
    const watching = page(250, [took(90)]);
    expect(drawLines(watching, 80, 24).slice(2, 9)).toMatchInlineSnapshot(`
      [
        " unsubscribing from 250 users, as wzy",
        " 22:13:20 – not ended yet · 150 open, 100 of 250 unsubscribed",
        "",
        " CALL USERS  CAME TO",
        "    1   100  done in 90 ms",
        "",
        " 150 still open",
      ]
    `);
    watching.wrote();
    expect(drawLines(watching, 80, 24)[7]).toMatch(/^ {4}2 +100 {2}done in 0 ms/);
  });

  it('makes names of strangers harmless, and breaks those that are longer than the screen', () => {
    const long = 'x'.repeat(64);
    const watching = page(2, [rejected], ['ev\u001bil', long]);
    const lines = drawLines(watching, 40, 24).join('\n');
    expect(lines).toContain('ev␛il');
    expect(lines.replace(/\s/g, '')).toContain(long);
  });
});
