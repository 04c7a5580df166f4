import { describe, expect, it, test } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { Talking } from '../helpers/talking.ts';
import { type Came, offline, online, presence, START } from '../helpers/watching.ts';

const groups = [{ name: 'vip', users: ['bob'], refresh: null }];

/** Three users: alice online, bob offline with a text of his own, carol never answered about. */
function talking(options = {}): Talking {
  const talk = new Talking(['alice', 'bob', 'carol'], options);
  talk.monitor.wait(0);
  const bob = presence({ ios_12: '0' }, { ext: 'Busy', lastTime: 1_700_000_000 - 600 });
  talk.monitor.answer({ alice: online, bob, carol: null });
  talk.monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: [] });
  talk.announced();
  return talk;
}

describe('a line is the name of a key', () => {
  it('j and k speak the row they move to, its place first, and say it again at the end of the list', () => {
    const talk = talking();
    const bob = '2 of 3: bob, offline, ios_12 offline, last change 22:03:20, ext "Busy", not subscribed.';
    expect(talk.type('j')).toEqual([bob]);
    expect(talk.type('j')).toEqual(['3 of 3: carol, unknown, flagged, left out of the latest answer, not subscribed.']);
    expect(talk.type('j')).toEqual(['3 of 3: carol, unknown, flagged, left out of the latest answer, not subscribed.']);
    expect(talk.type('k')).toEqual([bob]);
  });

  it('several keys in a line run in turn, and only what they came to is said', () => {
    expect(talking().type('j j k')).toEqual([expect.stringMatching(/^2 of 3: bob/)]);
    expect(talking().type('space space')).toEqual(['2 marked.', expect.stringMatching(/^3 of 3: carol/)]);
    expect(talking().type('s 2')).toEqual(['Sorted by status, ascending.', 'List, 1 of 3: alice.']);
  });

  it.each([
    ['PgDn', 'carol'],
    ['End', 'carol'],
    ['\u{1b}[B', 'bob'],
    ['\u{1b}OB', 'bob'],
    ['slash carol', 'carol'],
  ])('%j is a key, whatever its case or however the terminal left it in the line', (line, name) => {
    expect(talking().type(line).at(-1)).toContain(name);
  });

  it('an empty line is Enter, and the escape character that the terminal left in a line is Esc', () => {
    const talk = talking();
    expect(talk.type('')[0]).toBe('alice, online.');
    expect(talk.type('\u{1b}')).toEqual(['List, 1 of 3: alice.']);
  });

  it('what cannot work now says why, however often it is tried', () => {
    const talk = talking({ readOnly: { why: 'read-only: profile prod', hint: 'start with --write' } });
    const refusal = ['Read-only: profile prod; start with --write.'];
    expect([talk.type('e'), talk.type('e')]).toEqual([refusal, refusal]);
    expect(talk.type('1')).toEqual([expect.stringContaining('There are no tabs')]);
  });

  it('what nothing is called is said, and nothing is done', () => {
    const talk = talking();
    expect(talk.type('zzz')).toEqual(['Nothing here is called zzz: ? lists the keys.']);
    expect(talk.type('s', '9')).toContain('Nothing here is called 9: ? lists the keys.');
    expect(talk.type('q', 'a page down')).toContain(
      '3 of 3: carol, unknown, flagged, left out of the latest answer, not subscribed.',
    );
    expect(talk.monitor.effects.some(({ type }) => type === 'exit')).toBe(false);
  });

  it('every key that shows nothing is answered all the same', () => {
    const talk = talking();
    expect(talk.type('r')).toEqual(['Asking for alice again.']);
    expect(talk.type('R')).toEqual(['Asking for everybody again.']);
    expect(talk.type('esc')).toEqual(['Nothing to go back from.']);
  });
});

