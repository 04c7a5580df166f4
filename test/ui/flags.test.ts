import { describe, expect, it } from 'vitest';
import { draw, drawLines, SECONDS } from '../helpers/drawing.tsx';
import { answerOf, online, presence, Watching } from '../helpers/watching.ts';

const DAY = 86_400;

/** Six users: one who is as should be, one whom the answer left out while it has a stranger, and four with data that cannot be. */
function contradictory(options: ConstructorParameters<typeof Watching>[1] = {}): Watching {
  const watching = new Watching(['alice', 'bob', 'carol', 'dora', 'erin', 'zoë'], { place: 'org/app', ...options });
  const seen = {
    alice: presence({ ios_7: '1' }, { ext: 'in a call', lastTime: SECONDS - 60 }),
    bob: null,
    carol: presence({ android_1: '1' }, { lastTime: SECONDS - 45 * DAY }),
    dora: presence({ web_3: 'away' }, { lastTime: SECONDS + 7200 }),
    erin: presence(
      [
        ['ios_1', '0'],
        ['ios_1', '1'],
      ],
      { lastTime: SECONDS - 5 },
    ),
    zoë: online,
  };
  const oddities = [{ kind: 'foreign-uid', uid: 'mallory', detail: 'mallory was not asked for' }] as const;
  watching.answerWith({ ...answerOf(seen), oddities });
  watching.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'zoë', expiry: SECONDS + 7200 }] });
  return watching;
}

function pageOf(uid: string, columns: number, rows = 24): string[] {
  const watching = contradictory();
  watching.say({ type: 'open', layer: 'filter' });
  watching.type(uid);
  watching.say('confirm', 'confirm');
  return drawLines(watching, columns, rows).slice(2, -2);
}

describe('a sign stands before the name of whoever is contradictory', () => {
  it('at 100×30', () => {
    expect(draw(contradictory(), 100, 30).replace(/\n{4,}/g, '\n\n\n')).toMatchInlineSnapshot(`
      " presence-monitor  org/app  as wzy
       6 watched   ● 4 online   ◆ 1 custom   ○ 0 offline   ? 1 unknown                         oldest <1m
         USER ▲     STATUS    DEVICES                              LAST CHANGE EXT               SUB  AGE
      ▌  alice      ● online  ios_7 ●                              22:12:20    in a call         –    <1m
        !bob        ? unknown –                                    –                             –    <1m
        !carol      ● online  android_1 ●                          09-30 22:13                   –    <1m
        !dora       ◆ away    web_3 away                           11-15 00:13                   –    <1m
        !erin       ● online  ios_1 ○ ios_1 ●                      22:13:15                      –    <1m
        !zoë        ● online  ios ●                                –                             2h   <1m


      ─ no change observed yet ───────────────────────────────────────────────────────────────────────────


       0.0/s of 5 · all well · 1 call a sweep             ? help  q quit  / filter  e set  a sub  x unsub"
    `);
  });

  it('at 80×24', () => {
    expect(draw(contradictory(), 80, 24).replace(/\n{4,}/g, '\n\n\n')).toMatchInlineSnapshot(`
      " presence-monitor  org/app  as wzy
       6 watched   ● 4 online   ◆ 1 custom   ○ 0 offline   ? 1 unknown     oldest <1m
         USER ▲     STATUS    DEVICES                 LAST CHANGE EXT        SUB  AGE
      ▌  alice      ● online  ios_7 ●                 22:12:20    in a call  –    <1m
        !bob        ? unknown –                       –                      –    <1m
        !carol      ● online  android_1 ●             09-30 22:13            –    <1m
        !dora       ◆ away    web_3 away              11-15 00:13            –    <1m
        !erin       ● online  ios_1 ○ ios_1 ●         22:13:15               –    <1m
        !zoë        ● online  ios ●                   –                      2h   <1m


      ─ no change observed yet ───────────────────────────────────────────────────────


       0.0/s of 5 · all well · 1 call a sweep  ? help  q quit  / filter  e set  a sub"
    `);
  });

  it('at 60×15', () => {
    expect(draw(contradictory(), 60, 15)).toMatchInlineSnapshot(`
      " presence-monitor  org/app  as wzy
       6 watched   ● 4 online   ◆ 1 custom   ○ 0 offline
         USER ▲     STATUS    DEVICES      LAST CHANGE EXT    SUB
      ▌  alice      ● online  ios_7 ●      22:12:20    in a … –
        !bob        ? unknown –            –                  –
        !carol      ● online  android_1 ●  09-30 22:13        –
        !dora       ◆ away    web_3 away   11-15 00:13        –
        !erin       ● online  ios_1 ○ +1   22:13:15           –
        !zoë        ● online  ios ●        –                  2h




       0.0/s of 5 · all well      ? help  q quit  / filter  e set"
    `);
  });

  it('at 40×10', () => {
    expect(draw(contradictory(), 40, 10)).toMatchInlineSnapshot(`
      " presence-monitor  org/app  as wzy
       6 watched   ● 4 online   ◆ 1 custom
         USER ▲     STATUS    DEVICES
      ▌  alice      ● online  ios_7 ●
        !bob        ? unknown –
        !carol      ● online  android_1 ●
        !dora       ◆ away    web_3 away
                                     1–4 of 6
       0.0/s of 5 · all well   ? help  q quit"
    `);
  });

  it('at 200×60', () => {
    expect(draw(contradictory(), 200, 60).replace(/\n{4,}/g, '\n\n\n')).toMatchInlineSnapshot(`
      " presence-monitor  org/app  as wzy
       6 watched   ● 4 online   ◆ 1 custom   ○ 0 offline   ? 1 unknown                                                                                                                             oldest <1m
         USER ▲     STATUS    DEVICES                                                                  LAST CHANGE EXT                                                              SUB  AGE
      ▌  alice      ● online  ios_7 ●                                                                  22:12:20    in a call                                                        –    <1m
        !bob        ? unknown –                                                                        –                                                                            –    <1m
        !carol      ● online  android_1 ●                                                              09-30 22:13                                                                  –    <1m
        !dora       ◆ away    web_3 away                                                               11-15 00:13                                                                  –    <1m
        !erin       ● online  ios_1 ○ ios_1 ●                                                          22:13:15                                                                     –    <1m
        !zoë        ● online  ios ●                                                                    –                                                                            2h   <1m


      ─ no change observed yet ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


       0.0/s of 5 · all well · 1 call a sweep · every 30s · 429 ×0                                           ? help  q quit  / filter  e set  a sub  x unsub  Enter open  T changes  E errors  L subs  s sort"
    `);
  });

  it('beside the marks of the row, and wherever the column of names stands', () => {
    const watching = contradictory({ columns: ['ext', 'user', 'status'] });
    watching.say({ type: 'move', by: 'row', direction: 1 }, 'mark');
    expect(drawLines(watching, 60, 15).slice(2, 9)).toMatchInlineSnapshot(`
      [
        "   EXT                                  USER ▲     STATUS",
        "   in a call                            alice      ● online",
        " +                                     !bob        ? unknown",
        "▌                                      !carol      ● online",
        "                                       !dora       ◆ away",
        "                                       !erin       ● online",
        "                                       !zoë        ● online",
      ]
    `);
    const first = contradictory();
    first.say({ type: 'move', by: 'row', direction: 1 }, 'mark', { type: 'move', by: 'row', direction: -1 });
    expect(drawLines(first, 60, 15)[4]).toMatch(/^▌\+!bob/);
  });

  it('even after a text whose width terminals dispute', () => {
    const watching = new Watching(['alice'], { columns: ['ext', 'user'] });
    watching.answer({ alice: presence({ ios: 'away' }, { ext: '👩‍💻 x' }) });
    expect(drawLines(watching, 60, 15)[3]).toContain('!alice');
  });

  it('comes and goes with time, though nobody answers', () => {
    const watching = contradictory();
    const row = () =>
      drawLines(watching, 100, 30)
        .find((line) => line.includes('zoë'))
        ?.slice(0, 6);
    expect(row()).toBe('  !zoë');
    for (let hour = 0; hour < 2; hour++) watching.wait(3_600_000);
    expect(row()).toBe('   zoë');
  });
});

