import type { FileTrouble } from '../runtime/files/file-trouble.ts';
import { Mask } from '../runtime/mask/mask.ts';
import { maskKey } from '../runtime/mask/mask-key.ts';
import { type Connection, retrieveUrl } from './connect.ts';
import { stateFile } from './state-file.ts';

/** The same connection with pseudonyms for everybody, and what was wrong with the file of the key, or null. */
export async function masked(
  { settings, client }: Connection,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly opened: Connection; readonly trouble: FileTrouble | null }> {
  const { key, trouble } = await maskKey(stateFile(env, 'mask-key'));
  return { opened: maskedConnection({ settings, client }, key), trouble };
}

/** A connection through which only pseudonyms pass that are made with this key. */
export function maskedConnection({ settings, client }: Connection, key: Uint8Array): Connection {
  const { uid, users, groups } = settings;
  const mask = new Mask(key, [uid, ...users, ...groups.flatMap((group) => group.users)]);
  // The order of a list would tell who is who to whoever has the list.
  const pseudonyms = (names: readonly string[]) => names.map((name) => mask.user(name)).toSorted();
  return {
    settings: {
      ...settings,
      uid: mask.user(uid),
      users: pseudonyms(users),
      groups: groups.map((group) => ({ ...group, users: pseudonyms(group.users) })),
      retrieveUrl: retrieveUrl(client.base, mask.user(uid)),
      // Where it lies may name whoever it belongs to.
      tokenFile: null,
      masked: (write) => mask.seen(write),
    },
    client: { ...client, mask },
  };
}
