import type { Line } from '../lines/schema.ts';
import type { Mask } from './mask.ts';
import { maskMoment, maskSetup } from './mask-moment.ts';
import { maskMessage } from './mask-recorded.ts';
import type { MaskedList } from './masked-list.ts';

/** What a line of a run is masked with. */
export interface Masking {
  /** Knows everybody who is watched when the line is written. */
  readonly mask: Mask;
  /** The list that counts from the line on, the line included. */
  readonly list: MaskedList;
  /** Pseudonym of the acting user. */
  readonly actingUser: string;
}

/**
 * A line as a masked run would have written it. Every line is made anew, field by field: one that nobody thought of here is
 * left out, or does not compile. What tells of several users tells of them in the order of their pseudonyms.
 */
export function maskLine(line: Line, masking: Masking): Line {
  const { mask, list, actingUser } = masking;
  const users = (uids: readonly string[]) => uids.map((uid) => mask.user(uid)).sort();
  switch (line.type) {
    case 'hello': {
      const { type, schema, version, at, place, refresh } = line;
      return { type, schema, masked: true, version, at, place, as: actingUser, refresh, watched: [...list.users] };
    }
    case 'presence': {
      const { type, uid, status, absent, devices, lastTime, ext, askedAt, observedAt } = line;
      return {
        ...{ type, uid: mask.user(uid), status, absent },
        devices: devices.map(({ device, status }) => ({ device: mask.device(device), status })),
        ...{ lastTime, ext: mask.text(ext), askedAt, observedAt },
      };
    }
    case 'change': {
      const { type, uid, device, field, from, to, notBefore, notAfter, gap } = line;
      // Statuses are told as they are; of what users write only that it is another text.
      const value = (text: string | null) => (text !== null && field === 'ext' ? mask.text(text) : text);
      return {
        ...{ type, uid: mask.user(uid), device: device && mask.device(device), field, from: value(from), to: value(to) },
        ...{ notBefore, notAfter, gap },
      };
    }
    case 'gap': {
      const { type, uids, reason, notBefore, notAfter } = line;
      return { type, uids: uids && users(uids), reason, notBefore, notAfter };
    }
    case 'watched': {
      const { type, at, added, removed, groups, refresh } = line;
      return {
        ...{ type, at, watched: [...list.users], added: users(added), removed: users(removed) },
        groups: groups.map((group) => ({ name: group.name, users: users(group.users), refresh: group.refresh })),
        refresh,
      };
    }
    case 'alert': {
      const { type, at, rule, uid, edge, status, notBefore, notAfter, gap, unobserved, action, suppressed } = line;
      return {
        ...{ type, at, rule: mask.words(rule), uid: mask.user(uid), edge, status },
        ...{ notBefore, notAfter, gap, unobserved, action, suppressed },
      };
    }
    case 'error': {
      const { type, at, code, hint, call } = line;
      return { type, at, code, message: maskMessage({ ...line, status: null }, mask), hint, call };
    }
    case 'end': {
      const { type, at, reason, exitCode, matched } = line;
      return { type, at, reason, exitCode, matched: matched && users(matched) };
    }
    case 'setup':
      return maskSetup(line, masking);
    case 'moment':
      return maskMoment(line, masking);
    default:
      return line satisfies never;
  }
}
