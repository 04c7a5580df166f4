import type { UserRecord } from '../../monitor/roster.ts';
import { deviceStatus } from '../../monitor/status.ts';
import { type DeviceTrack, deviceTracks } from '../../monitor/timeline.ts';
import { signs } from '../../text/signs.ts';
import { flow, type Words } from '../flow.ts';
import { type Line, span } from '../lines.ts';
import { lasted, type Page, timelineLines } from './timeline.ts';

/** Every device with its full id, how it is and since when, each with its own timeline below; those that are gone at the end. */
export function deviceLines(record: UserRecord, observedAt: number, page: Page): Line[] {
  const tracks = deviceTracks(record, observedAt);
  if (tracks.length === 0) {
    const seen = page.gaps.filter(({ to }) => record.seenSince > 0 && (to === null || to > record.seenSince));
    return [[span(' no device was ever seen', 'dim')], ...seen.flatMap((gap) => page.gapLines.get(gap) ?? [])];
  }
  return tracks.flatMap((track) => [
    ...heading(track, record.absent, page),
    ...timelineLines(track, (status) => [statusWords(status)], page),
  ]);
}

function heading({ device, status, intervals }: DeviceTrack, absent: boolean, { width, gaps }: Page): Line[] {
  const [word, style] = statusWords(status);
  const sign = span(` ${status === null ? signs.nothing : signs[deviceStatus(status)]} `, style);
  const [present] = intervals;
  const duration = present === undefined ? '' : lasted(present, gaps);
  const words = `${word}${absent ? ' when last seen' : ''}${duration === '' ? '' : ` ${duration}`}`;
  return flow([sign], [[device], [words, style]], width);
}

function statusWords(status: string | null): Words {
  if (status === null) return ['gone', 'dim'];
  const kind = deviceStatus(status);
  return [kind === 'custom' ? `custom ${status}` : kind, kind];
}
