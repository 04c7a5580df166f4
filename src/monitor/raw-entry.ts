import type { PresenceAnswer } from '../api/contract.ts';
import { type Extract, elementsOf, memberOf, type Piece, rootOf, textOf } from '../text/json-text.ts';

/** What the server wrote of a user: the text; or that it left the user out; or that this part of the answer was not kept. */
export type RawEntry = (Extract & { readonly kind: 'text' }) | { readonly kind: 'left-out' } | { readonly kind: 'not-kept' };

/** What is kept of the body of an answer, user by user as they were asked about. */
export interface AnswerBody {
  /** Users who were asked about, and how many of them it holds. */
  readonly asked: number;
  readonly answered: number;
  /** UTF-16 units that are kept. */
  readonly length: number;
  isAbout(uid: string): boolean;
  /** What the server wrote of a user whom it is about. May be O(body): for a page, not for every frame. */
  entryOf(uid: string): RawEntry;
  /** The same of everybody whom it holds. O(body). */
  entries(): ReadonlyMap<string, RawEntry>;
}

/** A body as it came, or its beginning, repeated keys and all. */
export class RawBody implements AnswerBody {
  readonly text: string;
  readonly #places: ReadonlyMap<string, number>;
  readonly #absent: readonly string[];

  /** `places` and `absent` as in `PresenceAnswer`. */
  constructor(text: string, { places, absent }: Pick<PresenceAnswer, 'places' | 'absent'>) {
    this.text = text;
    this.#places = places;
    this.#absent = absent;
  }

  get asked(): number {
    return this.#places.size + this.#absent.length;
  }

  get answered(): number {
    return this.#places.size;
  }

  get length(): number {
    return this.text.length;
  }

  isAbout(uid: string): boolean {
    return this.#places.has(uid) || this.#absent.includes(uid);
  }

  entryOf(uid: string): RawEntry {
    const place = this.#places.get(uid);
    if (place === undefined) return { kind: 'left-out' };
    let passed = 0;
    for (const piece of piecesOf(this.text)) if (passed++ === place) return entryAt(this.text, piece);
    return { kind: 'not-kept' };
  }

  entries(): ReadonlyMap<string, RawEntry> {
    const pieces = [...piecesOf(this.text)];
    return new Map([...this.#places].map(([uid, place]) => [uid, entryAt(this.text, pieces[place])]));
  }
}

function entryAt(raw: string, piece: Piece | undefined): RawEntry {
  return piece === undefined || piece.start === piece.end ? { kind: 'not-kept' } : { kind: 'text', ...textOf(raw, piece) };
}

/** The list of users where the client finds it: `result`, or `data.result`. */
function* piecesOf(raw: string): Generator<Piece> {
  const root = rootOf(raw);
  const result = memberOf(raw, root, 'result');
  if (result !== null && textOf(raw, result).text !== 'null') return yield* elementsOf(raw, result);
  const data = memberOf(raw, root, 'data');
  const inner = data === null ? null : memberOf(raw, data, 'result');
  if (inner !== null) yield* elementsOf(raw, inner);
}
