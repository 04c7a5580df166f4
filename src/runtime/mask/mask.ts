import { createHmac } from 'node:crypto';
import { BOUNDS } from '../../monitor/bounds.ts';
import { nameKey } from '../../text/name-key.ts';
import { Pseudonyms } from './pseudonyms.ts';

/** What device ids begin with, alone or before an underscore or hyphen: it tells nobody apart, so it stays. */
const PLATFORMS: ReadonlySet<string> = new Set([
  ...['android', 'ios', 'iphone', 'ipad', 'harmony', 'ohos', 'mobile', 'web', 'webim', 'h5', 'miniprogram'],
  ...['windows', 'win', 'pc', 'linux', 'mac', 'macos', 'osx', 'desktop', 'rest', 'server'],
]);

/** Words of a text that may be names. */
const WORD = /[\p{L}\p{N}_@-]+(?:\.[\p{L}\p{N}_@-]+)*/gu;

/**
 * Pseudonyms for ids: the same ones whenever the key is the same, never one for two that are known at the same time, and none
 * that a list of likely names would find out without the key.
 */
export class Mask {
  readonly #users: Pseudonyms;
  readonly #devices: Pseudonyms;
  readonly #texts: Pseudonyms;

  /** `users`: whoever is not forgotten, however many others the answers name. */
  constructor(key: Uint8Array, users: readonly string[]) {
    // UTF-16, since UTF-8 has one form for every half of a character.
    const digest = (kind: string) => (id: string) =>
      createHmac('sha256', key)
        .update(Buffer.from(`${kind} ${id}`, 'utf16le'))
        .digest();
    const bound = () => Math.max(BOUNDS.masked, BOUNDS.maskedOfUser * this.#users.lasting);
    this.#users = new Pseudonyms({ digest: digest('user'), digits: 8, bound: () => BOUNDS.masked });
    this.#devices = new Pseudonyms({ digest: digest('device'), digits: 6, bound });
    this.#texts = new Pseudonyms({ digest: digest('text'), digits: 8, bound });
    this.keep(users);
  }

  /** `user-7k3f9q2d`, whatever the case of the name; "" for "". */
  user(uid: string): string {
    return uid === '' ? '' : this.#users.of(nameKey(uid), uid, USER);
  }

  /** Has these users known from now on, and not forgotten. */
  keep(users: readonly string[]): void {
    for (const uid of users) this.#users.last(nameKey(uid), uid, USER);
  }

  /** Has users forgotten in their turn whose pseudonyms are not among these, as any others whom answers name. */
  keepOnly(pseudonyms: ReadonlySet<string>): void {
    this.#users.release(pseudonyms);
  }

  /** A text that asks for somebody by the whole name asks for the pseudonym; any other stays. */
  asked(text: string): string {
    return this.#users.find(nameKey(text)) ?? text;
  }

  /** Undefined when it is the pseudonym of nobody who is known. */
  userBehind(pseudonym: string): string | undefined {
    return pseudonym === '' ? '' : this.#users.behind(pseudonym);
  }

  /** `ios_k3f9q2` for `ios_8fh2…`, `device-7k3f9q` where no platform is known; a platform alone stays as it is. */
  device(id: string): string {
    const [, platform = '', joint = '', rest] = /^([a-z0-9]+)(?:([_-])(.*))?$/is.exec(id) ?? [];
    const known = PLATFORMS.has(platform.toLowerCase());
    if (id === '' || (known && rest === undefined)) return id;
    return this.#devices.of(id, id, known ? `${platform.toLowerCase()}${joint}` : 'device-');
  }

  deviceBehind(pseudonym: string): string | undefined {
    return this.#devices.behind(pseudonym);
  }

  /** `text-7k3f9q2d` for what somebody wrote: the same for the same text, so that a change of it shows; "" for "". */
  text(text: string): string {
    return text === '' ? '' : this.#texts.of(text, text, TEXT);
  }

  textBehind(pseudonym: string): string | undefined {
    return this.#texts.behind(pseudonym);
  }

  /** A status that somebody sets as it will be answered: what was typed into a dialog may be real, or a pseudonym. */
  seen<T extends { readonly resource: string; readonly ext: string }>(write: T): T {
    const resource = this.deviceBehind(write.resource) === undefined ? this.device(write.resource) : write.resource;
    return { ...write, resource, ext: this.textBehind(write.ext) === undefined ? this.text(write.ext) : write.ext };
  }

  /** A text of ours in which every word that is the name of somebody who is known gives way to the pseudonym. */
  words(text: string): string {
    const known = (word: string) => this.#users.find(nameKey(word));
    // A name may hold signs that end words elsewhere, such as `a/b`.
    return text.replace(/\S+/gu, (piece) => known(piece) ?? piece.replace(WORD, (word) => known(word) ?? word));
  }
}

const USER = 'user-';
const TEXT = 'text-';

/** Whether a text can only be one that stands for another. */
export function isMaskedText(text: string): boolean {
  return /^text-[0-9a-hjkmnp-tv-z]{8,}$/.test(text);
}
