import type { Failure } from '../../api/errors.ts';
import type { Change, GapReason } from '../../monitor/changes.ts';
import type { Observation } from '../../monitor/roster.ts';
import type { Settings } from '../../monitor/state.ts';
import { formatDuration } from '../../text/duration.ts';
import { isoTime } from '../../text/time.ts';
import { type EndReason, LINES_SCHEMA, type LineOf } from './schema.ts';

/** What every recording of ours begins with, byte for byte: the fields of `helloLine` up to the version of the lines. */
export const LINES_BEGIN = `{"type":"hello","schema":${LINES_SCHEMA},`;

/** The same up to what tells a masked recording from others: neither is gone on with as the other. */
export function linesBegin(masked: boolean): string {
  return `${LINES_BEGIN}${masked ? '"masked":true,' : '"version":'}`;
}

/** Milliseconds since the epoch as `2022-02-10T14:02:11.000Z`. */
function iso(at: number): string {
  return new Date(at).toISOString();
}

/** The order of the fields is part of `linesBegin`. */
export function helloLine({ place, uid, refresh, users, masked }: Settings, version: string, at: number): LineOf<'hello'> {
  return {
    type: 'hello',
    schema: LINES_SCHEMA,
    ...(masked !== undefined && { masked: true }),
    version,
    at: iso(at),
    place,
    as: uid,
    refresh: formatDuration(refresh),
    watched: [...users],
  };
}

/** What an answer says of a user. One that leaves the user out says nothing of devices, whatever was known before. */
export function presenceLine({ after, askedAt, receivedAt }: Observation): LineOf<'presence'> {
  const said = after.absent ? null : after.presence;
  return {
    type: 'presence',
    uid: after.uid,
    status: after.status,
    absent: after.absent,
    devices: (said?.devices ?? []).map(({ device, status }) => ({ device, status })),
    lastTime: isoTime((said?.lastTime ?? Number.POSITIVE_INFINITY) * 1000),
    ext: said?.ext ?? '',
    askedAt: iso(askedAt),
    observedAt: iso(receivedAt),
  };
}

export function changeLine({ uid, device, field, from, to, notBefore, notAfter, gap }: Change): LineOf<'change'> {
  return { type: 'change', uid, device, field, from, to, notBefore: iso(notBefore), notAfter: iso(notAfter), gap };
}

/** Times in milliseconds since the epoch; `uids` null is everybody. */
export function gapLine(uids: string[] | null, reason: GapReason, notBefore: number, notAfter: number): LineOf<'gap'> {
  return { type: 'gap', uids, reason, notBefore: iso(notBefore), notAfter: iso(notAfter) };
}

export function errorLine({ code, message, hint, call }: Failure, at: number): LineOf<'error'> {
  return { type: 'error', at: iso(at), code, message, hint, call };
}

export function endLine(reason: EndReason, exitCode: number | null, at: number): LineOf<'end'> {
  return { type: 'end', at: iso(at), reason, exitCode };
}