describe('a line is the name of an action', () => {
  it('a whole name is done, part of one is done when nothing else matches, and else the matches are a numbered list', () => {
    const talk = talking();
    expect(talk.type('freeze')).toEqual([expect.stringMatching(/^Frozen at \d\d:\d\d:\d\d: 0 changes since/)]);
    expect(talk.type('freeze')).toEqual(['The view goes on.']);
    expect(talk.type('altogether')).toEqual([expect.stringMatching(/^Stopped since .*: nothing is asked; capital P goes on\.$/)]);
    expect(talk.type('P')).toEqual(['Calls go on.']);
    const list = talk.type('previous');
    expect(list[0]).toBe('Actions: 2.');
    expect(list.slice(1, 3)).toEqual([
      expect.stringMatching(/^1: shift-tab: the previous tab/),
      expect.stringMatching(/^2: < less: sort by the previous column\.$/),
    ]);
    expect(list.at(-1)).toBe('A few letters of an action, its number, or Enter to close: ');
    expect(talk.type('2')).toEqual(['Sorted by age, ascending.', expect.stringMatching(/^List, \d of 3: alice\.$/)]);
  });

  it('the help is a numbered list of sentences, narrowed down by words; a number does that', () => {
    const talk = talking({ groups });
    const help = talk.type('?');
    expect(help[0]).toMatch(/^Keys that work here: \d+\.$/);
    expect(help).toContainEqual(expect.stringMatching(/^\d+: j or down: down\.$/));
    expect(help).toContainEqual(expect.stringMatching(/^\d+: capital P: stop calling altogether, or go on\.$/));
    expect(help).toContainEqual(expect.stringMatching(/^\d+: ctrl-l: say again how everything stands\.$/));
    expect(talk.type('invert')).toEqual(['Sorted by user, descending.', 'List, 3 of 3: alice.']);
    const narrowed = talk.type('?tab:');
    expect(narrowed[1]).toBe('1: tab: the next tab: everybody, or one of the groups.');
    expect(talk.type('1')).toEqual(['Group vip: 1 of 3 shown.', expect.stringMatching(/^1 of 1: bob, offline/)]);
  });
});

describe('menus', () => {
  it('are numbered lines, and keys move in them as everywhere', () => {
    const talk = talking();
    expect(talk.type('s').slice(0, 3)).toEqual([
      'Sort by: type a number, or esc.',
      '1: user, now ascending.',
      '2: status: online, custom, offline, unknown.',
    ]);
    expect(talk.type('j')).toEqual(['2 of 7: status: online, custom, offline, unknown.']);
    expect(talk.type('enter')).toEqual(['Sorted by status, ascending.', 'List, 1 of 3: alice.']);
  });

  it('a copy is written on a line of its own, and nothing is said of a clipboard that nothing reaches', () => {
    const talk = talking();
    const said = ['The next line is the copy; it went to no clipboard.', 'alice'];
    expect(talk.type('y')).toEqual(said);
    expect(talk.type('Y', '1').slice(-3)).toEqual([...said, 'List, 1 of 3: alice.']);
  });
});

describe('a question', () => {
  it('takes a whole line; an empty one leaves what is there, esc gives up', () => {
    const talk = talking();
    expect(talk.type('/')).toEqual(['Filter, such as bob or status:online, Enter for none: ']);
    expect(talk.type('status:online')).toEqual(['Filter status:online: 1 of 3 shown.', 'List, 1 of 1: alice.']);
    expect(talk.type('/')).toEqual(['Filter, now status:online; Enter leaves it, esc clears it: ']);
    expect(talk.type('')).toEqual(['List, 1 of 1: alice.']);
    expect(talk.type('/bob')).toEqual(['Filter bob: 1 of 3 shown.', expect.stringMatching(/^1 of 1: bob, offline/)]);
    expect(talk.type('/', 'esc')).toContain('No filter: all 3 shown.');
    expect(talk.type('/', ' esc')).toContain('Filter esc: 0 of 3 shown.');
  });

  it('says what is wrong with a filter, and asks again', () => {
    const talk = talking();
    const said = talk.type('/status:onlin');
    expect(said[0]).toContain('Status: online, custom, offline or unknown');
    expect(said.at(-1)).toBe('Filter, now status:onlin; Enter leaves it, esc clears it: ');
  });

  it('a filter that was kept comes back by the arrow that the terminal leaves in the line', () => {
    const talk = talking();
    talk.type('/bob', 'esc', '/');
    expect(talk.type('\u{1b}[A')).toContain('Filter, now bob; Enter leaves it, esc clears it: ');
  });
});

