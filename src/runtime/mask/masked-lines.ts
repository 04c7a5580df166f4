import { compareText } from '../../monitor/names.ts';
import type { Line } from '../lines/schema.ts';
import { Mask } from './mask.ts';
import { type Masking, maskLine } from './mask-line.ts';
import { MaskedList } from './masked-list.ts';

/**
 * The lines of a run as a masked run would have written them; those of a run that was masked stay as they are. No more is held
 * back than the lines of one answer: the order in which they tell of users would tell who is who, so it is that of pseudonyms.
 */
export async function* maskedLines(lines: AsyncIterable<Line>, key: Uint8Array): AsyncGenerator<Line> {
  let masking: Masking | null = null;
  let held: Line[] = [];
  for await (const line of lines) {
    masking = maskingOf(line, masking, key);
    if (masking === null) {
      yield line;
      continue;
    }
    const masked = maskLine(line, masking);
    const [first] = held;
    if (first !== undefined && occasion(masked) !== occasion(first)) {
      yield* inOrder(held);
      held = [];
    }
    if (occasion(masked) === null) yield masked;
    else held.push(masked);
  }
  yield* inOrder(held);
}

/** What a line is masked with, when the lines before it were masked `before`. */
function maskingOf(line: Line, before: Masking | null, key: Uint8Array): Masking | null {
  if (line.type === 'hello') {
    if (line.masked === true) return null;
    const mask = new Mask(key, [line.as, ...line.watched]);
    return { mask, list: new MaskedList(line.watched, mask), actingUser: mask.user(line.as) };
  }
  if (line.type !== 'watched' || before === null) return before;
  before.mask.keep([...line.watched, ...line.groups.flatMap(({ users }) => users)]);
  return { ...before, list: new MaskedList(line.watched, before.mask) };
}

/** What lines have in common that tell of several users at once; null for one that stands for itself. */
function occasion(line: Line): string | null {
  switch (line.type) {
    case 'presence':
      return `answer ${line.observedAt}`;
    case 'change':
      return `answer ${line.notAfter}`;
    case 'gap':
      return line.uids && `gap ${line.notAfter}`;
    case 'alert':
      return `alert ${line.at}`;
    default:
      return null;
  }
}

/** Lines about one user stay as they follow one another. */
function inOrder(lines: readonly Line[]): readonly Line[] {
  return lines.toSorted((one, other) => compareText(whom(one), whom(other)));
}

function whom(line: Line): string {
  if (line.type === 'gap') return line.uids?.[0] ?? '';
  return 'uid' in line ? line.uid : '';
}
