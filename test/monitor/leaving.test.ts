import { describe, expect, it } from 'vitest';
import { partingWords } from '../../src/monitor/leaving.ts';
import { failureOf, presence, Watching } from '../helpers/watching.ts';

/** A monitor with a write under way. */
function writing(layer: 'set' | 'subscribe' | 'unsubscribe' = 'set', users = ['alice']): Watching {
  const monitor = new Watching(users);
  monitor.answer(Object.fromEntries(users.map((uid) => [uid, presence({ ios: '1' }, { ext: 'x' })])));
  if (layer !== 'set') monitor.say(...Array(users.length).fill('mark'));
  monitor.say({ type: 'open', layer }, 'confirm');
  return monitor;
}

const exits = (monitor: Watching) => monitor.effects.filter(({ type }) => type === 'exit');
const asks = (monitor: Watching) => monitor.state.layers.at(-1)?.kind === 'leave';
const lost = { failure: failureOf('timeout'), unclear: true };

describe('leaving with a write under way', () => {
  it.each([
    ['quit', 0],
    ['interrupt', 130],
  ] as const)('%s asks first, and Enter leaves with %i', (leave, exitCode) => {
    const monitor = writing();
    monitor.say(leave);
    expect([asks(monitor), exits(monitor)]).toEqual([true, []]);
    monitor.say('confirm');
    expect(exits(monitor)).toEqual([{ type: 'exit', exitCode }]);
  });

  it('asks also while it is read back', () => {
    const monitor = writing();
    monitor.wrote([lost]);
    monitor.say('quit');
    expect([asks(monitor), exits(monitor)]).toEqual([true, []]);
  });

  it('Esc stays, and the next time it asks again', () => {
    const monitor = writing();
    monitor.say('quit', 'cancel');
    expect([asks(monitor), exits(monitor)]).toEqual([false, []]);
    monitor.say('quit');
    expect([asks(monitor), exits(monitor)]).toEqual([true, []]);
  });

  it.each(['quit', 'interrupt'] as const)('ctrl-c leaves at once after %s has asked', (leave) => {
    const monitor = writing();
    monitor.say(leave, 'interrupt');
    expect(exits(monitor)).toEqual([{ type: 'exit', exitCode: 130 }]);
  });

  it('q over a page closes that page first; ctrl-c asks over it, and Esc leads back to it', () => {
    const monitor = writing();
    monitor.say({ type: 'open', layer: 'help' }, 'quit');
    expect(monitor.state.layers).toEqual([]);
    monitor.say({ type: 'open', layer: 'help' }, 'interrupt', 'cancel');
    expect(monitor.state.layers.map(({ kind }) => kind)).toEqual(['help']);
  });

  it('a write that ends meanwhile leaves the question open; its end is still told when Esc has answered it', () => {
    const monitor = writing();
    monitor.say('quit');
    monitor.wrote();
    expect([asks(monitor), exits(monitor)]).toEqual([true, []]);
    monitor.say('cancel');
    expect(monitor.state.notice?.text).toBe('set alice ios to 1');
    monitor.say('quit');
    expect(exits(monitor)).toEqual([{ type: 'exit', exitCode: 0 }]);
  });
});

describe('what is said to somebody who has left', () => {
  it('is nothing when no write was under way', () => {
    expect(partingWords(new Watching(['alice']).state)).toBeNull();
    const monitor = writing();
    monitor.wrote();
    expect(partingWords(monitor.state)).toBeNull();
  });

  it.each([
    ['set', ['alice'], 'left while setting alice ios to 1', 'DEVICES and EXT of alice.'],
    ['subscribe', ['alice'], 'left while subscribing to alice for 7d', 'SUB of alice.'],
    ['unsubscribe', ['alice', 'bob'], 'left while unsubscribing from 2 users', 'SUB of these users.'],
  ] as const)('of %s %j: what, and where to look', (layer, users, what, where) => {
    const words = `${what}: whether it was done is not known. Start again and look at ${where}`;
    expect(partingWords(writing(layer, [...users]).state)).toBe(words);
  });

  it('is said also while the write was read back', () => {
    const monitor = writing('subscribe');
    monitor.wrote([lost]);
    expect(partingWords(monitor.state)).not.toBeNull();
  });
});