describe('a dialog', () => {
  it('says how it is now, asks for each field, and writes nothing but for yes', () => {
    const talk = talking();
    expect(talk.type('j e').slice(-3)).toEqual(['Set the status of bob.', 'Now: ios_12 offline.', 'Device, now ios_12: ']);
    expect(talk.type('')).toEqual(['Status, 1 online, 0 offline, anything else custom, now 0: ']);
    expect(talk.type('101')).toEqual(['Ext, 4 of 64 bytes, now Busy: ']);
    const question =
      'Device ios_12 of bob: offline, now custom 101, ext "In a call", 9 of 64 bytes; 1 call. Type yes to do it, no to leave everything as it is: ';
    expect(talk.type('In a call')).toEqual([question]);
    expect(talk.type('')).toEqual(['Type yes or no.', question]);
    expect(talk.monitor.effects.some(({ type }) => type === 'set')).toBe(false);
    expect(talk.type('yes')).toEqual(['Setting bob ios_12 to 101.', 'List, 2 of 3: bob.']);
    expect(talk.monitor.effects.at(-1)).toEqual({ type: 'set', uid: 'bob', resource: 'ios_12', status: '101', ext: 'In a call' });
  });

  it('asks a field again whose answer does not do, and goes on from there', () => {
    const talk = talking();
    const said = talk.type('a', '40d');
    expect(said.slice(-2)).toEqual([
      '40d is out of bounds: the server takes 1s to 30d.',
      'For how long, from 1s to 30d, now 40d: ',
    ]);
    expect(talk.type('2d')[0]).toMatch(/^Subscribe to alice for 2 days; 1 call\./);
    expect(talk.type('no')).toEqual(['List, 1 of 3: alice.']);
    expect(talk.monitor.effects.some(({ type }) => type === 'subscribe')).toBe(false);
  });

  it('goes back to a field by its key, and names everybody who is marked', () => {
    const talk = talking();
    expect(talk.type('e', '', 'shift-tab').at(-1)).toBe('Device, now ios: ');
    talk.type('esc');
    expect(talk.type('space space a').slice(0, 2)).toEqual(['2 marked.', 'Subscribe to 2 users.']);
    expect(talk.type('esc x')).not.toContain('yes');
    expect(talk.written).toContain('Now: alice, not subscribed; bob, not subscribed.');
  });

  it('says how the write ended once it has', () => {
    const talk = talking();
    talk.type('a', '', 'yes');
    talk.monitor.wrote();
    talk.monitor.wait(1000);
    expect(talk.announced()).toEqual(['Subscribed to alice for 7 days.']);
  });
});

describe('quitting', () => {
  const exits = ({ monitor }: Talking) => monitor.effects.filter(({ type }) => type === 'exit');

  it('q quits, and nothing that was typed behind it is done', () => {
    const talk = talking();
    expect(talk.type('q', 'j', 'a')).toEqual([]);
    expect(exits(talk)).toEqual([{ type: 'exit', exitCode: 0 }]);
    expect(talk.monitor.state.layers).toEqual([]);
  });

  it('asks while a change is on its way; says meanwhile how it ended; yes quits', () => {
    const talk = talking();
    talk.type('a', '', 'yes');
    expect(talk.type('q')).toEqual([
      'A change is on its way.',
      'Subscribing to alice for 7 days.',
      'If you quit, its outcome will not be known.',
      'Quit all the same? Type yes to quit, no to stay: ',
    ]);
    expect(talk.type('')).toEqual(['Type yes or no.', 'Quit all the same? Type yes to quit, no to stay: ']);
    expect(talk.type('no')).toEqual(['List, 1 of 3: alice.']);
    talk.type('q');
    talk.monitor.wrote();
    talk.monitor.wait(1000);
    expect(talk.announced()[0]).toBe('Subscribed to alice for 7 days.');
    expect(exits(talk)).toEqual([]);
    expect(talk.type('yes')).toEqual([]);
    expect(exits(talk)).toHaveLength(1);
  });

  it('ctrl-c asks then too, and leaves the second time', () => {
    const talk = talking();
    talk.type('a', '', 'yes');
    talk.conversation.press({ type: 'interrupt' });
    expect(exits(talk)).toEqual([]);
    talk.conversation.press({ type: 'interrupt' });
    expect(exits(talk)).toEqual([{ type: 'exit', exitCode: 130 }]);
  });
});

test('ctrl-l says how everything stands and where one is', () => {
  const talk = talking({ profile: 'prod', readOnly: { why: 'read-only: marked production', hint: 'start with --write' } });
  expect(talk.type('p', 'P', '/bob', '\f').slice(-9)).toEqual([
    'Watching 3 users of profile prod, org/app, as wzy.',
    'Read-only: marked production. Start with --write.',
    expect.stringMatching(/^Stopped since/),
    expect.stringMatching(/^Frozen at/),
    '3 users watched: 1 online, 0 custom, 1 offline, 1 unknown.',
    'Filter bob: 1 of 3 shown.',
    'Sorted by user, ascending.',
    'No trouble.',
    expect.stringMatching(/^1 of 1: bob, offline/),
  ]);
});

