import { describe, expect, it } from 'vitest';
import { draw, drawLines, SECONDS, team } from '../helpers/drawing.tsx';
import { names, presence, Watching } from '../helpers/watching.ts';

type Layer = 'set' | 'subscribe' | 'unsubscribe';

/** Lines of the dialog: below the rule, above message line and footer. */
function dialog(watching: Watching, columns = 100, rows = 24): string[] {
  const lines = drawLines(watching, columns, rows).slice(0, -2);
  return lines.slice(lines.findLastIndex((line) => line.startsWith('─')) + 1);
}

function opened(layer: Layer, watching = team()): Watching {
  watching.say({ type: 'open', layer });
  return watching;
}

/** A set dialog with the text in a field replaced. */
function retyped(field: number, text: string): Watching {
  const watching = opened('set');
  for (let step = 0; step < field; step++) watching.say({ type: 'focus', direction: 1 });
  watching.say({ type: 'edit', edit: { kind: 'erase-to-start' } });
  watching.type(text);
  return watching;
}

function marked(count: number, users = 40): Watching {
  const watching = new Watching(names(users));
  watching.answer();
  for (let step = 0; step < count; step++) watching.say('mark');
  return watching;
}

describe('setting a status', () => {
  it('names user, devices, old → new, bytes and calls, below the table', () => {
    expect(draw(opened('set'), 80, 20)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown     oldest <1m
         USER ▲     STATUS    DEVICES                 LAST CHANGE EXT        SUB  AGE
      ▌  alice      ● online  android_1 ● ios_7 ○     22:12:20    in a call  29d  <1m
         bob       *○ offline*ios_12 ○                22:13:45               over <1m
         c2         ◆ 101     webim_3f29c1 101        2021-01-07 *Lunch      yes  <1m
         dora      *● online *android_1 ●             –                      –    <1m
        !erin       ? unknown –                       –                      –    <1m


      ────────────────────────────────────────────────────────────────────────────────
       Set the status of alice
       now: android_1 online  ios_7 offline
       › device android_1    1 of 2 (ctrl-n)
         status 1   online → online
         ext    in a call   9 of 64 bytes
       Enter sends 1 call   Esc leaves everything as it is

       0.0/s of 5 · all well                  Enter do it  Esc cancel  Tab next field"
    `);
  });

  it('says old → new for the device that is typed', () => {
    expect(dialog(retyped(1, '0'))[3]).toBe(' › status 0    online → offline');
    expect(dialog(retyped(0, 'ios_7')).slice(2, 4)).toEqual([
      ' › device ios_7    2 of 2 (ctrl-n)',
      '   status 1   offline → online',
    ]);
  });

  it('a device never seen before is new, and has no old status', () => {
    expect(dialog(retyped(0, 'web_1')).slice(2, 4)).toEqual([
      ' › device web_1    a new device, ctrl-n takes a known one',
      '   status 1   none → online',
    ]);
  });

  it('ctrl-n and ctrl-p go through the known devices, and the status follows', () => {
    const watching = opened('set');
    const devices = () => dialog(watching).slice(2, 4);
    watching.say({ type: 'device', direction: 1 });
    expect(devices()).toEqual([' › device ios_7    2 of 2 (ctrl-n)', '   status 0   offline → offline']);
    watching.say({ type: 'device', direction: 1 });
    expect(devices()).toEqual([' › device android_1    1 of 2 (ctrl-n)', '   status 1   online → online']);
    watching.say({ type: 'device', direction: -1 });
    expect(devices()[0]).toBe(' › device ios_7    2 of 2 (ctrl-n)');
  });

  it('a status that was typed stays as it is when another device is chosen', () => {
    const watching = retyped(1, '77');
    watching.say({ type: 'device', direction: 1 });
    expect(dialog(watching).slice(2, 4)).toEqual(['   device ios_7   2 of 2 (ctrl-n)', ' › status 77    offline → custom 77']);
  });

  it('says so when there is no other device to choose', () => {
    const watching = opened('set', new Watching(['alice']));
    watching.say({ type: 'device', direction: 1 });
    expect(dialog(watching).at(-1)).toBe(' no other device is known: type its id');
    const subscribe = opened('subscribe');
    subscribe.say({ type: 'device', direction: 1 });
    expect(dialog(subscribe).at(-1)).toBe(' only a status belongs to a device');
  });

  it('a custom status that is no number comes with what vendor SDKs make of it', () => {
    expect(dialog(retyped(1, '101'))[3]).toBe(' › status 101    online → custom 101');
    expect(dialog(retyped(1, 'busy'), 130)[3]).toBe(
      ' › status busy    online → custom busy · vendor SDKs read a status that is no number as NaN; put labels in ext',
    );
  });

  it('counts ext in bytes, not in letters', () => {
    expect(dialog(retyped(2, 'a你👍'))[4]).toBe(' › ext    a你👍    8 of 64 bytes');
  });

  it.each([
    ['no device', 0, ' ', 'a device id is needed, such as android_1 or webim_test'],
    ['no status', 1, '', 'a status is needed: 1 online, 0 offline, anything else is custom'],
    ['an empty ext', 2, '', 'the server refuses an empty ext: type at least one character'],
    ['too long an ext', 2, 'x'.repeat(65), '65 bytes, at most 64: shorten it'],
  ])('with %s it says what is wrong, in place of what Enter would do', (_, field, text, problem) => {
    const watching = retyped(field, text);
    expect(dialog(watching).at(-1)).toBe(` ${problem}`);
    watching.say('confirm');
    expect(dialog(watching).at(-1)).toBe(` ${problem}`);
  });

  it('what Enter would refuse is said while it is typed, of the field being typed in first', () => {
    const watching = retyped(1, '');
    watching.say({ type: 'focus', direction: 1 }, { type: 'edit', edit: { kind: 'erase-to-start' } });
    const end = () => dialog(watching).at(-1);
    expect(end()).toBe(' the server refuses an empty ext: type at least one character');
    watching.type('x');
    expect(end()).toBe(' a status is needed: 1 online, 0 offline, anything else is custom');
    watching.say({ type: 'focus', direction: -1 });
    watching.type('1');
    expect(end()).toBe(' Enter sends 1 call   Esc leaves everything as it is');
  });

  it('what is still as wrong as when Enter was refused goes on being said', () => {
    const watching = retyped(2, 'x'.repeat(70));
    watching.say('confirm', { type: 'edit', edit: { kind: 'backspace' } });
    expect(dialog(watching).at(-1)).toBe(' 69 bytes, at most 64: shorten it');
  });

  it('the bytes of ext are seen however long it is, also where it is not being typed', () => {
    const watching = new Watching(['alice']);
    watching.answer({ alice: presence({ ios: '1' }, { ext: 'x'.repeat(1500) }) });
    for (const columns of [40, 80]) {
      expect(drawLines(opened('set', watching), columns, 24).find((line) => line.startsWith('   ext'))).toMatch(
        /x… {3}1,500 of 64 bytes$/,
      );
      watching.say('cancel');
    }
  });

  it('an ext longer than a field holds is not begun with a part of it, and its bytes are told', () => {
    const watching = new Watching(['alice']);
    watching.answer({ alice: presence({ ios: '1' }, { ext: '你'.repeat(5000) }) });
    opened('set', watching);
    expect(dialog(watching).slice(-2)).toEqual([
      '   ext       0 of 64 bytes; the present one has 15,000 and is not shown',
      ' the server refuses an empty ext: type at least one character',
    ]);
  });

  it('what is pasted into a field is taken in whole or not at all', () => {
    const watching = retyped(0, 'ios');
    watching.say({ type: 'edit', edit: { kind: 'insert', text: 'x'.repeat(2000) } });
    expect(dialog(watching).at(-1)).toBe(' a field holds 2,000 characters: nothing was taken of what came');
    expect(dialog(watching)[2]).toMatch(/^ › device ios /);
  });

  it('the problem brings the field it is in into focus', () => {
    const watching = retyped(2, '');
    watching.say({ type: 'focus', direction: 1 }, 'confirm');
    expect(dialog(watching)[4]).toMatch(/^ › ext/);
  });

  it('a user without devices has a sentence', () => {
    expect(dialog(opened('set', new Watching(['alice'])))[1]).toBe(' now: no device was ever seen');
  });
});

describe('subscribing', () => {
  it('says until when each user is subscribed already, for how long it will be, and how many calls', () => {
    const watching = team();
    watching.say('mark', 'mark', 'mark', 'mark');
    expect(dialog(opened('subscribe', watching))).toEqual([
      ' Subscribe to 4 users',
      ' alice 29d → 7d, bob over → 7d, c2 yes → 7d, dora – → 7d',
      ' › for 7d    from now, 1s to 30d; subscribing again sets a new end',
      ' Enter sends 1 call   Esc leaves everything as it is',
    ]);
  });

  it('shows the new end while it is typed', () => {
    const watching = opened('subscribe');
    watching.say({ type: 'edit', edit: { kind: 'erase-to-start' } });
    expect(dialog(watching)[1]).toBe(' alice 29d → ?');
    watching.type('36h');
    expect(dialog(watching)[1]).toBe(' alice 29d → 1d');
  });

  it('names everybody of whom no count has to be typed, on as many lines as it takes', () => {
    const lines = dialog(opened('subscribe', marked(20)), 60);
    expect(lines[0]).toBe(' Subscribe to 20 users');
    expect(
      lines
        .slice(1, -2)
        .join('')
        .match(/u\d+ \? → 7d/g),
    ).toEqual(names(20).map((uid) => `${uid} ? → 7d`));
    for (const line of lines.slice(1, -2)) expect(line).toMatch(/^ u.*d,?$/);
  });

  it('counts those beyond the first twenty', () => {
    expect(
      dialog(opened('subscribe', marked(30)), 100)
        .slice(1, -3)
        .at(-1),
    ).toMatch(/u\d+ \? → 7d and 10 more$/);
  });

  it('names users by what changes where the lines are few, and counts whoever does not fit', () => {
    const watching = marked(19);
    const subscriptions = ['u2', 'u5'].map((uid) => ({ uid, expiry: SECONDS + 6 * 86_400 }));
    watching.say({ type: 'sublist-read', askedAt: 0, subscriptions });
    expect(drawLines(opened('unsubscribe', watching), 40, 10).slice(2, 7)).toEqual([
      ' Unsubscribe from 19 users',
      ' – → –: u1, u3, u4, u6, u7, u8, u9, u10,',
      ' u11, u12, u13, u14, u15, u16, u17, u18,',
      ' u19; 6d → –: u2, u5',
      ' Enter sends 1 call   Esc sends none',
    ]);
  });

  it('says the count and a part of the first name where not even that fits', () => {
    const long = names(21).map((uid) => `${'long'.repeat(10)}-${uid}`);
    const watching = new Watching(long);
    watching.answer();
    for (const _ of long) watching.say('mark');
    expect(drawLines(opened('subscribe', watching), 40, 10)[3]).toBe(' ? → 7d: longlonglonglonglo… and 20 more');
  });

  it.each([
    [80, ' Unsubscribe from 3 users, 2 hidden by the filter'],
    [40, ' Unsubscribe from 3 users, 2 hidden'],
  ])('says how many of them the table does not show, on %i columns', (columns, title) => {
    const watching = marked(3);
    watching.say({ type: 'open', layer: 'filter' });
    watching.type('u1');
    watching.say('confirm');
    const lines = drawLines(opened('unsubscribe', watching), columns, 12);
    expect(lines).toContain(title);
  });

  it('20 users are confirmed with Enter, of 21 the count is to be typed', () => {
    expect(dialog(opened('subscribe', marked(20))).join('\n')).not.toContain('type the count');
    const watching = opened('subscribe', marked(21));
    const asked = () => dialog(watching).slice(-2);
    expect(asked()).toEqual(['   type the count    21 users: type 21', ' type 21 to confirm: this concerns 21 users']);
    watching.say('confirm');
    expect(asked()).toEqual([' › type the count     21 users: type 21', ' type 21 to confirm: this concerns 21 users']);
    watching.type('21');
    expect(asked()[0]).toBe(' › type the count 21    21 users: type 21');
    watching.say('confirm');
    expect(watching.state.layers).toEqual([]);
  });

  it('says how many calls more than 100 users take', () => {
    const watching = opened('subscribe', marked(250, 300));
    watching.say({ type: 'focus', direction: 1 });
    watching.type('250');
    expect(dialog(watching).at(-1)).toBe(' Enter sends 3 calls   Esc leaves everything as it is');
  });

  it.each(['1200', '1,200'])('a count is told with its thousands apart, and may be typed as %s', (typed) => {
    const watching = marked(1200, 1300);
    opened('subscribe', watching);
    watching.say({ type: 'focus', direction: 1 });
    const lines = dialog(watching);
    expect(lines[0]).toBe(' Subscribe to 1,200 users');
    expect(lines.join('\n')).toContain('and 1,180 more');
    expect(lines.slice(-2)).toEqual([
      ' › type the count     1,200 users: type 1,200',
      ' type 1,200 to confirm: this concerns 1,200 users',
    ]);
    watching.type(typed);
    expect(dialog(watching).at(-1)).toBe(' Enter sends 12 calls   Esc leaves everything as it is');
    watching.say('confirm');
    expect(drawLines(watching, 100, 24).join('\n')).toContain('subscribing 1,200 users');
    watching.say('interrupt');
    expect(drawLines(watching, 100, 24).join('\n')).toContain('subscribing to 1,200 users for 7d');
  });

  it.each([
    ['90', 'expected a time such as "90s", "5m", "12h", "7d" or "1d12h": a number with its unit, for example "90s"'],
    ['31d', '31d is out of bounds: the server takes 1s to 30d'],
  ])('for %s: it says what is wrong', (time, problem) => {
    const watching = opened('subscribe');
    watching.say({ type: 'edit', edit: { kind: 'erase-to-start' } });
    watching.type(time);
    expect(dialog(watching, 130).at(-1)).toBe(` ${problem}`);
  });
});

it('unsubscribing needs nothing typed, and says what would end', () => {
  expect(dialog(opened('unsubscribe'))).toEqual([
    ' Unsubscribe from alice',
    ' alice 29d → –',
    ' Enter sends 1 call   Esc leaves everything as it is',
  ]);
});

it('what came after a dialog was opened changes neither its users nor the rows above it', () => {
  const watching = team();
  watching.say({ type: 'sort-by', direction: 1 });
  opened('set', watching);
  const before = drawLines(watching, 80, 20);
  watching.wait(30_000);
  watching.answer({ alice: presence({ android_1: '0' }), erin: presence({ ios: '1' }) });
  const after = drawLines(watching, 80, 20);
  const order = (lines: string[]) => lines.slice(3, 8).map((line) => line.slice(3, 8));
  expect(order(after)).toEqual(order(before));
  expect(after.slice(10, 17)).toEqual(before.slice(10, 17));
});

describe('on the smallest screen', () => {
  const small = (watching: Watching) => drawLines(watching, 40, 10).slice(2, 7);

  it('a dialog takes the place of the table and leaves out what it can spare', () => {
    expect(small(opened('set'))).toEqual([
      ' Set the status of alice',
      ' › device android_1    1 of 2 (ctrl-n)',
      '   status 1   online → online',
      '   ext    in a call   9 of 64 bytes',
      ' Enter sends 1 call   Esc sends none',
    ]);
  });

  it('the end of what is typed is seen, and the bytes it takes', () => {
    expect(small(retyped(2, 'a text far too long for this screen'))[3]).toMatch(/^ › ext {4}this screen {4}35 of 64 bytes$/);
  });

  it('the start is seen when the cursor is there, and the bytes still are', () => {
    const watching = retyped(2, 'a text far too long for this screen');
    watching.say({ type: 'edit', edit: { kind: 'start' } });
    expect(small(watching)[3]).toBe(' › ext    a text far t…   35 of 64 bytes');
  });

  const ios = 'ios_24a42c1f-4792-9e78-e878-368c1d2e81d1';
  const android = 'android_8c1d2e81-d1f2-4a4f-9c1c-24a42c1f4792';

  it('a long device id shows its beginning and its end, and its beginning where it is not being typed', () => {
    const watching = new Watching(['alice']);
    watching.answer({ alice: presence({ [ios]: '1', [android]: '0' }) });
    opened('set', watching);
    expect(small(watching)[1]).toBe(' › device ios_24a42c…1d2e81d1    1 of 2');
    watching.say({ type: 'edit', edit: { kind: 'start' } });
    expect(small(watching)[1]).toBe(' › device ios_24a42c1f-4792-9e…   1 of 2');
    watching.say({ type: 'focus', direction: 1 });
    expect(small(watching)[1]).toBe('   device ios_24a42c1f-4792-9e…   1 of 2');
  });

  it('free lines hold the devices as they are, with their whole ids', () => {
    const watching = new Watching(['alice']);
    watching.answer({ alice: presence({ [ios]: '1', [android]: '0' }) });
    const lines = drawLines(opened('set', watching), 60, 15);
    expect(lines).toContain(` now: ${ios} online`);
    expect(lines).toContain(`      ${android} offline`);
    expect(lines.find((line) => line.includes('› device'))).toBe(` › device ios_24a42c1f-4792-9e…-e878-368c1d2e81d1    1 of 2`);
  });

  it('of many devices those are named that fit, and the others counted', () => {
    const watching = new Watching(['alice']);
    const devices = Array.from({ length: 3000 }, (_, at) => [`${android}_${at}`, '1'] as const);
    watching.answer({ alice: presence(devices) });
    const lines = drawLines(opened('set', watching), 60, 15);
    expect(lines.filter((line) => line.includes(android)).length).toBeGreaterThan(2);
    expect(lines.find((line) => line.includes('more'))).toMatch(/and 2,99\d more$/);
  });

  it('time and count of a large subscription are both there', () => {
    expect(small(opened('subscribe', marked(21)))).toEqual([
      ' Subscribe to 21 users',
      ' ? → 7d: u1, u2, u3, u4, u5 and 16 more',
      ' › for            7d    1s to 30d',
      '   type the count    21 users: type 21',
      ' type 21 to confirm: this concerns 21 u…',
    ]);
  });
});

it('the end of a subscription is told as it is when the dialog is drawn', () => {
  const watching = new Watching(['alice']);
  watching.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'alice', expiry: SECONDS + 90 }] });
  expect(dialog(opened('subscribe', watching))[1]).toBe(' alice 1m → 7d');
  watching.wait(100_000);
  expect(dialog(watching)[1]).toBe(' alice over → 7d');
});
