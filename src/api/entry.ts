import type { DeviceStatus, Oddity, Presence } from './contract.ts';
import { member, members } from './json.ts';
import { readText, readTime } from './scalars.ts';
import { oneLine } from './server-text.ts';

/** An oddity whose user is not settled yet. */
export type Remark = Omit<Oddity, 'uid'>;

/** One entry of a presence answer, read on its own. */
export interface Entry {
  /** As the server wrote it; "" when it is empty, missing or no uid at all. */
  readonly uid: string;
  /** Whether the uid was left out, so that its place may tell whose entry it is. */
  readonly anonymous: boolean;
  readonly presence: Presence;
  readonly remarks: readonly Remark[];
}

/** Reads an entry of `result`; null when it is no object. What cannot be read is remarked on and spoils nothing else. */
export function readEntry(raw: unknown): Entry | null {
  const fields = members(raw);
  if (fields === null) return null;
  const remarks: Remark[] = [];
  const read = <T>(key: string, reader: (value: unknown) => { value: T; odd: boolean }): T => {
    const value = member(raw, key);
    const reading = reader(value);
    if (reading.odd) remarks.push(mistyped(key, value));
    return reading.value;
  };
  const twice = repeated(fields.map(([name]) => name));
  for (const key of twice) {
    const all = fields.filter(([name]) => name === key).map(([, value]) => value);
    remarks.push(mistyped(`${key}, ${all.length} times`, all));
  }
  const named = twice.has('uid') ? { value: '', odd: true } : readUid(member(raw, 'uid'));
  if (named.odd) remarks.push(mistyped('uid', member(raw, 'uid')));
  return {
    uid: named.value,
    anonymous: named.value === '' && !named.odd,
    presence: {
      devices: readDevices(member(raw, 'status'), remarks),
      ext: read('ext', readText),
      lastTime: read('last_time', readTime),
      expiry: read('expiry', readTime),
    },
    remarks,
  };
}

/** A value of the wrong type, with what it was. */
export function mistyped(what: string, value: unknown): Remark {
  return { kind: 'mistyped', detail: oneLine(`${what}: ${show(value)}`) };
}

function readUid(raw: unknown) {
  // A number too large to be exact may be somebody else's name.
  return typeof raw === 'number' && !Number.isSafeInteger(raw) ? { value: '', odd: true } : readText(raw);
}

function readDevices(status: unknown, remarks: Remark[]): DeviceStatus[] {
  if (status === undefined || status === null) return [];
  const pairs = Array.isArray(status)
    ? status.map((item) => [member(item, 'device'), member(item, 'status'), item] as const)
    : members(status)?.map(([device, value]) => [device, value, value] as const);
  if (pairs === undefined) remarks.push(mistyped('status', status));

  const devices: DeviceStatus[] = [];
  for (const [device, value, whole] of pairs ?? []) {
    if (typeof device !== 'string' || (typeof value !== 'string' && typeof value !== 'number')) {
      remarks.push(mistyped(typeof device === 'string' ? `status of ${device}` : 'status', whole));
      continue;
    }
    devices.push({ device, status: String(value) });
  }
  for (const device of repeated(devices.map((one) => one.device))) {
    const all = devices.filter((one) => one.device === device).map((one) => one.status);
    remarks.push({ kind: 'repeated-device', detail: oneLine(`${device}: ${all.join(', ')}`) });
  }
  return devices;
}

function repeated(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) (seen.has(name) ? twice : seen).add(name);
  return twice;
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(',')}]`;
  const fields = members(value);
  if (fields !== null) return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${show(inner)}`).join(',')}}`;
  return JSON.stringify(value) ?? 'missing';
}
