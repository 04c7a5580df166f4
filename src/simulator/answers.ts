import type { Seen } from './world.ts';

/** What a subscribe or retrieve answer says of one user; `expiry` in seconds since the epoch, null where the call sends none. */
export interface Entry extends Seen {
  readonly expiry: number | null;
}

/** An object as its fields in order, each value already JSON text: so a key may be repeated inside a value, which no object can. */
export type Fields = Map<string, string>;

/** One user as the server writes it: times are strings of seconds, and somebody it never saw has an empty array as status. */
export function fieldsOf({ uid, lastTime, expiry, ext, devices }: Entry): Fields {
  const fields: Fields = new Map([
    ['uid', JSON.stringify(uid)],
    ['last_time', `"${lastTime}"`],
  ]);
  if (expiry !== null) fields.set('expiry', `"${expiry}"`);
  fields.set('ext', JSON.stringify(ext));
  const pairs = devices.map(({ device, status }) => pair(device, JSON.stringify(status)));
  return fields.set('status', pairs.length === 0 ? '[]' : `{${pairs.join(',')}}`);
}

/** JSON text of one object. */
export function writeFields(fields: Fields): string {
  return `{${Array.from(fields, ([key, value]) => pair(key, value)).join(',')}}`;
}

function pair(key: string, value: string): string {
  return `${JSON.stringify(key)}:${value}`;
}
