import { hash } from 'node:crypto';
import type { Proof } from '../../monitor/proofs.ts';
import type { RawEntry } from '../../monitor/raw-entry.ts';
import type { Observation } from '../../monitor/roster.ts';
import type { State } from '../../monitor/state.ts';
import type { LineOf } from './schema.ts';

type AnswerPart = NonNullable<LineOf<'moment'>['answer']>;
type ExchangePart = NonNullable<AnswerPart['exchange']>;
type EntryPart = NonNullable<ExchangePart['entries']>[number];

/**
 * How answers came, as recordings tell it: of the entries in them only those that are others than before. What is told already
 * is kept as a hash of each user's entry.
 */
export class RecordedExchanges {
  readonly #told = new Map<string, string>();
  #request = '';

  /** How the answer came that was just taken in, about at least one user; nothing where that is not known. O(its body). */
  partOf(observed: readonly Observation[], { proofs }: State): Pick<AnswerPart, 'exchange'> {
    const [{ after, receivedAt }] = observed as [Observation];
    const proof = proofs.find(after.uid, receivedAt);
    return proof === null ? {} : { exchange: this.#exchangePart(proof, observed) };
  }

  /** Forgets everybody else. */
  keep(uids: readonly string[]): void {
    const kept = new Set(uids);
    for (const uid of this.#told.keys()) if (!kept.has(uid)) this.#told.delete(uid);
  }

  #exchangePart({ method, path, sequence, status, date, length, body }: Proof, observed: readonly Observation[]): ExchangePart {
    const request = `${method} ${path}`;
    const isOther = request !== this.#request;
    this.#request = request;
    const all = body.entries();
    const entries = observed.flatMap(({ after: { index, uid } }) => {
      const entry = all.get(uid);
      return entry !== undefined && this.#isNew(uid, entry) ? [entryPart(index, entry)] : [];
    });
    return {
      sequence,
      ...(isOther && { request }),
      ...{ status, date, asked: body.asked, answered: body.answered, length },
      ...(body.length < length && { kept: body.length }),
      ...(entries.length > 0 && { entries }),
    };
  }

  #isNew(uid: string, entry: RawEntry): boolean {
    const told = hash('sha1', JSON.stringify(entry), 'base64');
    const isNew = this.#told.get(uid) !== told;
    this.#told.set(uid, told);
    return isNew;
  }
}

function entryPart(place: number, entry: RawEntry): EntryPart {
  if (entry.kind !== 'text') return [place, null];
  return entry.whole ? [place, entry.text] : [place, entry.text, 'cut'];
}
