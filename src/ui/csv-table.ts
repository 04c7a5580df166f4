import type { DeviceStatus } from '../api/contract.ts';
import type { State } from '../monitor/state.ts';
import { csvLine } from '../text/csv-line.ts';

const COLUMNS = ['uid', 'status', 'devices', 'lastTime', 'ext', 'subscribedUntil', 'observedAt'] as const;

/**
 * Everybody as CSV, in the order of the view, with a header record. Times are ISO 8601 in UTC, empty when unknown; `devices` is
 * `android=1;ios=0` with `\` before a `;`, `=` or `\` of a name or status; `subscribedUntil` is `yes` when the server gave
 * no end, and `unknown` when the subscriptions could not be read.
 */
export function csvTable(state: State): string {
  const records = state.view.slice(0, state.view.size).map((index) => recordOf(state, index));
  return [COLUMNS, ...records].map((fields) => `${csvLine(fields)}\r\n`).join('');
}

function recordOf({ view, subscriptions }: State, index: number): string[] {
  const { uid, status, presence, subscription } = view.roster.record(index);
  const receivedAt = view.roster.receivedAt(index);
  const fields: Record<(typeof COLUMNS)[number], string> = {
    uid,
    status,
    devices: (presence?.devices ?? []).map(pair).join(';'),
    lastTime: presence?.lastTime == null ? '' : time(presence.lastTime * 1000),
    ext: presence?.ext ?? '',
    subscribedUntil: subscriptions.total === null ? 'unknown' : until(subscription),
    observedAt: receivedAt === 0 ? '' : time(receivedAt),
  };
  return COLUMNS.map((column) => fields[column]);
}

function pair({ device, status }: DeviceStatus): string {
  return `${escaped(device)}=${escaped(status)}`;
}

function escaped(text: string): string {
  return text.replace(/[\\;=]/g, '\\$&');
}

/** The end of a subscription, in seconds since the epoch; null for none. */
function until(end: number | null): string {
  if (end === null) return '';
  return end === Number.POSITIVE_INFINITY ? 'yes' : time(end * 1000);
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
