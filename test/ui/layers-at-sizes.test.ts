import { describe, expect, it } from 'vitest';
import type { Layer } from '../../src/monitor/state.ts';
import { drawFor, type Terminal } from '../../src/text/terminal.ts';
import { widthOf } from '../../src/text/width.ts';
import { drawLines, laidOut, team } from '../helpers/drawing.tsx';
import { SIZES } from '../helpers/sizes.ts';
import { failureOf, type Saying, type Watching } from '../helpers/watching.ts';

const MODES: Readonly<Record<string, Partial<Terminal>>> = {
  'as usual': { theme: 'auto' },
  'in ASCII': { ascii: true },
  'where ambiguous characters are wide': { ambiguousWidth: 2 },
  'without colours': { theme: 'mono' },
};

interface Layered {
  /** How a person gets there from the table. */
  readonly way: readonly Saying[];
  /** What must be seen of it at any size. */
  readonly seen: readonly string[];
}

/** Every layer, so that none can be added without a place here. */
const LAYERS: Readonly<Record<Exclude<Layer['kind'], 'dialog'> | 'table' | 'set' | 'subscribe' | 'unsubscribe', Layered>> = {
  table: { way: [], seen: ['USER', 'alice', '? help', 'q quit'] },
  filter: { way: [{ type: 'open', layer: 'filter' }], seen: ['filter:', 'Enter keep', 'Esc clear'] },
  'list-filter': {
    way: [
      { type: 'open', layer: 'change-list' },
      { type: 'open', layer: 'list-filter' },
      { type: 'edit', edit: { kind: 'insert', text: 'bob' } },
    ],
    seen: ['1 of 4', 'filter: bob', 'Enter keep', 'Esc clear'],
  },
  user: { way: [{ type: 'open', layer: 'user' }], seen: [' alice ', 'android_1', '? help', 'q close'] },
  help: { way: [{ type: 'open', layer: 'help' }], seen: ['keys that work here', 'Esc close'] },
  sort: { way: [{ type: 'open', layer: 'sort' }], seen: [' user ', 'Enter sort', 'Esc close'] },
  range: { way: [{ type: 'open', layer: 'range' }], seen: ['range of 1', 'V mark', 'Esc give up'] },
  palette: { way: [{ type: 'open', layer: 'palette' }], seen: [' : ', 'Enter do it', 'Esc close'] },
  copy: { way: [{ type: 'open', layer: 'copy' }], seen: [' u  name', 'Enter copy', 'Esc close'] },
  set: {
    way: [{ type: 'open', layer: 'set' }],
    seen: ['Set the status of alice', ' device', ' status', ' ext', 'Enter do it', 'Esc cancel'],
  },
  subscribe: {
    way: [{ type: 'open', layer: 'subscribe' }],
    seen: ['Subscribe to alice', ' for 7d', 'Enter do it', 'Esc cancel'],
  },
  unsubscribe: { way: [{ type: 'open', layer: 'unsubscribe' }], seen: ['Unsubscribe from alice', 'Enter do it', 'Esc cancel'] },
  budget: { way: [{ type: 'budget', direction: 1 }], seen: ['6 calls/s', 'Enter', 'Esc'] },
  results: {
    way: [{ type: 'open', layer: 'unsubscribe' }, 'confirm', { type: 'open', layer: 'results' }],
    seen: ['unsubscrib', 'Esc close'],
  },
  'change-list': { way: [{ type: 'open', layer: 'change-list' }], seen: ['4 changes', 'Esc close'] },
  errors: { way: [{ type: 'open', layer: 'errors' }], seen: ['errors so far', 'Esc close'] },
  error: {
    way: [
      { type: 'warned', text: 'state.json cannot be written', hint: 'Make room in the state folder.' },
      { type: 'open', layer: 'errors' },
      { type: 'open', layer: 'listed-error' },
    ],
    seen: ['in whole', 'state.json cannot be written', 'Make room', 'Esc close'],
  },
  alerts: { way: [{ type: 'open', layer: 'alerts' }], seen: ['alerts so far', 'Esc close'] },
  subscriptions: { way: [{ type: 'open', layer: 'subscriptions' }], seen: ['3 of 3,000', 'Esc close'] },
  leave: {
    way: [{ type: 'open', layer: 'unsubscribe' }, 'confirm', 'interrupt'],
    seen: ['Quit while a change is on its way?', 'Enter quit', 'Esc stay'],
  },
};

const NAMES = Object.keys(LAYERS) as (keyof typeof LAYERS)[];

function opened(name: keyof typeof LAYERS): Watching {
  const watching = team();
  watching.say(...LAYERS[name].way);
  return watching;
}

describe.each(Object.entries(MODES))('%s', (_, traits) => {
  it.each(NAMES)(
    '%s fits every size: title, what it is about and the keys that end it are there, and no line is wider',
    (name) => {
      drawFor(traits);
      for (const [columns, rows] of SIZES) {
        const lines = laidOut(opened(name), columns, rows);
        expect(lines).toHaveLength(rows - 1);
        for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
        expect(lines[0]).toContain('5101220107132865/test');
        for (const text of LAYERS[name].seen) expect(lines.join('\n'), `${columns}×${rows}`).toContain(text);
        expect(lines.at(-1)).toMatch(/all well|trouble/);
      }
    },
  );
});

it.each(NAMES)('with a trouble and a notice too, %s is ASCII to the last character where that is asked for', (name) => {
  drawFor({ ascii: true });
  const watching = opened(name);
  for (const [columns, rows] of SIZES) expect(laidOut(watching, columns, rows).join('')).toMatch(/^\p{ASCII}*$/u);
  watching.wait(30_000);
  watching.fail(failureOf('network', 'no connection'), 60_000);
  watching.say('freeze', 'mark');
  for (const [columns, rows] of SIZES) expect(laidOut(watching, columns, rows).join('')).toMatch(/^\p{ASCII}*$/u);
});

it.each(NAMES)('Ink draws %s at 60×15 as it was laid out, whatever is wide and whatever is coloured', (name) => {
  for (const traits of Object.values(MODES)) {
    drawFor({ ...traits, theme: null });
    const trimmed = laidOut(opened(name), 60, 15).map((line) => line.trimEnd());
    expect(drawLines(opened(name), 60, 15)).toEqual(trimmed);
  }
});

it('a size that comes and goes leaves the selection on its user and the page where it was scrolled to', () => {
  const watching = team();
  watching.say({ type: 'move', by: 'end', direction: 1 });
  const { selected } = watching;
  for (const [columns, rows] of [...SIZES, ...SIZES.toReversed()]) {
    const lines = laidOut(watching, columns, rows);
    expect(watching.selected).toBe(selected);
    expect(lines.some((line) => line.startsWith('▌') && line.includes(selected ?? ''))).toBe(true);
  }
  watching.say(
    { type: 'open', layer: 'help' },
    { type: 'move', by: 'row', direction: 1 },
    { type: 'move', by: 'row', direction: 1 },
  );
  const before = laidOut(watching, 80, 24);
  laidOut(watching, 40, 10);
  expect(laidOut(watching, 80, 24)).toEqual(before);
});
