import type { UserRecord } from './roster.ts';

/** Decides whether a user is shown. */
export type Filter = (record: UserRecord) => boolean;

/** A filter of plain words: each must occur in the user's name, in a device id or in the ext, whatever the case. Null: all are shown. */
export function parseFilter(text: string): Filter | null {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return null;
  return (record) => words.every((word) => mentions(record, word));
}

function mentions({ uid, presence }: UserRecord, word: string): boolean {
  return (
    uid.toLowerCase().includes(word) ||
    (presence !== null &&
      (presence.ext.toLowerCase().includes(word) || presence.devices.some(({ device }) => device.toLowerCase().includes(word))))
  );
}
