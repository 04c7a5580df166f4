import type { FilterLayer } from '../monitor/filter-layer.ts';
import { inputWithMistake } from './input.ts';
import { span } from './lines.ts';
import type { Panel } from './panels.ts';

const TITLE = ' filter: ';
/** Columns at the end of the line that stay empty. */
const MARGIN = 3;

/** The line in which a filter is typed; under a mistake, a line that points at it. */
export function filterPanel({ line, problem }: Pick<FilterLayer, 'line' | 'problem'>, width: number): Panel {
  const wrong = problem?.kind === 'mistake' ? problem : null;
  const { spans, under } = inputWithMistake(line, width - TITLE.length - MARGIN, wrong);
  const input = [span(TITLE, 'title'), ...spans];
  if (wrong === null) return { lines: [input], spare: null, focus: 0 };
  return { lines: [input, [span(' '.repeat(TITLE.length)), span(under, 'bad')]], spare: null, focus: 0 };
}
