import type { Exchange } from '../api/client.ts';
import { BOUNDS } from './bounds.ts';
import type { AnswerBody } from './raw-entry.ts';

/** The exchange that brought an answer. Times in milliseconds since the epoch; text of the server is not safe for a terminal. */
export interface Proof extends Exchange {
  /** The number of the question, see `AnswerOrigin`. */
  readonly sequence: number;
  readonly sentAt: number;
  readonly receivedAt: number;
  /** Milliseconds by which the server's clock is surely ahead of ours, 0 when nothing shows that it is. */
  readonly clockError: number;
  /** UTF-16 units of the whole body. */
  readonly length: number;
  /** The body but for secrets: its first `BOUNDS.rawAnswer` UTF-16 units. */
  readonly body: AnswerBody;
}

/** Bytes a proof takes beside its text, and for each name in it. */
const FRAME = 500;
const PER_NAME = 100;

/** The latest answers as they came, bounded in bytes; the oldest go first. */
export class Proofs {
  readonly #bound: number;
  /** By the moment the answer was complete, which is what a roster knows of it; oldest first. */
  readonly #kept = new Map<number, Proof[]>();
  #bytes = 0;

  constructor(bound: number = BOUNDS.proofs) {
    this.#bound = bound;
  }

  /** Bytes that are kept, at most. */
  get bytes(): number {
    return this.#bytes;
  }

  keep(proof: Proof): void {
    const beside = this.#kept.get(proof.receivedAt);
    if (beside === undefined) this.#kept.set(proof.receivedAt, [proof]);
    else beside.push(proof);
    this.#bytes += bytesOf(proof);
    while (this.#bytes > this.#bound) this.#forgetOldest();
  }

  /** The answer about a user that was complete at `receivedAt`; null when it is no longer kept. O(answers of that millisecond). */
  find(uid: string, receivedAt: number): Proof | null {
    const beside = this.#kept.get(receivedAt) ?? [];
    return beside.findLast(({ body }) => body.isAbout(uid)) ?? null;
  }

  #forgetOldest(): void {
    for (const [at, [oldest, ...others]] of this.#kept) {
      if (oldest !== undefined) this.#bytes -= bytesOf(oldest);
      if (others.length === 0) this.#kept.delete(at);
      else this.#kept.set(at, others);
      return;
    }
  }
}

/** No character takes more than two bytes for each UTF-16 unit; most answers take half. */
function bytesOf({ body }: Proof): number {
  return FRAME + 2 * body.length + PER_NAME * body.asked;
}
