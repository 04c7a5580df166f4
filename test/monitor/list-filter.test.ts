import { describe, expect, it } from 'vitest';
import { isList, listedName, listOf } from '../../src/monitor/list-page.ts';
import { topLayer } from '../../src/monitor/state.ts';
import { failureOf, offline, online, presence, Watching } from '../helpers/watching.ts';

const open = (layer: 'change-list' | 'errors' | 'list-filter') => ({ type: 'open', layer }) as const;
const down = { type: 'move', by: 'row', direction: 1 } as const;

/** Five changes, the newest first: eve's ios goes away, bob's ext, ann's web_1 on a status of its own, bob's ios, ann's ios. */
function changed(): Watching {
  const monitor = new Watching(['ann', 'bob', 'eve']);
  const seen = { ann: presence({ ios: '1', web_1: '1' }), bob: online, eve: online };
  monitor.answer(seen);
  const then = (more: object) => {
    monitor.wait(30_000);
    Object.assign(seen, more);
    monitor.answer(seen);
  };
  then({ ann: presence({ ios: '0', web_1: '1' }) });
  then({ bob: offline });
  then({ ann: presence({ ios: '0', web_1: 'Lunch' }) });
  then({ bob: presence({ ios: '0' }, { ext: 'back at two' }) });
  then({ eve: presence({ ios: '1', mac: '1' }) });
  monitor.say(open('change-list'));
  return monitor;
}

function narrowed(monitor: Watching, words: string): Watching {
  monitor.say(open('list-filter'));
  monitor.type(words);
  return monitor;
}

/** The ids that the list shows, newest first. */
function shown({ state }: Watching): (string | number | undefined)[] {
  const layer = state.layers.find(isList);
  if (layer === undefined) throw new Error('no list is open');
  const list = listOf(state, layer);
  return Array.from({ length: list.size }, (_, at) => list.keyAt(at));
}

describe('the change list', () => {
  it.each([
    ['bob', [4, 2]],
    ['IOS', [2, 1]],
    ['ext', [4]],
    ['two', [4]],
    ['lunch', [3]],
    ['offline', [2, 1]],
    ['ann !ios', [3]],
    ['device:web', [3]],
    ['device:""', [4]],
    ['status:offline', [2, 1]],
    ['status:online', [5, 3, 2, 1]],
    ['status:custom', [3]],
    ['status:unknown', []],
    ['ext:two', [4]],
    ['ext:""', [4]],
    ['ann status:custom', [3]],
    ['nobody', []],
  ])('%j lets through %j', (words, ids) => {
    expect(shown(narrowed(changed(), words))).toEqual(ids);
  });

  it('is narrowed while the words are typed, and whole again with Esc', () => {
    const monitor = changed();
    narrowed(monitor, 'b');
    expect(shown(monitor)).toEqual([4, 3, 2]);
    monitor.type('ob');
    expect(shown(monitor)).toEqual([4, 2]);
    monitor.say({ type: 'edit', edit: { kind: 'backspace' } }, { type: 'edit', edit: { kind: 'backspace' } });
    expect(shown(monitor)).toEqual([4, 3, 2]);
    monitor.say('cancel');
    expect(shown(monitor)).toEqual([5, 4, 3, 2, 1]);
    expect(topLayer(monitor.state)?.kind).toBe('change-list');
  });

  it('stays narrowed after Enter; Esc then clears the filter first and closes the list next', () => {
    const monitor = narrowed(changed(), 'bob');
    monitor.say('confirm');
    expect(topLayer(monitor.state)?.kind).toBe('change-list');
    expect(shown(monitor)).toEqual([4, 2]);
    monitor.say(open('list-filter'));
    expect(monitor.state.layers.at(-1)).toMatchObject({ kind: 'list-filter', line: { text: 'bob' } });
    monitor.say('confirm', 'cancel');
    expect(shown(monitor)).toEqual([5, 4, 3, 2, 1]);
    monitor.say('cancel');
    expect(monitor.state.layers).toEqual([]);
  });

  it('q closes it, filter and all', () => {
    const monitor = narrowed(changed(), 'bob');
    monitor.say('confirm', 'quit');
    expect(monitor.state.layers).toEqual([]);
    monitor.say(open('change-list'));
    expect(shown(monitor)).toHaveLength(5);
  });

  it('keeps the selection on its change while others are hidden, shown again, and arrive', () => {
    const monitor = changed();
    monitor.say(down, down, down);
    expect(listedName(monitor.state)).toBe('bob');
    narrowed(monitor, 'status:offline');
    monitor.say('confirm');
    expect(monitor.state.layers.at(-1)).toMatchObject({ cursor: { selected: 2, position: 0 } });
    monitor.wait(30_000);
    monitor.answer({ ann: presence({ ios: '0', web_1: '0' }), bob: online, eve: offline });
    expect(shown(monitor)).toEqual([9, 7, 6, 2, 1]);
    expect(monitor.state.layers.at(-1)).toMatchObject({ cursor: { selected: 2 } });
    monitor.say('cancel');
    expect(monitor.state.layers.at(-1)).toMatchObject({ cursor: { selected: 2 } });
  });

  it('moves below the line being typed', () => {
    const monitor = narrowed(changed(), 'bob');
    monitor.say(down);
    expect(monitor.state.layers).toMatchObject([{ cursor: { selected: 2 } }, { kind: 'list-filter', line: { text: 'bob' } }]);
  });

  it('of a frozen view is narrowed within what was seen until then', () => {
    const monitor = changed();
    monitor.say('freeze');
    narrowed(monitor, 'ios');
    monitor.wait(30_000);
    monitor.answer({ bob: presence({ ios: '1' }, { ext: 'back at two' }) });
    expect(shown(monitor)).toEqual([2, 1]);
    monitor.say('confirm', 'freeze');
    expect(shown(monitor).length).toBeGreaterThan(2);
  });

  it('says what it cannot be asked, and is narrowed by the rest', () => {
    const monitor = narrowed(changed(), 'bob age>10s');
    expect(monitor.state.layers.at(-1)).toMatchObject({ problem: { kind: 'mistake', what: 'no field age' } });
    expect(shown(monitor)).toEqual([4, 2]);
    monitor.say('confirm');
    expect(topLayer(monitor.state)?.kind).toBe('list-filter');
    expect(monitor.state.notice).toMatchObject({ kind: 'failed', text: 'no field age' });
  });
});

