import { belowTop, type State, topLayer } from '../monitor/state.ts';
import type { Line } from './lines.ts';
import { budgetPanel } from './panel-budget.ts';
import { copyPanel } from './panel-copy.ts';
import { dialogPanel } from './panel-dialog.ts';
import { filterPanel } from './panel-filter.ts';
import { leavePanel } from './panel-leave.ts';
import { palettePanel } from './panel-palette.ts';
import { sortPanel } from './panel-sort.ts';

/** Rows a table keeps while a panel is open below it; with fewer it makes way. */
export const LEAST_TABLE = 2;
/** Lines of the palette that are worth a table above it; with fewer it takes the place of the table. */
const LEAST_PALETTE = 5;

/** Lines that stand below the table for a while. */
export interface Panel {
  readonly lines: readonly Line[];
  /** Place of a line that can be left out, or null. */
  readonly spare: number | null;
  /** Place of the line that must be seen. */
  readonly focus: number;
}

/** The panel of the topmost layer, laid out for a screen with `body` rows beside header and footer; null when it has none. */
export function panelOf(state: State, width: number, body: number): Panel | null {
  const layer = topLayer(state);
  switch (layer?.kind) {
    case 'filter':
    case 'list-filter':
      return filterPanel(layer, width);
    case 'sort':
      return sortPanel(state, layer.choice);
    case 'copy':
      return copyPanel(state, layer, width);
    case 'palette': {
      const beside = body - 2 - LEAST_TABLE;
      return palettePanel(belowTop(state), layer, width, beside < LEAST_PALETTE ? body : beside);
    }
    case 'budget':
      return budgetPanel(state, layer.proposal, width);
    case 'dialog':
      return dialogPanel(state, layer.dialog, width, body);
    case 'leave':
      return leavePanel(state, width);
    default:
      return null;
  }
}

/** A panel on a screen too low for it: without the line it can spare, and then as much as fits around its focus. */
export function squeezed({ lines, spare, focus }: Panel, rows: number): readonly Line[] {
  if (lines.length <= rows) return lines;
  const kept = lines.filter((_, at) => at !== spare);
  const focused = spare !== null && focus > spare ? focus - 1 : focus;
  const from = Math.max(0, Math.min(kept.length - rows, focused - Math.floor(rows / 2)));
  return kept.slice(from, from + rows);
}
