import type { Look } from '../../config/look-fields.ts';
import { widthOf } from '../../text/width.ts';
import { type Finding, note, ok, skipped } from './finding.ts';
import type { Machine } from './machine.ts';
import { SAMPLES } from './measure-widths.ts';

/** How wide the terminal draws what terminals disagree about, and whether that is as configured. */
export async function lookAtWidths(
  { terminals, measure }: Machine,
  { TERM }: NodeJS.ProcessEnv,
  { ambiguousWidth }: Look,
  stop: AbortSignal,
): Promise<Finding> {
  if (!terminals.stdin || !terminals.stdout) return skipped('widths', 'standard input and output are not both a terminal');
  if (TERM === 'dumb') return skipped('widths', 'TERM is dumb');
  const measured = await measure(stop);
  if (measured === 'silent') return skipped('widths', 'the terminal does not say where its cursor is');
  if (measured === 'stopped') return skipped('widths', 'interrupted');
  const [ideograph = 0, emoji = 0, ambiguous = 0] = measured;
  const facts = { ideograph, emoji, ambiguous, ambiguousWidth };
  const found = `${ideograph} columns for an ideograph, ${emoji} for an emoji of three, ${ambiguous} for an ambiguous letter`;
  if (ambiguous !== ambiguousWidth && (ambiguous === 1 || ambiguous === 2)) {
    const hint = `Set "ambiguousWidth": ${ambiguous} in the configuration, or start with --ambiguous-width ${ambiguous}.`;
    return note('widths', `${found}; configured is ${ambiguousWidth}`, hint, { facts });
  }
  const usual = ideograph === widthOf(SAMPLES.ideograph) && emoji === widthOf(SAMPLES.emoji) && ambiguous === ambiguousWidth;
  if (usual) return ok('widths', found, { facts });
  return note(
    'widths',
    found,
    'Columns stay straight all the same; cells with such text may be cut earlier or later than they could.',
    { facts },
  );
}
