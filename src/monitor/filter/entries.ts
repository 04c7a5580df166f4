import type { Change } from '../changes.ts';
import type { Mishap } from '../error-log.ts';
import { deviceStatus } from '../status.ts';
import { FIELDS, type Field } from './fields.ts';
import type { Condition, Term } from './terms.ts';

/** What words of a filter can ask of a change, and of something that went wrong, beside plain text. */
export const CHANGE_FIELDS: readonly Field[] = FIELDS.filter(({ name }) => ['status', 'device', 'ext'].includes(name));
export const ERROR_FIELDS: readonly Field[] = [];

/** Whether a change meets all terms: its user, device, and what it was from or to. Terms ask by `CHANGE_FIELDS` only. */
export function changeTest(terms: readonly Term[]): (change: Change) => boolean {
  return (change) => terms.every((term) => asks(term, change) !== term.negated);
}

/** Whether something that went wrong meets all terms: they are plain text, which may be in anything that is told of it. */
export function mishapTest(terms: readonly Term[]): (mishap: Mishap) => boolean {
  return ({ kind, call, status, message, hint, concerned }) => {
    const told = [kind, call ?? '', String(status ?? ''), message, hint ?? '', concerned?.name ?? ''];
    return terms.every((term) => (term.field === 'any' && contain(told, term.text)) !== term.negated);
  };
}

function asks(condition: Condition, change: Change): boolean {
  const { uid, field, device } = change;
  const values = [change.from, change.to].filter((value) => value !== null);
  switch (condition.field) {
    case 'any':
      return contain([uid, device ?? field, ...values, ...statusesOf(change)], condition.text);
    case 'device':
      return condition.text === '' ? device === null : contain([device ?? ''], condition.text);
    case 'ext':
      return field === 'ext' && (condition.text === '' ? values.includes('') : contain(values, condition.text));
    case 'status':
      return statusesOf(change).includes(condition.status);
    default:
      return false;
  }
}

/** The statuses that a change is from or to, of the user or of a device. */
function statusesOf({ field, from, to }: Change): string[] {
  if (field === 'ext') return [];
  return [from, to].filter((value) => value !== null).map((value) => (field === 'device' ? deviceStatus(value) : value));
}

function contain(texts: readonly string[], text: string): boolean {
  const wanted = text.toLowerCase();
  return texts.some((each) => each.toLowerCase().includes(wanted));
}
