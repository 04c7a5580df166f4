import { MAX_ANSWER } from '../../api/transport.ts';
import { BOUND_WORDS, BOUNDS, type BoundWords } from '../../monitor/bounds.ts';
import { MOST_WAITING } from '../../runtime/files/line-file.ts';
import { MOST_UNREAD } from '../../runtime/lines/line-stream.ts';
import { LONGEST_STATE } from '../../runtime/remembered.ts';
import { LONGEST_COPY } from '../../text/clipboard.ts';
import { number } from '../../text/number.ts';
import { roughSize } from '../../text/size.ts';
import { DEFAULT_RECORDING_BYTES } from '../recording.ts';
import { type Finding, ok } from './finding.ts';

interface Bound extends BoundWords {
  readonly name: string;
  readonly most: number;
}

/** Bounds of what is on its way out or in, which are none of the monitor's. */
const ON_THE_WAY: readonly Bound[] = [
  { name: 'answer', most: MAX_ANSWER, what: 'one answer of the server', unit: 'bytes', full: 'the call fails' },
  {
    name: 'unread',
    most: MOST_UNREAD,
    what: 'lines nobody has read yet',
    unit: 'bytes',
    full: 'nothing is asked until they are',
  },
  {
    name: 'waiting',
    most: MOST_WAITING,
    what: 'recorded lines not on disk yet',
    unit: 'bytes',
    full: 'the recording stops and says so',
  },
  {
    name: 'recording',
    most: DEFAULT_RECORDING_BYTES,
    what: 'recording (--record-max)',
    unit: 'bytes',
    full: 'it ends and says so',
  },
  { name: 'state', most: LONGEST_STATE, what: 'state file', unit: 'bytes', full: 'it is left alone' },
  {
    name: 'copy',
    most: LONGEST_COPY,
    what: 'copy to the clipboard, base64',
    unit: 'bytes',
    full: 'it is not copied, and that is said',
  },
];

/** The bound of every buffer, and what happens when it is full. */
export function lookAtBuffers(): Finding {
  const names = Object.keys(BOUNDS) as (keyof typeof BOUNDS)[];
  const bounds = [...names.map((name): Bound => ({ name, most: BOUNDS[name], ...BOUND_WORDS[name] })), ...ON_THE_WAY];
  const facts = Object.fromEntries(bounds.map(({ name, what, most, unit, full }) => [name, { what, most, unit, full }]));
  const details = bounds.map(({ what, most, unit, full }): [string, string] => [what, `${amount(most, unit)}, then ${full}`]);
  return ok('buffers', `${bounds.length}, each with a bound`, { facts, details });
}

function amount(most: number, unit: BoundWords['unit']): string {
  return unit === 'bytes' ? roughSize(most) : `${number(most)} ${unit}`;
}
