import type { DeviceStatus } from '../api/contract.ts';

/** A user's status, summed up over the devices. `unknown`: never answered, absent from an answer, or without any device. */
export type UserStatus = 'online' | 'custom' | 'offline' | 'unknown';

/** In the order in which they sort. */
export const STATUSES: readonly UserStatus[] = ['online', 'custom', 'offline', 'unknown'];

/** One device: "1" is online, "0" offline, everything else custom. */
export function deviceStatus(status: string): Exclude<UserStatus, 'unknown'> {
  return status === '1' ? 'online' : status === '0' ? 'offline' : 'custom';
}

/** Whether SDKs of the vendor can read a status: they take any for a number. */
export function isReadable(status: string): boolean {
  return /^\d+$/.test(status);
}

/** What to know before a status is set, or null when there is nothing to say of it. */
export function statusNote(status: string): string | null {
  return status === '' || isReadable(status) ? null : 'vendor SDKs read a status that is no number as NaN; put labels in ext';
}

/** Any device online makes the user online, else any custom one custom; a user without devices is unknown, not offline. */
export function userStatus(devices: readonly DeviceStatus[]): UserStatus {
  let found: UserStatus = 'unknown';
  for (const { status } of devices) {
    const kind = deviceStatus(status);
    if (kind === 'online') return 'online';
    if (kind === 'custom' || found === 'unknown') found = kind;
  }
  return found;
}
