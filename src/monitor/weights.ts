import type { Presence } from '../api/contract.ts';
import type { Known } from './roster.ts';

/** Bytes in memory, about, of what is kept of the past beside the presence of users. */
const WEIGHTS = {
  step: 200,
  change: 150,
  note: 120,
  record: 350,
  device: 80,
  presence: 100,
} as const;

/** Bytes that a step costs which brought so many changes. */
export function stepWeight(changes: number): number {
  return WEIGHTS.step + WEIGHTS.change * changes;
}

/** Bytes that it costs to keep what was known of a user before it became something else. */
export function knownWeight(before: Known['record'], after: Known['record']): number {
  if (before === after) return WEIGHTS.note;
  const presence = before.presence === null || before.presence === after.presence ? 0 : presenceWeight(before.presence);
  return WEIGHTS.note + WEIGHTS.record + presence;
}

function presenceWeight({ devices, ext }: Presence): number {
  const texts = devices.reduce((sum, { device, status }) => sum + device.length + status.length, ext.length);
  return WEIGHTS.presence + WEIGHTS.device * devices.length + 2 * texts;
}
