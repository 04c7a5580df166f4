import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { presence, START, Watching } from '../helpers/watching.ts';

const name = { type: 'copy', copy: 'uid' } as const;

it('the name of the selected user is sent to the clipboard, and no more is claimed than that', () => {
  const watching = new Watching(['alice', 'bob']);
  expect(watching.say(name)).toContainEqual({ type: 'copy', text: 'alice' });
  expect(watching.state.notice).toEqual({ kind: 'done', text: 'sent alice to the clipboard', hint: null });
});

it('on the page of a user it is the name of that user', () => {
  const watching = new Watching(['alice', 'bob']);
  watching.say({ type: 'move', by: 'row', direction: 1 }, { type: 'open', layer: 'user' });
  expect(watching.say(name)).toContainEqual({ type: 'copy', text: 'bob' });
});

it('what would act when it is pasted, or cannot be seen, is replaced, and that is said', () => {
  const watching = new Watching(['al\u{202e}ice\n']);
  expect(watching.say(name)).toContainEqual({ type: 'copy', text: 'al�ice␊' });
  expect(watching.state.notice?.hint).toMatch(/replaced by signs/);
});

it('a name too long for the clipboard is not cut but refused', () => {
  const watching = new Watching(['x'.repeat(60_000)]);
  expect(watching.say(name).filter(({ type }) => type === 'copy')).toEqual([]);
  expect(watching.state.notice).toMatchObject({ kind: 'failed', text: expect.stringContaining('too long') });
});

it('with nobody watched nothing is sent', () => {
  expect(new Watching([]).say(name).filter(({ type }) => type === 'copy')).toEqual([]);
});

const row = { type: 'copy', copy: 'row' } as const;
const curl = { type: 'copy', copy: 'curl' } as const;

/** What a monitor sent to the clipboard last. */
function copied(watching: Watching): string {
  const effect = watching.effects.findLast(({ type }) => type === 'copy');
  if (effect?.type !== 'copy') throw new Error('nothing was copied');
  return effect.text;
}

