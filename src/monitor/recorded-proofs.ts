import { type Proof, Proofs } from './proofs.ts';
import type { AnswerBody, RawEntry } from './raw-entry.ts';

/** How an answer came, as it was recorded. Times in milliseconds since the epoch. */
export interface RecordedExchange extends Pick<Proof, 'sequence' | 'status' | 'date' | 'length'> {
  /** Method, a blank, raw path and query; null when they are as before. */
  readonly request: string | null;
  /** How many users were asked about, and how many of them it held. */
  readonly asked: number;
  readonly answered: number;
  /** UTF-16 units that were kept of its body. */
  readonly kept: number;
  /** Entries, by index of their users, that are others than before. */
  readonly entries: ReadonlyMap<number, RawEntry>;
}

/** Answers that were recorded: the entries in them, of which an answer brings those that are new. */
export class RecordedProofs extends Proofs {
  readonly #latest = new Map<string, RawEntry>();
  #request = '';

  /** Takes in how an answer about these users came. `absent` are those of them whom it did not hold. */
  restore(exchange: RecordedExchange, times: Pick<Proof, 'sentAt' | 'receivedAt' | 'clockError'>, users: RecordedUsers): void {
    const { asked, answered, kept, entries, request, ...came } = exchange;
    this.#request = request ?? this.#request;
    const [method = '', path = ''] = this.#request.split(' ');
    for (const [index, entry] of entries) this.#latest.set(users.uidOf(index), entry);
    const said = new Map(users.indices.map((index) => [users.uidOf(index), this.#entryOf(index, users)]));
    this.keep({ ...came, ...times, method, path, body: new RecordedBody(said, { asked, answered, length: kept }) });
  }

  /** Forgets everybody else. */
  retain(uids: readonly string[]): void {
    const kept = new Set(uids);
    for (const uid of this.#latest.keys()) if (!kept.has(uid)) this.#latest.delete(uid);
  }

  #entryOf(index: number, { uidOf, isAbsent }: RecordedUsers): RawEntry {
    return isAbsent(index) ? { kind: 'left-out' } : (this.#latest.get(uidOf(index)) ?? { kind: 'not-kept' });
  }
}

/** Whom an answer was about. */
export interface RecordedUsers {
  readonly indices: readonly number[];
  readonly uidOf: (index: number) => string;
  /** Whether the answer left the user out. */
  readonly isAbsent: (index: number) => boolean;
}

class RecordedBody implements AnswerBody {
  readonly asked: number;
  readonly answered: number;
  readonly length: number;
  readonly #entries: ReadonlyMap<string, RawEntry>;

  constructor(
    entries: ReadonlyMap<string, RawEntry>,
    { asked, answered, length }: Pick<AnswerBody, 'asked' | 'answered' | 'length'>,
  ) {
    this.#entries = entries;
    this.asked = asked;
    this.answered = answered;
    this.length = length;
  }

  isAbout(uid: string): boolean {
    return this.#entries.has(uid);
  }

  entryOf(uid: string): RawEntry {
    return this.#entries.get(uid) ?? { kind: 'not-kept' };
  }

  entries(): ReadonlyMap<string, RawEntry> {
    return this.#entries;
  }
}
