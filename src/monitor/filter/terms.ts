import { formatDuration } from '../../text/duration.ts';
import type { FlagKind } from '../flags.ts';
import type { UserStatus } from '../status.ts';
import { plainWord, quoted } from './words.ts';

/** What one word of a filter asks of a user. */
export type Condition =
  /** `any`: the name, a device id or the ext contains the text, whatever its case. An empty text asks for no device, or no ext. */
  | { readonly field: 'any' | 'device' | 'ext'; readonly text: string }
  | { readonly field: 'status'; readonly status: UserStatus }
  /** Whether something about the user is contradictory. */
  | { readonly field: 'flag'; readonly flag: FlagKind | 'any' }
  /** Whether the acting user holds a subscription that is not over. */
  | { readonly field: 'sub'; readonly held: boolean }
  /**
   * How long ago the latest answer arrived (`age`), or the server's `last_time` was (`changed`): this many milliseconds or more
   * (`>`), or less (`<`). What never was counts as longer ago than anything.
   */
  | { readonly field: 'age' | 'changed'; readonly than: '<' | '>'; readonly milliseconds: number };

/** A condition, or its opposite. A filter lets users through who meet all its terms. */
export type Term = Condition & { readonly negated: boolean };

/** Terms as text that reads as the same terms again. */
export function printFilter(terms: readonly Term[]): string {
  return terms.map((term) => (term.negated ? '!' : '') + printed(term)).join(' ');
}

function printed(condition: Condition): string {
  switch (condition.field) {
    case 'any':
      return plainWord(condition.text);
    case 'device':
    case 'ext':
      return `${condition.field}:${quoted(condition.text)}`;
    case 'status':
      return `status:${condition.status}`;
    case 'flag':
      return `flag:${condition.flag}`;
    case 'sub':
      return `sub:${condition.held ? 'yes' : 'no'}`;
    case 'age':
    case 'changed':
      return `${condition.field}${condition.than}${formatDuration(condition.milliseconds)}`;
  }
}