/** A line as a shell reads it: the words that the program gets, the first being its name. */
function words(line: string): string[] {
  const script = `curl() { printf '%s\\0' curl "$@"; }; cat() { printf 'token of %s' "$1"; }; ${line}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('the row as JSON', () => {
  it('is one line with what the screen shows of the user, in the words of the lines of --json', () => {
    const watching = new Watching(['alice']);
    watching.answer({ alice: presence({ ios: '1', web: '101' }, { ext: 'Busy', lastTime: START / 1000 - 60 }) });
    watching.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'alice', expiry: START / 1000 + 3600 }] }, row);
    expect(JSON.parse(copied(watching))).toEqual({
      uid: 'alice',
      status: 'online',
      absent: false,
      devices: [
        { device: 'ios', status: '1' },
        { device: 'web', status: '101' },
      ],
      lastTime: '2023-11-14T22:12:20.000Z',
      ext: 'Busy',
      subscribed: true,
      subscribedUntil: '2023-11-14T23:13:20.000Z',
      observedAt: '2023-11-14T22:13:20.000Z',
      flags: ['ending'],
    });
    expect(watching.state.notice?.text).toBe('sent the row of alice as JSON to the clipboard');
  });

  it('says null of what nobody knows yet', () => {
    const watching = new Watching(['alice']);
    watching.say(row);
    expect(JSON.parse(copied(watching))).toMatchObject({
      status: 'unknown',
      devices: [],
      lastTime: null,
      subscribed: null,
      subscribedUntil: null,
      observedAt: null,
    });
  });

  it('tells a subscription without end, and none, from one not read', () => {
    const watching = new Watching(['alice', 'bob']);
    watching.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'alice', expiry: null }] }, row);
    expect(JSON.parse(copied(watching))).toMatchObject({ subscribed: true, subscribedUntil: null });
    watching.say({ type: 'move', by: 'row', direction: 1 }, row);
    expect(JSON.parse(copied(watching))).toMatchObject({ uid: 'bob', subscribed: false, subscribedUntil: null });
  });

  it('of a frozen view is what the view shows', () => {
    const watching = new Watching(['alice']);
    watching.answer({ alice: presence({ ios: '1' }) });
    watching.say('freeze');
    watching.wait(60_000);
    watching.answer({ alice: presence({ ios: '0' }) });
    watching.say(row);
    expect(JSON.parse(copied(watching))).toMatchObject({ status: 'online', observedAt: '2023-11-14T22:13:20.000Z' });
  });

  it('holds the text of strangers as it came, and nothing that acts when it is pasted', () => {
    const ext = "'; rm -rf ~ #\n\u{1b}]0;x\u{7}\u{202e}";
    const watching = new Watching(['alice']);
    watching.answer({ alice: presence({ ios: '1' }, { ext }) });
    watching.say(row);
    expect(copied(watching)).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(copied(watching)).ext).toBe(ext);
  });

  it('too long for a terminal is not cut but refused', () => {
    const watching = new Watching(['alice']);
    watching.answer({ alice: presence({ ios: '1' }, { ext: 'x'.repeat(60_000) }) });
    expect(watching.say(row).filter(({ type }) => type === 'copy')).toEqual([]);
    expect(watching.state.notice).toMatchObject({ kind: 'failed', text: 'the row is too long for the clipboard of a terminal' });
  });
});

describe('the curl line', () => {
  const retrieveUrl = "http://localhost:1/org/app/users/it's%20me/presence";

  it('retrieves the user as the acting user, and leaves the token in its file', () => {
    const watching = new Watching(['alice'], { retrieveUrl, tokenFile: "/home/me/my 'own' $(token)" });
    watching.say(curl);
    expect(words(copied(watching))).toEqual([
      ...['curl', '-X', 'POST', '-H', "Authorization: Bearer token of /home/me/my 'own' $(token)"],
      ...['-H', 'Content-Type: application/json', '-H', 'Accept: application/json'],
      ...['--data', '{"usernames":["alice"]}', retrieveUrl],
    ]);
    expect(watching.state.notice).toEqual({ kind: 'done', text: 'sent a curl line for alice to the clipboard', hint: null });
  });

  it('names a place for the file when the token comes from elsewhere, and says so', () => {
    const watching = new Watching(['alice']);
    watching.say(curl);
    expect(copied(watching)).toContain('"Authorization: Bearer $(cat TOKEN_FILE)"');
    expect(watching.state.notice?.hint).toBe('Put the file that holds your token in place of TOKEN_FILE.');
  });

  it.each(['/home/me/token!history', '/home/me/line\nfeed'])(
    'does not name a file that a shell would misread: %j',
    (tokenFile) => {
      const watching = new Watching(['alice'], { tokenFile });
      watching.say(curl);
      expect(copied(watching)).toContain('$(cat TOKEN_FILE)');
    },
  );

  it.each(["it's", '$(touch x)', '`x`', 'a"b', 'a\\', '\u{202e}evil', '-x', '你好'])('retrieves whoever is called %j', (uid) => {
    const watching = new Watching([uid]);
    watching.say(curl);
    expect(copied(watching)).toMatch(/^[^\p{Cc}\p{Cf}]+$/u);
    expect(JSON.parse(words(copied(watching)).at(-2) as string)).toEqual({ usernames: [uid] });
  });
});

describe('the copy menu', () => {
  const open = { type: 'open', layer: 'copy' } as const;
  const down = { type: 'move', by: 'row', direction: 1 } as const;

  it.each([
    [0, 'alice'],
    [1, '{"uid":"alice"'],
    [2, 'curl -X POST'],
    [7, 'curl -X POST'],
  ])('Enter copies what was chosen by %i steps down, and closes it', (steps, begin) => {
    const watching = new Watching(['alice', 'bob']);
    watching.say(open, ...Array<typeof down>(steps).fill(down), 'confirm');
    expect(copied(watching).startsWith(begin)).toBe(true);
    expect(watching.state.layers).toEqual([]);
  });

  it('copies at once what is chosen by its letter, and closes', () => {
    const watching = new Watching(['alice']);
    watching.say(open, row);
    expect(copied(watching)).toContain('"uid":"alice"');
    expect(watching.state.layers).toEqual([]);
  });

  it('is about the user it was opened for, though the list shows another by then', () => {
    const watching = new Watching(['ann', 'bob']);
    const busy = presence({ ios: '1' }, { ext: 'busy' });
    watching.answer({ ann: busy, bob: busy });
    watching.say({ type: 'open', layer: 'filter' });
    watching.type('busy');
    watching.say('confirm', open);
    watching.wait(60_000);
    watching.answer({ ann: presence({ ios: '1' }), bob: busy });
    expect(watching.selected).toBe('bob');
    watching.say('confirm');
    expect(copied(watching)).toBe('ann');
  });

  it('on the page of a user is about that user, and leaves the page open', () => {
    const watching = new Watching(['ann', 'bob']);
    watching.say(down, 'confirm', open, 'confirm');
    expect(copied(watching)).toBe('bob');
    expect(watching.state.layers.map(({ kind }) => kind)).toEqual(['user']);
  });

  it('opens for nobody when nobody is there', () => {
    const watching = new Watching([]);
    watching.say(open, row, curl);
    expect(watching.state.layers).toEqual([]);
    expect(watching.effects.filter(({ type }) => type === 'copy')).toEqual([]);
  });
});
