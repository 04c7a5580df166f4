import type { DeviceStatus } from '../api/contract.ts';
import type { UserRecord } from '../monitor/roster.ts';
import type { Column } from '../monitor/sort.ts';
import { deviceStatus } from '../monitor/status.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { coarseAge, inLargestUnit, shortTime } from '../text/time.ts';
import { cut } from '../text/width.ts';
import { fitLine, type Line, lineWidth, type Span, span } from './lines.ts';
import { deviceSpan } from './theme.ts';

/** A row of the table as data: everything a cell needs, and nothing that changes without showing. */
export interface Row {
  readonly record: UserRecord;
  readonly selected: boolean;
  readonly marked: boolean;
  /** Whether it would be marked if the range ended now. */
  readonly inRange: boolean;
  /** Whether something about the user is contradictory. */
  readonly flagged: boolean;
  /** Whether asking for the user failed since the last answer, or that left the user out: the data are shown, dimmed and with a sign. */
  readonly stale: boolean;
  /** The coarse age, ready to show. */
  readonly age: string;
  /** The time until the subscription ends, ready to show. */
  readonly sub: string;
  /** Milliseconds since the epoch of the present day's start decide how times are shown; any time of today will do. */
  readonly today: number;
}

/** Widths to which device ids are cut, one after another, until all devices fit. */
const ID_WIDTHS = [Number.POSITIVE_INFINITY, 16, 12, 9, 7, 5];

/** The content of a cell, exactly `width` columns wide. */
export function cell(row: Row, column: Column, width: number): Line {
  return fitLine(content(row, column, width), width);
}

/** The content of a cell in at most about `width` columns; not yet cut or padded. */
export function content({ record, stale, age, sub, today }: Row, column: Column, width: number): Line {
  const { presence, status } = record;
  switch (column) {
    case 'user':
      return [span(cut(safe(record.uid), width))];
    case 'status':
      return [span(`${signs[status]}${stale && status !== 'unknown' ? signs.old : ' '}${statusWord(record)}`, status)];
    case 'devices':
      return devices(presence?.devices ?? [], width);
    case 'change':
      return [presence?.lastTime == null ? span(signs.nothing, 'dim') : span(shortTime(presence.lastTime * 1000, today))];
    case 'ext':
      return [span(cut(safe(presence?.ext ?? ''), width))];
    case 'sub':
      return [span(sub, sub === signs.nothing ? 'dim' : 'plain')];
    case 'age':
      return [span(age, 'dim')];
  }
}

/** A user's status in a word; a custom one as what the device says. */
export function statusWord({ status, presence }: UserRecord): string {
  if (status !== 'custom') return status;
  const custom = presence?.devices.find((device) => deviceStatus(device.status) === 'custom');
  return custom === undefined || custom.status === '' ? 'custom' : safe(custom.status);
}

function devices(all: readonly DeviceStatus[], width: number): Line {
  if (all.length === 0) return [span(signs.nothing, 'dim')];
  let parts: Line[] = [];
  for (const idWidth of ID_WIDTHS) {
    parts = fitting(all, idWidth, width);
    if (parts.length === all.length) return joined(parts);
  }
  for (let count = parts.length; count > 0; count--) {
    const line = [...joined(parts.slice(0, count)), span(` +${all.length - count}`, 'dim')];
    if (lineWidth(line) <= width) return line;
  }
  const [first] = all;
  return all.length === 1 && first !== undefined ? deviceSpans(first, Math.max(1, width - 9)) : [span(`${all.length} devices`)];
}

/** The first devices, their ids cut to `idWidth`, as far as `width` columns hold them; those after them are not looked at. */
function fitting(all: readonly DeviceStatus[], idWidth: number, width: number): Line[] {
  const parts: Line[] = [];
  let left = width + 1;
  for (const device of all) {
    const part = deviceSpans(device, idWidth);
    left -= lineWidth(part) + 1;
    if (left < 0) break;
    parts.push(part);
  }
  return parts;
}

function deviceSpans({ device, status }: DeviceStatus, idWidth: number): Line {
  return [span(`${cut(safe(device), Math.min(idWidth, 256))} `), deviceSpan(status, cut(safe(status), 8))];
}

function joined(parts: readonly Line[]): Line {
  return parts.flatMap((part, at): readonly Span[] => (at === 0 ? part : [span(' '), ...part]));
}

/** An age to show: below `promise` milliseconds only that it is below, so that data kept fresh never make the screen move. */
export function ageText(age: number | null, promise: number): string {
  if (age === null) return signs.nothing;
  return age < promise ? `<${coarseAge(promise)}` : coarseAge(age);
}

/** How long a subscription goes on: `29d`, `over`, `yes` when the server gave no end, `–` for none. Ends are seconds since the epoch. */
export function subscriptionText(end: number | null, now: number): string {
  if (end === null) return signs.nothing;
  if (end === Number.POSITIVE_INFINITY) return 'yes';
  const left = end * 1000 - now;
  if (left <= 0) return 'over';
  return left < 60_000 ? '<1m' : inLargestUnit(left);
}
