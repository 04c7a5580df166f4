import { isOn, MASK_VARIABLE } from '../config/settings.ts';
import type { Term } from '../monitor/filter/terms.ts';
import type { FileTrouble } from '../runtime/files/file-trouble.ts';
import { Mask } from '../runtime/mask/mask.ts';
import { type MaskKey, maskKey } from '../runtime/mask/mask-key.ts';
import { LIST_KEPT_HIDDEN } from '../runtime/mask/mask-recorded.ts';
import { type Connection, retrieveUrl } from './connect.ts';
import type { Reloading } from './reloading.ts';
import { stateFile } from './state-file.ts';

/** Whether ids are hidden: `--mask` or the variable says so. */
export function hidesIds(mask: boolean | undefined, env: NodeJS.ProcessEnv): boolean {
  return mask ?? isOn(env[MASK_VARIABLE]);
}

/** The key of this machine's pseudonyms. */
export function openMaskKey(env: NodeJS.ProcessEnv): Promise<MaskKey> {
  return maskKey(stateFile(env, 'mask-key'));
}

/** The mask of a run, and what was wrong with the file of its key, or null. */
export async function openMask(
  { settings }: Connection,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly mask: Mask; readonly trouble: FileTrouble | null }> {
  const { key, trouble } = await openMaskKey(env);
  return { mask: maskOf(settings, key), trouble };
}

/** The mask that is made with a key, and knows everybody who is watched. */
export function maskOf({ uid, users, groups }: Connection['settings'], key: Uint8Array): Mask {
  return new Mask(key, [uid, ...users, ...groups.flatMap((group) => group.users)]);
}

/** A connection through which only pseudonyms pass. Alerts that ask for somebody by name ask for the pseudonym. */
export function maskedConnection({ settings, client, ...more }: Connection, mask: Mask): Connection {
  const { uid, alerts = [] } = settings;
  return {
    ...more,
    settings: {
      ...settings,
      ...maskedList(settings, mask),
      uid: mask.user(uid),
      retrieveUrl: retrieveUrl(client.base, mask.user(uid)),
      // Where it lies may name whoever it belongs to.
      tokenFile: null,
      masked: (write) => mask.seen(write),
      alerts: alerts.map((rule) => ({ ...rule, name: mask.words(rule.name), terms: maskedTerms(rule.terms, mask) })),
    },
    client: { ...client, mask },
  };
}

/** Words of a filter that are the whole name of somebody ask for the pseudonym. */
export function maskedTerms(terms: readonly Term[], mask: Mask): Term[] {
  return terms.map((term) => (term.field === 'any' ? { ...term, text: mask.asked(term.text) } : term));
}

/** Tells of another watch list in pseudonyms; what is wrong with one may quote anybody, so only that is told. */
export function maskedReloading(reloading: Reloading, mask: Mask): Reloading {
  return (say) =>
    reloading((message) => {
      if (message.type === 'watch-list') {
        mask.keep([...message.users, ...message.groups.flatMap(({ users }) => users)]);
        say({ ...message, ...maskedList(message, mask) });
      } else {
        say({ ...message, text: LIST_KEPT_HIDDEN });
      }
    });
}

type List = Pick<Connection['settings'], 'users' | 'groups'>;

/** The order of a list would tell who is who to whoever has the list. */
function maskedList({ users, groups }: List, mask: Mask): List {
  const pseudonyms = (names: readonly string[]) => names.map((name) => mask.user(name)).toSorted();
  return { users: pseudonyms(users), groups: groups.map((group) => ({ ...group, users: pseudonyms(group.users) })) };
}