describe('the list of errors', () => {
  function failed(): Watching {
    const monitor = new Watching(['ann', 'bob']);
    monitor.fail({ ...failureOf('server', 'HTML came'), status: 503 }, 500);
    monitor.say({
      type: 'sublist-failed',
      askedAt: 0,
      failure: { ...failureOf('timeout', 'no answer'), call: 'sublist' },
      wait: 900,
    });
    monitor.say({ type: 'warned', text: 'state.json cannot be written', hint: 'Make room.' }, open('errors'));
    return monitor;
  }

  it.each([
    ['503', [1]],
    ['html', [1]],
    ['ann', [3, 1]],
    ['sublist', [2]],
    ['room', [3]],
    ['timeout', [2]],
    ['!warning', [2, 1]],
  ])('%j lets through %j', (words, ids) => {
    expect(shown(narrowed(failed(), words))).toEqual(ids);
  });

  it('takes plain text alone', () => {
    const monitor = narrowed(failed(), 'status:503');
    expect(monitor.state.layers.at(-1)).toMatchObject({
      problem: { what: 'no field status', hint: 'quote it to look for the text: "status:"' },
    });
  });

  it('shows what happens again, and whom it concerns by then', () => {
    const monitor = narrowed(failed(), 'nobody');
    expect(shown(monitor)).toEqual([]);
    monitor.say('cancel');
    narrowed(monitor, 'state.json');
    monitor.say({ type: 'warned', text: 'state.json cannot be written', hint: 'Make room.' });
    expect(shown(monitor)).toEqual([3]);
    monitor.say({ type: 'warned', text: 'state.json is not what it was', hint: 'Make room.' });
    expect(shown(monitor)).toEqual([4, 3]);
  });
});

it('a line over anything else does not open', () => {
  const monitor = new Watching(['ann']);
  monitor.say(open('list-filter'));
  expect(monitor.state.layers).toEqual([]);
});
