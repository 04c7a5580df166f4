import type { UserRecord } from '../../monitor/roster.ts';
import { deviceStatus } from '../../monitor/status.ts';
import { type DeviceTrack, deviceTracks } from '../../monitor/timeline.ts';
import type { Unobserved } from '../../monitor/unobserved.ts';
import { flow, type Words } from '../flow.ts';
import { type Line, span } from '../lines.ts';
import { NOTHING, SIGNS } from '../theme.ts';
import { gapLines, lasted, timelineLines } from './timeline.ts';

/** Every device with its full id, how it is and since when, each with its own timeline below; those that are gone at the end. */
export function deviceLines(
  record: UserRecord,
  observedAt: number,
  gaps: readonly Unobserved[],
  now: number,
  width: number,
): Line[] {
  const tracks = deviceTracks(record, observedAt);
  if (tracks.length === 0) {
    const seen = gaps.filter(({ to }) => record.seenSince > 0 && (to === null || to > record.seenSince));
    return [[span(' no device was ever seen', 'dim')], ...gapLines(seen, { now, width, indent: 3 })];
  }
  return tracks.flatMap((track) => [
    ...heading(track, record.absent, width),
    ...timelineLines(track, gaps, statusWords, { now, width, indent: 3 }),
  ]);
}

function heading({ device, status, intervals }: DeviceTrack, absent: boolean, width: number): Line[] {
  const [word, style] = statusWords(status);
  const sign = span(` ${status === null ? NOTHING : SIGNS[deviceStatus(status)]} `, style);
  const [present] = intervals;
  const duration = present === undefined ? '' : lasted(present);
  const words = `${word}${absent ? ' when last seen' : ''}${duration === '' ? '' : ` ${duration}`}`;
  return flow([sign], [[device], [words, style]], width);
}

function statusWords(status: string | null): Words {
  if (status === null) return ['gone', 'dim'];
  const kind = deviceStatus(status);
  return [kind === 'custom' ? `custom ${status}` : kind, kind];
}
