import { describe, expect, it } from 'vitest';
import { failureOf, START, Watching } from '../helpers/watching.ts';

/** Users of whom one call asks, all answered once. */
function watching(users = ['alice', 'bob']): Watching {
  const monitor = new Watching(users);
  monitor.answer();
  monitor.say({ type: 'sublist-read', askedAt: 0, subscriptions: [{ uid: 'alice', expiry: START / 1000 + 999 }] });
  monitor.wait(5000);
  return monitor;
}

const said = ({ state: { notice } }: Watching) => notice && [notice.text, notice.hint];

describe('asking again', () => {
  it('says whom it asks for, until the answer about them', () => {
    const monitor = watching();
    monitor.say('refresh-row');
    expect(said(monitor)).toEqual(['asking for alice again', null]);
    monitor.wait(1000);
    expect(said(monitor)).toEqual(['asking for alice again', null]);
    monitor.answer();
    expect(said(monitor)).toBeNull();
    monitor.say('refresh-all');
    expect(said(monitor)).toEqual(['asking for everybody again', null]);
    monitor.wait(1000);
    monitor.answer();
    expect(said(monitor)).toBeNull();
  });

  it('goes on saying so while others are answered, and goes with the next key', () => {
    const monitor = watching();
    monitor.say('refresh-row');
    const { answer } = { answer: { users: new Map(), places: new Map(), absent: ['bob'], unattributed: [], oddities: [] } };
    monitor.say({ type: 'retrieved', sequence: 99, answer, sentAt: START, receivedAt: START });
    expect(said(monitor)).toEqual(['asking for alice again', null]);
    monitor.say({ type: 'move', by: 'row', direction: 1 });
    expect(said(monitor)).toBeNull();
  });

  it('goes with an answer that leaves the user out, or that never came', () => {
    const monitor = watching();
    monitor.say('refresh-row');
    monitor.wait(1000);
    monitor.answer({ alice: null });
    expect(said(monitor)).toBeNull();
    monitor.wait(5000);
    monitor.say('refresh-row');
    monitor.wait(1000);
    monitor.fail(failureOf('network'));
    expect(said(monitor)).toBeNull();
  });

  it('says in a frozen view that the view stays where it is', () => {
    const monitor = watching();
    monitor.say('freeze', 'refresh-row');
    expect(said(monitor)).toEqual([
      'asking for alice again',
      expect.stringMatching(/^The view stays at \d\d:\d\d:\d\d: p goes back/),
    ]);
  });

  it('says until when the server wants a pause', () => {
    const monitor = watching();
    monitor.wait(30_000);
    monitor.fail(failureOf('throttled'), 20_000);
    monitor.say('refresh-all');
    expect(said(monitor)).toEqual([
      'asking for everybody again',
      expect.stringMatching(/^The server asked for a pause: not before /),
    ]);
  });

  it('from the list of subscriptions is about that, until it was read or was not', () => {
    const monitor = watching();
    for (const report of [
      { type: 'sublist-read', askedAt: 9000, subscriptions: [] },
      { type: 'sublist-failed', askedAt: 9000, failure: failureOf('network'), wait: 500 },
    ] as const) {
      monitor.say({ type: 'open', layer: 'subscriptions' }, 'refresh-all');
      expect(said(monitor)).toEqual(['reading the subscriptions again', null]);
      monitor.wait(30_000);
      monitor.answer();
      expect(said(monitor)).toEqual(['reading the subscriptions again', null]);
      monitor.say(report);
      expect(said(monitor)).toBeNull();
    }
  });
});
