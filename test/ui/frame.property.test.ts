import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { Intent } from '../../src/monitor/messages.ts';
import { drawFor, type Terminal } from '../../src/text/terminal.ts';
import { widthOf } from '../../src/text/width.ts';
import { LEAST } from '../../src/ui/layout.ts';
import { drawLines, team } from '../helpers/drawing.tsx';
import { failureOf, names, presence, Watching } from '../helpers/watching.ts';

vi.setConfig({ testTimeout: 60_000 });

const monitors = {
  'a team': team,
  nobody: () => new Watching([]),
  'a thousand users in their first sweep': () => {
    const watching = new Watching(names(1000), { place: 'a-long-organisation-name/and-a-long-app-name' });
    watching.answer();
    return watching;
  },
  'a hundred users in groups': () => {
    const groups = names(9).map((uid, at) => ({ name: `${uid} ${'界'.repeat(at * 3)}`, users: names(60), refresh: null }));
    const watching = new Watching(names(100), { groups });
    watching.answer();
    watching.say('mark', { type: 'tab', tab: 6 });
    return watching;
  },
  'users with too much to show': () => {
    const watching = new Watching(['u'.repeat(64), 'v'.repeat(64)]);
    const devices = Object.fromEntries(names(50).map((name) => [`webim_random_${name}`, 'a custom status in words']));
    watching.answer({ ['u'.repeat(64)]: presence(devices, { ext: 'x'.repeat(1024), lastTime: 1e12 }) });
    return watching;
  },
};

const monitor = fc.constantFrom(...(Object.keys(monitors) as (keyof typeof monitors)[]));
const size = fc.record({
  columns: fc.integer({ min: LEAST.columns, max: 300 }),
  rows: fc.integer({ min: LEAST.rows, max: 100 }),
});
const layer = fc.constantFrom(
  null,
  'filter',
  'user',
  'help',
  'sort',
  'range',
  'palette',
  'copy',
  'results',
  'set',
  'subscribe',
  'unsubscribe',
  'change-list',
  'errors',
  'alerts',
  'subscriptions',
);
const traits = fc.constantFrom<Partial<Terminal>>({}, { ascii: true }, { ambiguousWidth: 2 });
const state = fc.constantFrom(
  'quiet',
  'troubled',
  'refused',
  'frozen',
  'filtered',
  'marked',
  'leaving',
  'writing',
  'failed',
  'budget',
);

const TROUBLE = failureOf('network', 'connect ECONNREFUSED 127.0.0.1:8089: nothing listens there, or it does not answer');
const FILTER: readonly Intent[] = [
  { type: 'open', layer: 'filter' },
  { type: 'edit', edit: { kind: 'insert', text: 'no user is called anything like this, surely' } },
  { type: 'confirm' },
];

function put(watching: Watching, into: string): void {
  if (into === 'troubled' && watching.asked.length === 0) watching.wait(60_000);
  if (into === 'troubled' && watching.asked.length > 0) watching.fail(TROUBLE, 60_000);
  if (into === 'frozen') watching.say('freeze');
  if (into === 'filtered') watching.say(...FILTER);
  if (into === 'leaving') watching.say({ type: 'open', layer: 'unsubscribe' }, 'confirm', 'interrupt');
  if (into === 'writing' || into === 'failed') writeToAll(watching, into === 'failed');
  if (into === 'budget') watching.say({ type: 'budget', direction: -1 });
  if (into === 'marked') watching.say(...Array<'mark'>(25).fill('mark'));
}

/** Has the subscriptions of everybody end, as far as the first call; the second, where there is one, ends the rest. */
function writeToAll(watching: Watching, fails: boolean): void {
  watching.say('mark-shown', { type: 'open', layer: 'unsubscribe' });
  watching.type(String(watching.state.marks.size));
  watching.say('confirm');
  if (watching.state.pending !== null) watching.wrote([{ failure: TROUBLE, endsAll: fails }]);
}

it('whatever is on top and however large the terminal, the frame is one row lower than it and no line is wider', () => {
  fc.assert(
    fc.property(monitor, state, layer, size, traits, (who, into, open, { columns, rows }, terminal) => {
      drawFor(terminal);
      const watching = monitors[who]();
      put(watching, into);
      if (open !== null) watching.say({ type: 'open', layer: open });
      if (into === 'refused')
        watching.say({ type: 'refuse', reason: 'pasted text is not taken as keys: press / to filter by it' });
      const lines = drawLines(watching, columns, rows);
      expect(lines).toHaveLength(rows - 1);
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
    }),
    { numRuns: 120 },
  );
});

it('below its least size the frame is one line, no wider than the terminal', () => {
  const tooSmall = fc.oneof(
    fc.record({ columns: fc.integer({ min: 1, max: LEAST.columns - 1 }), rows: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ columns: fc.integer({ min: 1, max: 200 }), rows: fc.integer({ min: 1, max: LEAST.rows - 1 }) }),
  );
  fc.assert(
    fc.property(layer, tooSmall, (open, { columns, rows }) => {
      const watching = team();
      if (open !== null) watching.say({ type: 'open', layer: open });
      const lines = drawLines(watching, columns, rows);
      expect(lines).toHaveLength(1);
      expect(widthOf(lines[0] ?? '')).toBeLessThanOrEqual(columns);
    }),
    { numRuns: 40 },
  );
});

it('the table takes every row that nothing else needs', () => {
  const watching = new Watching(names(200));
  watching.answer();
  for (const rows of [10, 14, 24, 50]) {
    const lines = drawLines(watching, 100, rows);
    expect(lines.filter((line) => /^[▌ ] {2}u\d/.test(line))).toHaveLength(watching.state.pageRows);
    expect(lines.slice(3, 3 + watching.state.pageRows)).not.toContain('');
  }
});
