import type { DeviceStatus, Presence } from '../api/contract.ts';
import type { UserStatus } from './status.ts';

/**
 * Why polling was blocked for a while, so that more may have happened than was seen: calls failed, a person stopped them, or
 * the program was suspended or its machine asleep.
 */
export type GapReason = 'failed' | 'stopped' | 'asleep';

/** What changed, without when. */
export interface Difference {
  /** `status` is the user as a whole and only ever changes from or to unknown; `device` is one device; `ext` the user's text. */
  readonly field: 'status' | 'device' | 'ext';
  /** Full id of the device, or null for a field of the user. */
  readonly device: string | null;
  /** Which of several devices of that id, from 1; missing for the first one. */
  readonly occurrence?: number;
  /** Value before; null when there was none. */
  readonly from: string | null;
  /** Value after; null when there is none any more. */
  readonly to: string | null;
}

/**
 * A change between two answers. A poller cannot know the moment: only that it fell after the request of the earlier answer
 * was sent and before the later answer was complete. Both in milliseconds since the epoch.
 */
export interface Change extends Difference {
  /** Increases by one with every change of any user. */
  readonly id: number;
  readonly uid: string;
  readonly notBefore: number;
  readonly notAfter: number;
  /** Set when calls failed in between: what else happened then was not observed. */
  readonly gap: GapReason | null;
}

/** What one user was seen as: the data, and whether the latest answer still held them. */
export interface Sighting {
  readonly status: UserStatus;
  readonly presence: Presence | null;
}

/**
 * What differs between two sightings. `last_time` alone is no change: it moves with logins that left no other trace.
 * Devices are matched by id, a repeated id by its occurrence, and never by their place.
 */
export function differences(before: Sighting, after: Sighting): Difference[] {
  const found: Difference[] = [];
  if (before.status !== after.status && (before.status === 'unknown' || after.status === 'unknown')) {
    found.push({ field: 'status', device: null, from: before.status, to: after.status });
  }
  if (before.presence === after.presence) return found;
  found.push(...deviceDifferences(before.presence?.devices ?? [], after.presence?.devices ?? []));
  const from = before.presence?.ext ?? '';
  const to = after.presence?.ext ?? '';
  if (from !== to) found.push({ field: 'ext', device: null, from, to });
  return found;
}

/** Whether two answers say the same of a user, `last_time` and order of devices included. */
export function samePresence(a: Presence, b: Presence): boolean {
  return (
    a.ext === b.ext &&
    a.lastTime === b.lastTime &&
    a.devices.length === b.devices.length &&
    a.devices.every(({ device, status }, at) => device === b.devices[at]?.device && status === b.devices[at]?.status)
  );
}

function deviceDifferences(before: readonly DeviceStatus[], after: readonly DeviceStatus[]): Difference[] {
  const found: Difference[] = [];
  const gone = byOccurrence(before);
  for (const [key, { status, ...which }] of byOccurrence(after)) {
    const from = gone.get(key)?.status ?? null;
    gone.delete(key);
    if (from !== status) found.push({ field: 'device', ...which, from, to: status });
  }
  for (const { status, ...which } of gone.values()) found.push({ field: 'device', ...which, from: status, to: null });
  return found;
}

/** Devices by a key that tells several of the same id apart by their order. */
export function byOccurrence(devices: readonly DeviceStatus[]): Map<string, DeviceStatus & Pick<Difference, 'occurrence'>> {
  const found = new Map<string, DeviceStatus & Pick<Difference, 'occurrence'>>();
  const occurrences = new Map<string, number>();
  for (const { device, status } of devices) {
    const occurrence = occurrences.get(device) ?? 0;
    occurrences.set(device, occurrence + 1);
    found.set(occurrenceKey(device, occurrence), { device, status, ...(occurrence > 0 && { occurrence }) });
  }
  return found;
}

/** What tells a device apart from all others of a user. */
export function occurrenceKey(device: string, occurrence = 0): string {
  return `${occurrence}:${device}`;
}
