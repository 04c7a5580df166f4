import type { Asked, FailureCode } from '../../api/errors.ts';
import type { RecordedMoment } from '../../monitor/recorded.ts';
import type { LineOf } from '../lines/schema.ts';
import { type IndexOf, toPresence } from './to-moment.ts';

type PlainLine = LineOf<'presence'> | LineOf<'gap'> | LineOf<'error'>;

/** What a moment may hold, none of it. */
export const NOTHING = { gaps: [], answer: null, failed: null, subscriptions: [], noted: [], standing: {} } as const;

/** A moment made of lines that everybody gets: one, or several that tell of the same answer. */
export function plainMoment(lines: readonly PlainLine[], indexOf: IndexOf): RecordedMoment {
  const [first] = lines as [PlainLine];
  switch (first.type) {
    case 'gap': {
      const [from, to] = [Date.parse(first.notBefore), Date.parse(first.notAfter)];
      // A gap of some users shows in their changes.
      return { ...NOTHING, at: to, gaps: first.uids === null ? [{ from, to, reason: first.reason }] : [] };
    }
    case 'error': {
      const at = Date.parse(first.at);
      const { code, message, hint, call } = first;
      const mishap = { message, hint, kind: code as FailureCode, call: call as Asked | null, status: null, concerned: null };
      return { ...NOTHING, at, noted: [{ mishap, at, since: at }] };
    }
    case 'presence': {
      const [sentAt, receivedAt] = [Date.parse(first.askedAt), Date.parse(first.observedAt)];
      const said = new Map(
        lines.flatMap((line) => {
          const index = line.type === 'presence' ? indexOf(line.uid) : undefined;
          return line.type !== 'presence' || index === undefined ? [] : [[index, toPresence(line)] as const];
        }),
      );
      const answer = { sentAt, receivedAt, clockError: 0, users: [...said.keys()], said, oddities: new Map(), exchange: null };
      return { ...NOTHING, at: receivedAt, answer };
    }
  }
}

/** The moment at which an alert went off. */
export function alertMoment({ type: _, at, notBefore, notAfter, ...alert }: LineOf<'alert'>): RecordedMoment {
  const [when, from, to] = [Date.parse(at), Date.parse(notBefore), Date.parse(notAfter)];
  return { ...NOTHING, at: when, alert: { ...alert, at: when, notBefore: from, notAfter: to } };
}
