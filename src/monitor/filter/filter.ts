import { flagTurns, isFlagged, isTimed } from '../flags.ts';
import type { UserRecord } from '../roster.ts';
import type { Condition, Term } from './terms.ts';

/**
 * Decides whether a user is shown: what is known of the user, when the latest answer arrived (0: never) and the moment asked
 * about, both in milliseconds since the epoch.
 */
export interface Filter {
  readonly matches: Test;
  /** The next moment at which `matches` may say something else of the same record; `Infinity` when time changes nothing. */
  readonly turnsAt: (record: UserRecord, receivedAt: number, now: number) => number;
  /** Whether time alone can change what it says. */
  readonly timed: boolean;
}

type Test = (record: UserRecord, receivedAt: number, now: number) => boolean;
/** A moment at which a condition changes its mind about a record. */
type Turn = (record: UserRecord, receivedAt: number) => number;
type Turns = (record: UserRecord, receivedAt: number) => readonly number[];

/** The filter that lets users through who meet all terms; null without any: all are shown. */
export function makeFilter(terms: readonly Term[]): Filter | null {
  if (terms.length === 0) return null;
  const tests = terms.map((term): Test => {
    const test = testOf(term);
    return term.negated ? (record, receivedAt, now) => !test(record, receivedAt, now) : test;
  });
  const turns = terms.map(turnsOf).filter((turn) => turn !== null);
  return {
    matches: (record, receivedAt, now) => tests.every((test) => test(record, receivedAt, now)),
    turnsAt: (record, receivedAt, now) => Math.min(...turns.flatMap((turn) => turn(record, receivedAt)).filter((at) => at > now)),
    timed: turns.length > 0,
  };
}

function testOf(condition: Condition): Test {
  switch (condition.field) {
    case 'any': {
      const text = condition.text.toLowerCase();
      return (record) => record.uid.toLowerCase().includes(text) || hasDevice(record, text) || hasExt(record, text);
    }
    case 'device': {
      const text = condition.text.toLowerCase();
      if (text === '') return ({ presence }) => presence === null || presence.devices.length === 0;
      return (record) => hasDevice(record, text);
    }
    case 'ext': {
      const text = condition.text.toLowerCase();
      return text === '' ? ({ presence }) => presence === null || presence.ext === '' : (record) => hasExt(record, text);
    }
    case 'status':
      return ({ status }) => status === condition.status;
    case 'flag':
      return (record, _, now) => isFlagged(record, now, condition.flag);
    case 'sub':
      return ({ subscription }, _, now) => (subscription !== null && subscription * 1000 > now) === condition.held;
    case 'age':
    case 'changed': {
      const turn = elapsing(condition);
      return (record, receivedAt, now) => now >= turn(record, receivedAt) === (condition.than === '>');
    }
  }
}

function turnsOf(condition: Condition): Turns | null {
  switch (condition.field) {
    case 'flag':
      return isTimed(condition.flag) ? (record) => flagTurns(record, condition.flag) : null;
    case 'sub':
      return ({ subscription }) => (subscription === null ? [] : [subscription * 1000]);
    case 'age':
    case 'changed': {
      const turn = elapsing(condition);
      return (record, receivedAt) => [turn(record, receivedAt)];
    }
    default:
      return null;
  }
}

/** When that long has passed; −Infinity for what never was. */
function elapsing({ field, milliseconds }: Extract<Condition, { milliseconds: number }>): Turn {
  const never = Number.NEGATIVE_INFINITY;
  if (field === 'age') return (_, receivedAt) => (receivedAt === 0 ? never : receivedAt + milliseconds);
  return ({ presence }) => (presence?.lastTime == null ? never : presence.lastTime * 1000 + milliseconds);
}

function hasDevice({ presence }: UserRecord, text: string): boolean {
  return presence?.devices.some(({ device }) => device.toLowerCase().includes(text)) === true;
}

function hasExt({ presence }: UserRecord, text: string): boolean {
  return presence?.ext.toLowerCase().includes(text) === true;
}
