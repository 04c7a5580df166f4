import { parseDuration } from '../../text/duration.ts';
import { nearest } from '../../text/nearest.ts';
import { FLAG_KINDS } from '../flags.ts';
import { STATUSES } from '../status.ts';
import type { Condition } from './terms.ts';
import type { Operator } from './words.ts';

/** What a value came to: a condition; the beginning of one; or a mistake, in words, with what to do. */
export type Reading =
  | { readonly condition: Condition }
  | { readonly unfinished: string }
  | { readonly what: string; readonly hint: string };

/** A field that words of a filter can ask about. Parser, help and the README read the same rows. */
export interface Field {
  readonly name: string;
  readonly operators: readonly Operator[];
  readonly example: string;
  readonly meaning: string;
  /** Reads a value; what may still become one is unfinished. */
  readonly read: (value: string, operator: Operator) => Reading;
}

export const FIELDS: readonly Field[] = [
  {
    name: 'status',
    operators: [':'],
    example: 'status:online',
    meaning: `the user as a whole: ${STATUSES.join(', ')}`,
    read: choice('status', STATUSES, (status) => ({ field: 'status', status })),
  },
  {
    name: 'device',
    operators: [':'],
    example: 'device:ios',
    meaning: 'a device whose id contains it; device:"" no device',
    read: (text) => ({ condition: { field: 'device', text } }),
  },
  {
    name: 'ext',
    operators: [':'],
    example: 'ext:"a call"',
    meaning: 'an ext that contains it; ext:"" none',
    read: (text) => ({ condition: { field: 'ext', text } }),
  },
  {
    name: 'sub',
    operators: [':'],
    example: 'sub:yes',
    meaning: 'whether a subscription holds: yes, no',
    read: choice('sub', ['yes', 'no'], (answer) => ({ field: 'sub', held: answer === 'yes' })),
  },
  {
    name: 'flag',
    operators: [':'],
    example: 'flag:any',
    meaning: 'what is contradictory (!): any, or a kind such as absent',
    read: choice('flag', ['any', ...FLAG_KINDS], (flag) => ({ field: 'flag', flag })),
  },
  {
    name: 'age',
    operators: ['>', '<'],
    example: 'age>10s',
    meaning: 'how long ago the latest answer arrived',
    read: time('age'),
  },
  {
    name: 'changed',
    operators: ['<', '>'],
    example: 'changed<5m',
    meaning: 'how long ago LAST CHANGE was',
    read: time('changed'),
  },
];

/** Brief enough for one line of a small screen. */
const TIMES = 'such as 90s, 5m, 12h, 7d or 1d12h';

function choice<T extends string>(name: string, choices: readonly T[], condition: (chosen: T) => Condition): Field['read'] {
  const all = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  return (value) => {
    const wanted = value.toLowerCase();
    const chosen = choices.find((known) => known === wanted);
    if (chosen !== undefined) return { condition: condition(chosen) };
    if (choices.some((known) => known.startsWith(wanted))) return { unfinished: `${name}: ${all}` };
    const near = nearest(wanted, choices);
    return { what: `no ${name} ${value}`, hint: near === null ? `it is ${all}` : `did you mean ${name}:${near}?` };
  };
}

function time(field: 'age' | 'changed'): Field['read'] {
  return (value, operator) => {
    const read = parseDuration(value);
    const than = operator === '<' ? '<' : '>';
    if ('milliseconds' in read) return { condition: { field, than, milliseconds: read.milliseconds } };
    if (/^(?:\d+[dhms])*\d*$/.test(value)) return { unfinished: `${field}${than} and a time ${TIMES}` };
    return { what: `no time ${value}`, hint: `${TIMES}: whole numbers, largest unit first` };
  };
}