describe('the page of the user tells what is contradictory, and what it may mean', () => {
  it('whole at 80 columns', () => {
    expect(pageOf('dora', 80).slice(0, 8).join('\n')).toMatchInlineSnapshot(`
      " dora  ◆ away
       ! future  the last change, 2023-11-15 00:13:20, is yet to come by the clock of
                 the server: a clock was wrong when it was written
       ! status  web_3 has the status "away", no number: shown as custom, but SDKs of
                 the vendor read it as NaN

       ◆ web_3  custom away
      "
    `);
    expect(pageOf('bob', 80).slice(0, 7).join('\n')).toMatchInlineSnapshot(`
      " bob  ? unknown
       ! absent       asked for, but not in the answer: the server may not know the
                      name, or answer only for whom the acting user is subscribed to
       ! foreign-uid  mallory was not asked for, yet is in the same answer: this user
                      may have been meant

       no device was ever seen"
    `);
  });

  it('wrapped at 40, below its name where there is no room beside it', () => {
    expect(pageOf('bob', 40, 30).slice(0, 14).join('\n')).toMatchInlineSnapshot(`
      " bob  ? unknown
       ! absent
         asked for, but not in the answer: the
         server may not know the name, or
         answer only for whom the acting user
         is subscribed to
       ! foreign-uid
         mallory was not asked for, yet is in
         the same answer: this user may have
         been meant

       no device was ever seen

       ext            the answers leave this"
    `);
  });

  it('has nothing to tell of whoever is as should be', () => {
    expect(pageOf('alice', 80).join('\n')).not.toContain('!');
  });

  it('shows what a server wrote harmlessly', () => {
    const watching = new Watching(['alice']);
    watching.answer({ alice: presence({ 'ios\u{1b}[2J': 'a\u{202e}b' }) });
    watching.say('confirm');
    expect(draw(watching, 80, 24)).toContain('! status  ios␛[2J has the status "a�b"');
  });
});

it('a filter narrows the table down to the contradictory ones', () => {
  const watching = contradictory();
  watching.say({ type: 'open', layer: 'filter' });
  watching.type('flag:any');
  expect(watching.shown).toEqual(['bob', 'carol', 'dora', 'erin', 'zoë']);
  watching.type(' !flag:absent !flag:ending');
  expect(watching.shown).toEqual(['carol', 'dora', 'erin']);
  expect(draw(watching, 80, 24)).toContain('3 of 6 shown');
});
