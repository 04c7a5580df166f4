import { expect, it } from 'vitest';
import { History } from '../../src/monitor/history.ts';
import type { RecordedMoment } from '../../src/monitor/recorded.ts';
import { presence, START, Watching } from '../helpers/watching.ts';

const REPLAY = { from: START, to: START + 999_999, run: 1, runs: 1, speed: 1, playing: false, ended: false, damage: null };
const NOTHING = { gaps: [], failed: null, subscriptions: [], noted: [], standing: {} };

/** A replay that has shown ten moments, of which it keeps the last few. */
function forgetful(): Watching {
  const monitor = new Watching(['ann'], { replay: REPLAY });
  const { roster, log } = monitor.state;
  monitor.state = { ...monitor.state, history: new History(roster, log, { observations: 4, historyBytes: 100_000 }) };
  for (let turn = 0; turn < 10; turn++) {
    monitor.now += 30_000;
    const at = monitor.stamp.wall;
    const said = new Map([[0, presence({ ios: `${turn}` })]]);
    const answer = { sentAt: at, receivedAt: at, clockError: 0, users: [0], said, oddities: new Map(), exchange: null };
    const moment: RecordedMoment = { ...NOTHING, at, answer };
    monitor.say({ type: 'recorded', moment });
  }
  return monitor;
}

it('what is not kept of a replay is read anew: Home leads to the beginning of the recording, however long ago', () => {
  const monitor = forgetful();
  for (let step = 0; step < 9; step++) monitor.say({ type: 'travel', to: 'earlier' });
  expect(monitor.state.notice).toMatchObject({
    text: 'this is the oldest moment kept, 22:16:20',
    hint: 'Home goes back to the beginning of the recording.',
  });
  const effects = monitor.say({ type: 'travel', to: 'oldest' });
  expect(effects).toEqual([{ type: 'play', what: 'again', at: START, playing: false }]);
  expect(monitor.state.frozen).toBeNull();
});

it('a jump of the clock is no sleep, and nobody is ever asked', () => {
  const monitor = forgetful();
  monitor.wait(9_999_999);
  expect(monitor.state.roster.gaps).toEqual([]);
  expect(monitor.effects).toEqual([]);
});

it('what is forgotten when a replay begins anew is what was told, not how it is looked at', () => {
  const monitor = forgetful();
  monitor.say('mark', 'invert', { type: 'rewound', settings: monitor.state.settings });
  const { roster, log, marks, sorting, replay } = monitor.state;
  expect([roster.record(0).status, log.lastId, [...marks], sorting.descending, replay]).toEqual([
    'unknown',
    0,
    [0],
    true,
    REPLAY,
  ]);
});
