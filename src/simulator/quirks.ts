import { type Entry, type Fields, fieldsOf, writeFields } from './answers.ts';
import type { Random } from './random.ts';

/** In seconds. */
const YEAR = 365 * 86_400;

type ChangeEntry = (fields: Fields, entry: Entry) => void;

/** Oddities of what an answer says of one user. */
const OF_ENTRIES = {
  'empty-uid': (fields) => fields.set('uid', '""'),
  'other-case': (fields, { uid }) => fields.set('uid', JSON.stringify(swapCase(uid))),
  'foreign-uid': (fields, { uid }) => fields.set('uid', JSON.stringify(`${uid}-other`)),
  'repeated-device': (fields, { devices }) => {
    const pairs = devices.flatMap(({ device, status }) => Array(2).fill(`${JSON.stringify(device)}:${JSON.stringify(status)}`));
    fields.set('status', `{${pairs.join(',')}}`);
  },
  'status-list': (fields, { devices }) => fields.set('status', JSON.stringify(devices)),
  'status-null': (fields) => fields.set('status', 'null'),
  'status-empty': (fields) => fields.set('status', '[]'),
  'status-missing': (fields) => fields.delete('status'),
  numbers: (fields, { lastTime, expiry, devices }) => {
    fields.set('last_time', String(lastTime));
    if (expiry !== null) fields.set('expiry', String(expiry));
    const pairs = devices.map(
      ({ device, status }) => `${JSON.stringify(device)}:${/^\d{1,9}$/.test(status) ? Number(status) : JSON.stringify(status)}`,
    );
    fields.set('status', `{${pairs.join(',')}}`);
  },
  'custom-word': (fields, { devices }) => {
    fields.set('status', JSON.stringify(Object.fromEntries(devices.map(({ device }) => [device, 'away']))));
  },
  'last-time-ahead': (fields, { lastTime }) => fields.set('last_time', `"${lastTime + 10 * YEAR}"`),
  'last-time-old': (fields, { lastTime }) => fields.set('last_time', `"${lastTime - YEAR}"`),
  'last-time-word': (fields) => fields.set('last_time', '"yesterday"'),
  milliseconds: (fields, { lastTime }) => fields.set('last_time', `"${lastTime}000"`),
  'last-time-blank': (fields) => fields.set('last_time', '""'),
  'last-time-missing': (fields) => fields.delete('last_time'),
  'extra-fields': (fields) => fields.set('sdk_version', '"1.4.0"').set('tags', '["internal",{"level":3}]'),
} satisfies Record<string, ChangeEntry>;

/** Oddities of an answer as a whole. */
const OF_ANSWERS = ['left-out', 'repeated-user', 'reordered', 'data-wrapper', 'failed-result'] as const;

type EntryQuirk = keyof typeof OF_ENTRIES;
type AnswerQuirk = (typeof OF_ANSWERS)[number];
export type Quirk = EntryQuirk | AnswerQuirk;

/** The names of all quirks; `left-out` and `repeated-user` go by user, the other quirks of an answer by answer. */
export const QUIRKS = [...(Object.keys(OF_ENTRIES) as EntryQuirk[]), ...OF_ANSWERS] as const;

/** What a 200 says that was not carried out after all. */
export const FAILED_RESULT = 'presence service is busy, please retry later';

/** The oddities of one answer: drawn anew for each from its own random stream. */
export class Oddness {
  readonly #shares: Partial<Record<Quirk, number>>;
  readonly #random: Random;
  /** Whether this call fails inside a 200; nothing may be carried out then. */
  readonly fails: boolean;

  constructor(shares: Partial<Record<Quirk, number>>, random: Random) {
    this.#shares = shares;
    this.#random = random;
    this.fails = this.#strikes('failed-result');
  }

  /** The JSON text of a list of users. */
  writeEntries(entries: readonly Entry[]): string {
    const texts = entries.flatMap((entry) => {
      if (this.#strikes('left-out')) return [];
      const text = this.#writeEntry(entry);
      return this.#strikes('repeated-user') ? [text, text] : [text];
    });
    return `[${(this.#strikes('reordered') ? texts.reverse() : texts).join(',')}]`;
  }

  /** The body of a 200 around the JSON text of its result. */
  writeBody(result: string): string {
    const body = `{"result":${this.fails ? JSON.stringify(FAILED_RESULT) : result}}`;
    return this.#strikes('data-wrapper') ? `{"data":${body}}` : body;
  }

  #writeEntry(entry: Entry): string {
    const fields = fieldsOf(entry);
    for (const quirk of Object.keys(OF_ENTRIES) as EntryQuirk[]) {
      if (this.#strikes(quirk)) OF_ENTRIES[quirk](fields, entry);
    }
    return writeFields(fields);
  }

  #strikes(quirk: Quirk): boolean {
    const share = this.#shares[quirk];
    return share !== undefined && this.#random.chance(share);
  }
}

function swapCase(text: string): string {
  const upper = text.toUpperCase();
  return text === upper ? text.toLowerCase() : upper;
}
