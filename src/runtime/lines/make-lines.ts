import type { Failure } from '../../api/errors.ts';
import type { Firing } from '../../monitor/alerts/rule.ts';
import type { Change, GapReason } from '../../monitor/changes.ts';
import { Renumbering } from '../../monitor/renumbering.ts';
import type { Observation, UserRecord } from '../../monitor/roster.ts';
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
export function iso(at: number): string {
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
  return {
    type: 'presence',
    uid: after.uid,
    status: after.status,
    absent: after.absent,
    ...saidOf(after),
    askedAt: iso(askedAt),
    observedAt: iso(receivedAt),
  };
}

function saidOf({ absent, presence }: UserRecord): Pick<LineOf<'presence'>, 'devices' | 'lastTime' | 'ext'> {
  const said = absent ? null : presence;
  return {
    devices: (said?.devices ?? []).map(({ device, status }) => ({ device, status })),
    lastTime: isoTime((said?.lastTime ?? Number.POSITIVE_INFINITY) * 1000),
    ext: said?.ext ?? '',
  };
}

export function alertLine({ at, rule, edge, record, notBefore, notAfter, gap, ...counted }: Firing): LineOf<'alert'> {
  const { uid, status } = record;
  return {
    ...{ type: 'alert', at: iso(at), rule: rule.name, uid, edge, status },
    ...{ notBefore: iso(notBefore), notAfter: iso(notAfter), gap },
    unobserved: Math.round(counted.unobserved),
    action: typeof rule.action === 'string' ? rule.action : 'run',
    suppressed: counted.suppressed,
  };
}

/** What a program reads that an alert runs: the line of the alert, with what the user was seen as, and where. */
export function alertInput(firing: Firing, { place, profile }: Settings) {
  return { ...alertLine(firing), ...saidOf(firing.record), place, profile };
}

export function changeLine({ uid, device, field, from, to, notBefore, notAfter, gap }: Change): LineOf<'change'> {
  return { type: 'change', uid, device, field, from, to, notBefore: iso(notBefore), notAfter: iso(notAfter), gap };
}

/** Times in milliseconds since the epoch; `uids` null is everybody. */
export function gapLine(uids: string[] | null, reason: GapReason, notBefore: number, notAfter: number): LineOf<'gap'> {
  return { type: 'gap', uids, reason, notBefore: iso(notBefore), notAfter: iso(notAfter) };
}

export function watchedLine(before: Settings, { users, groups, refresh }: Settings, at: number): LineOf<'watched'> {
  const { added, removed } = new Renumbering(before.users, users);
  const named = groups.map((group) => ({
    name: group.name,
    users: [...group.users],
    refresh: group.refresh === null ? null : formatDuration(group.refresh),
  }));
  const all = { watched: [...users], added: [...added], removed: [...removed], groups: named };
  return { type: 'watched', at: iso(at), ...all, refresh: formatDuration(refresh) };
}

export function errorLine({ code, message, hint, call }: Failure, at: number): LineOf<'error'> {
  return { type: 'error', at: iso(at), code, message, hint, call };
}

export function endLine(
  reason: EndReason,
  exitCode: number | null,
  at: number,
  matched: readonly string[] | null = null,
): LineOf<'end'> {
  return { type: 'end', at: iso(at), reason, exitCode, matched: matched && [...matched] };
}
