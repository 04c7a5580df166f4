import { expect, it, vi } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { draw, drawLines } from '../helpers/drawing.tsx';
import { alertRule, names, offline, online, Watching } from '../helpers/watching.ts';

vi.setConfig({ testTimeout: 20_000 });

const page = (watching: Watching, columns = 80, rows = 24) => drawLines(watching, columns, rows).slice(2, -1);

/** Alice went offline and came back, bob went offline while calls were stopped, and carol was left out of an answer. The list is open. */
function alarmed(): Watching {
  const alerts = [
    alertRule('status:offline', { name: 'somebody is down', edge: 'both', holdFor: 30_000, action: 'notify' }),
    alertRule('status:unknown', { action: { run: ['/opt/page-me', '--quiet'] } }),
  ];
  const watching = new Watching(['alice', 'bob', 'carol'], { alerts, place: '5101220107132865/test' });
  const sweep = (said: Parameters<Watching['answer']>[0]) => {
    watching.answer(said);
    watching.wait(30_000);
  };
  sweep({});
  for (let times = 0; times < 2; times++) sweep({ alice: offline });
  for (let times = 0; times < 2; times++) sweep({ carol: null });
  watching.say('stop');
  watching.wait(90_000);
  watching.say('stop');
  for (let times = 0; times < 2; times++) sweep({ bob: offline, carol: online });
  watching.say({ type: 'open', layer: 'alerts' });
  return watching;
}

it('at 80×24: when, which rule, for whom, and how it came about', () => {
  expect(draw(alarmed(), 80, 24)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     3 watched   ● 2 online   ◆ 0 custom   ○ 1 offline   ? 0 unknown     oldest <1m
     4 alerts so far, newest first, by 2 rules
    ▌22:17:50  bob (offline): somebody is down
    ▌  came between 22:15:20–22:17:20  not observed in between  notify
     22:15:20  alice (online), over: somebody is down
       came between 22:14:20–22:14:50  notify
     22:14:50  carol (unknown): status:unknown
       came between 22:14:20–22:14:50  run /opt/page-me
     22:14:20  alice (offline): somebody is down
       came between 22:13:20–22:13:50  notify
     all since the start; 500 are kept










     0.0/s of 5 · all well · 1 call a sweep   Enter open  Esc close  y copy  ? help"
  `);
});

it('at 40×10', () => {
  expect(page(alarmed(), 40, 10)).toMatchInlineSnapshot(`
    [
      " 4 alerts so far, newest first 1–1 of 4",
      "▌22:17:50  bob (offline): somebody is d…",
      "▌  came between 22:15:20–22:17:20",
      "▌  not observed in between  notify",
      " 22:15:20  alice (online), over: somebo…",
      "",
    ]
  `);
});

it('before anything went off, and without rules', () => {
  const watching = new Watching(['ann'], { alerts: [alertRule('ann')] });
  watching.say({ type: 'open', layer: 'alerts' });
  expect(page(watching).slice(0, 2)).toEqual([' alerts so far', ' no alert went off so far']);
  const without = new Watching(['ann']);
  without.say({ type: 'open', layer: 'alerts' });
  expect(page(without).slice(1, 3)).toEqual([
    ' there are no rules: say in "alerts" of the configuration what is to be told',
    ' when it happens',
  ]);
});

it('a notice says what went off, for whom, and where the others are', () => {
  const watching = new Watching(['alice', 'bob'], { alerts: [alertRule('status:offline', { name: 'down' })] });
  watching.answer();
  watching.wait(30_000);
  watching.answer({ alice: offline, bob: offline });
  expect(drawLines(watching, 80, 24).at(-2)).toBe(' alert for bob (offline): down · after another one; A lists alerts');
});

it('Enter opens the user of the line', () => {
  const watching = alarmed();
  watching.say({ type: 'move', by: 'row', direction: 1 }, { type: 'open', layer: 'listed-user' });
  expect(watching.state.layers.at(-1)).toMatchObject({ kind: 'user', index: watching.state.roster.indexOf('alice') });
});

it('tells at its end that older ones are forgotten', () => {
  const watching = new Watching(names(BOUNDS.alerts + 1), { alerts: [alertRule('status:offline')], callsPerSecond: 50 });
  for (const said of [online, offline]) {
    while (watching.asked.length > 0 || watching.state.planner.sweeps < (said === online ? 1 : 2)) {
      if (watching.asked.length === 0) watching.wait(100);
      else watching.answer(Object.fromEntries(names(BOUNDS.alerts + 1).map((uid) => [uid, said])));
    }
  }
  watching.say({ type: 'open', layer: 'alerts' }, { type: 'move', by: 'end', direction: 1 });
  const lines = page(watching, 100, 40);
  expect(lines).toContain(' 500 kept, older ones are forgotten');
  expect(lines[0]).toMatch(/^ 500 alerts so far, .*–500 of 500$/);
});
