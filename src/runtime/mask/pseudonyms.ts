/** Digits of pseudonyms, without letters that are taken for digits. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
/** By how many digits a pseudonym is longer where it would be another one's. */
const LONGER = 4;
/** UTF-16 units of an id that is worth keeping; nothing longer can be written to the server. */
const LONGEST_KEPT = 1024;

/** What stands for an id, and the id as it was first spelled. */
interface Named {
  readonly id: string;
  readonly pseudonym: string;
}

export interface PseudonymOptions {
  /** At least 32 bytes that decide the pseudonym of a key, and that nobody else can work out. */
  readonly digest: (key: string) => Uint8Array;
  /** Digits at least, five bits each. */
  readonly digits: number;
  /** How many that are not lasting are kept at present. */
  readonly bound: () => number;
}

/** Ids of one kind and what stands for them, both ways: never the same for two that are kept. The one that was wanted longest ago goes first. */
export class Pseudonyms {
  readonly #options: PseudonymOptions;
  readonly #lasting = new Map<string, Named>();
  readonly #recent = new Map<string, Named>();
  readonly #byPseudonym = new Map<string, string>();

  constructor(options: PseudonymOptions) {
    this.#options = options;
  }

  /** What stands for an id; ids with the same key are one. It begins with `start`. */
  of(key: string, id: string, start: string): string {
    const lasting = this.#lasting.get(key);
    if (lasting !== undefined) return lasting.pseudonym;
    const known = this.#recent.get(key);
    this.#recent.delete(key);
    const named = known ?? this.#name(key, id, start);
    if (id.length > LONGEST_KEPT) return named.pseudonym;
    this.#recent.set(key, named);
    this.#byPseudonym.set(named.pseudonym, id);
    if (known === undefined) this.#forget();
    return named.pseudonym;
  }

  /** The same for an id that is never forgotten; what stood for it before still does. */
  last(key: string, id: string, start: string): void {
    if (this.#lasting.has(key)) return;
    const named = this.#recent.get(key) ?? this.#name(key, id, start);
    this.#recent.delete(key);
    this.#lasting.set(key, named);
    this.#byPseudonym.set(named.pseudonym, named.id);
  }

  /** How many are never forgotten. */
  get lasting(): number {
    return this.#lasting.size;
  }

  /** Lets last none but those whose pseudonyms these are; the others are forgotten in their turn. */
  release(staying: ReadonlySet<string>): void {
    for (const [key, named] of this.#lasting) {
      if (staying.has(named.pseudonym)) continue;
      this.#lasting.delete(key);
      this.#recent.set(key, named);
    }
    this.#forget();
  }

  /** What stands for the id with a key, if it is kept. */
  find(key: string): string | undefined {
    return (this.#lasting.get(key) ?? this.#recent.get(key))?.pseudonym;
  }

  /** The id that a pseudonym stands for; undefined when it is none that is kept. */
  behind(pseudonym: string): string | undefined {
    return this.#byPseudonym.get(pseudonym);
  }

  #name(key: string, id: string, start: string): Named {
    const digits = digitsOf(this.#options.digest(key));
    let length = this.#options.digits;
    while (this.#byPseudonym.has(start + digits.slice(0, length)) && length < digits.length) length += LONGER;
    return { id, pseudonym: start + digits.slice(0, length) };
  }

  #forget(): void {
    const bound = this.#options.bound();
    for (const [key, { pseudonym }] of this.#recent) {
      if (this.#recent.size <= bound) return;
      this.#recent.delete(key);
      this.#byPseudonym.delete(pseudonym);
    }
  }
}

function digitsOf(bytes: Uint8Array): string {
  let digits = '';
  let [bits, count] = [0, 0];
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    for (count += 8; count >= 5; count -= 5) digits += DIGITS[(bits >> (count - 5)) & 31];
  }
  return digits;
}