test('the page of a user is read a sentence a line, each change with its two times', () => {
  const talk = talking();
  talk.monitor.say('refresh-all');
  talk.monitor.wait(5000);
  talk.monitor.answer({ alice: offline });
  expect(talk.type('enter')).toEqual([
    'alice, offline.',
    'Device ios: offline, for less than 1 minute.',
    'No ext.',
    'Last change: the server did not say.',
    'Observed 2023-11-14 22:13:25, just now.',
    'Not subscribed.',
    '1 change, newest first.',
    'device ios: online, now offline; between 22:13:20 and 22:13:25.',
    'The answer: no longer kept: r asks again, and shows it.',
  ]);
  expect(talk.type('j')).toEqual(['The whole page was read: ctrl-l reads it again, esc closes it.']);
});

describe('the page of a user ends with the answer that brought this', () => {
  function answered(users: Parameters<Talking['monitor']['answer']>[0], proof: Came = {}): string[] {
    const talk = new Talking(['alice', 'bob']);
    talk.monitor.wait(40);
    talk.monitor.answer(users, { sentAt: START, proof: { sentAt: START, ...proof } });
    const lines = talk.type('enter');
    return lines.slice(lines.findIndex((line) => /^Answered|^The answer/.test(line)));
  }

  it('the call, and what the server wrote of the user, a line each', () => {
    const alice = presence([['android', '0'] as const, ['ios', '1'] as const], { ext: 'in\na call', lastTime: 5 });
    expect(answered({ alice })).toEqual([
      'Answered by HTTP 200 in 40 milliseconds to POST /org/app/users/wzy/presence, whose date is Tue, 14 Nov 2023 22:13:20 GMT.',
      'Raw entry: as the server wrote it, broken into lines.',
      '{"uid":"alice",',
      '"last_time":"5",',
      '"ext":"in\\na call",',
      '"status":{',
      '"android":"0",',
      '"ios":"1"}}',
    ]);
  });

  it('that there is no entry, or none any more', () => {
    expect(answered({ alice: null })).toEqual([expect.anything(), 'Raw entry: none: the answer holds no entry for this user.']);
    expect(answered({ alice: online }, { raw: '{"result":[', length: 1_000_000 })).toEqual([
      expect.anything(),
      'Raw entry: not kept: only the first 11 of 1,000,000 characters of the answer are kept.',
    ]);
  });

  it('no more of it than anybody listens to, and nothing that a terminal obeys', () => {
    const many = Array.from({ length: 200 }, (_, at) => [`d${at}`, '1'] as const);
    const lines = answered({ alice: presence(many) });
    expect(lines).toHaveLength(2 + BOUNDS.spokenLines + 1);
    expect(lines.at(-1)).toMatch(/^And \d+ lines more\.$/);
    const long = answered({ alice: presence({ ios: '1' }, { ext: '\u{9b}31m'.repeat(3000) }) });
    expect(long.at(-1)).toMatch(/^And [\d,]+ characters more\.$/);
    expect(long.join('').length).toBeLessThan(BOUNDS.spokenEntry + 500);
    expect(long.join('')).not.toContain('\u{9b}');
  });
});

test('the list of changes is narrowed down by words, and says what it found', () => {
  const talk = talking();
  talk.monitor.wait(30_000);
  talk.monitor.answer({ alice: offline, bob: online, carol: null });
  talk.announced();
  expect(talk.type('T', '/ bob')).toContainEqual(expect.stringMatching(/^3 of 4 changes match \/bob, newest first\.$/));
  expect(talk.type('esc').at(-1)).toMatch(/of 4: .*bob/);
  expect(talk.type('/')).toEqual(['Filter of the list, such as bob or status:online, Enter for none: ']);
});

test('a user whom the latest answer left out is told so once, and that the data are older', () => {
  const talk = new Talking(['alice']);
  talk.monitor.answer({ alice: online });
  talk.monitor.wait(30_000);
  talk.monitor.answer({ alice: null });
  const told = talk.type('enter').filter((line) => /left|not in the answer/.test(line));
  expect(told).toEqual([expect.stringMatching(/^Flag absent: asked for, but not in the answer: .*; what is shown is older\.$/)]);
});

test('a user about whom something is contradictory is said to be flagged, and the page says what was found', () => {
  const talk = new Talking(['alice', 'bob']);
  talk.monitor.answer({ alice: presence([['ios', '1'] as const, ['ios', '0'] as const]) });
  expect(talk.type('g')).toEqual([expect.stringMatching(/^1 of 2: alice, online, flagged/)]);
  expect(talk.type('enter')).toContainEqual(expect.stringMatching(/^Flag device-twice: .*ios/));
  expect(talk.type('esc', 'j')).toEqual([expect.anything(), expect.not.stringContaining('flagged')]);
});
