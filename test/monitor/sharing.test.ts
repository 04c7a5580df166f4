import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/monitor/state.ts';
import { offline, type Saying, Watching } from '../helpers/watching.ts';

const changes: Saying = { type: 'open', layer: 'change-list' };
const down: Saying = { type: 'move', by: 'row', direction: 1 };
const earlier: Saying = { type: 'travel', to: 'earlier' };

/** Ann goes offline after half a minute, bob after a whole one; at a minute and a half somebody looks. */
function recorded(options: Partial<Settings> = {}): Watching {
  const monitor = new Watching(['ann', 'bob'], { recording: '/var/rec.ndjson', ...options });
  monitor.answer();
  for (const said of [{ ann: offline }, { ann: offline, bob: offline }]) {
    monitor.wait(30_000);
    monitor.answer(said);
  }
  monitor.wait(30_000);
  return monitor;
}

/** What lies on the clipboard once this was said. */
function copied(monitor: Watching, ...said: readonly Saying[]): string | null {
  const effects = monitor.say(...said, 'share');
  const copy = effects.find(({ type }) => type === 'copy');
  return copy?.type === 'copy' ? copy.text : null;
}

describe('the line that replays a moment', () => {
  it('is about the moment at which the selected change was seen, and its user', () => {
    expect(copied(recorded(), changes)).toBe(
      'presence-monitor replay /var/rec.ndjson --at 2023-11-14T22:14:20.000Z --select bob',
    );
    expect(copied(recorded(), changes, down)).toBe(
      'presence-monitor replay /var/rec.ndjson --at 2023-11-14T22:13:50.000Z --select ann',
    );
  });

  it('is about what a frozen view shows when the newest change in it is selected', () => {
    const monitor = recorded();
    expect(copied(monitor, 'freeze', changes)).toContain('--at 2023-11-14T22:14:50.000Z ');
    expect(copied(monitor, 'cancel', earlier, earlier, changes)).toContain('--at 2023-11-14T22:13:50.000Z --select ann');
  });

  it('is about the present while nothing changed', () => {
    const monitor = new Watching(['ann'], { recording: '/rec' });
    expect(copied(monitor, changes)).toBe('presence-monitor replay /rec --at 2023-11-14T22:13:20.000Z --select ann');
  });

  it('asks for pseudonyms where a replay was asked for them', () => {
    const replay = { from: 0, to: 1, run: 1, runs: 1, speed: 1, playing: false, ended: false, damage: null };
    const line = (masked?: true) => {
      const monitor = new Watching(['ann'], { recording: '/rec', replay: { ...replay, ...(masked && { masked }) } });
      const copy = copied(monitor);
      return [copy, monitor.state.notice?.hint];
    };
    const plain = 'presence-monitor replay /rec --at 2023-11-14T22:13:20.000Z';
    expect(line()).toEqual([`${plain} --select ann`, 'Whoever has the file sees the same.']);
    expect(line(true)).toEqual([
      `${plain} --mask --select ann`,
      'It has the pseudonyms of this machine; the file itself has the names.',
    ]);
  });

  it('has filter, tab and order where they are not the usual ones', () => {
    const groups = [{ name: "the bob's", users: ['bob'], refresh: null }];
    const monitor = recorded({ groups, sorting: { column: 'status', descending: false } });
    monitor.say({ type: 'open', layer: 'filter' });
    monitor.type('!status:custom');
    monitor.say('confirm', { type: 'tab', tab: 1 }, { type: 'sort-by', direction: 1 }, 'invert');
    expect(copied(monitor, changes)).toBe(
      "presence-monitor replay /var/rec.ndjson --at 2023-11-14T22:14:20.000Z --filter '!status:custom' --tab 'the bob'\\''s' --sort=-devices --select bob",
    );
  });

  it('says how far the table is scrolled where it is', () => {
    const users = Array.from({ length: 30 }, (_, at) => `u${at + 10}`);
    const monitor = new Watching(users, { recording: '/rec' });
    monitor.answer();
    monitor.wait(30_000);
    monitor.answer({ u39: offline });
    monitor.say({ type: 'move', by: 'end', direction: 1 });
    expect(copied(monitor, changes)).toContain('--select u39 --top 20');
  });

  it('is one word for the shell whatever names are like, and leaves out what acts when it is pasted', () => {
    const name = "-it's $(reboot)!";
    const monitor = new Watching([name, 'e\u001bvil'], { recording: '/my rec' });
    monitor.answer();
    monitor.wait(30_000);
    monitor.answer({ [name]: offline });
    expect(copied(monitor, changes)).toContain(`replay '/my rec' --at 2023-11-14T22:13:50.000Z '--select=-it'\\''s $(reboot)!'`);
    monitor.wait(30_000);
    monitor.answer({ [name]: offline, 'e\u001bvil': offline });
    expect(copied(monitor, 'cancel', changes)).toBe("presence-monitor replay '/my rec' --at 2023-11-14T22:14:20.000Z");
    expect(monitor.state.notice?.hint).toBe('Left out, for the characters in it: --select.');
    expect(copied(new Watching([], { recording: '/a\nb' }), changes)).toBeNull();
  });
});
