import { type Extract, elementOf, memberOf, type Piece, rootOf, textOf } from '../text/json-text.ts';
import type { Proof } from './proofs.ts';

/** What the server wrote of a user: the text; or that it left the user out; or that this part of the answer was not kept. */
export type RawEntry = (Extract & { readonly kind: 'text' }) | { readonly kind: 'left-out' } | { readonly kind: 'not-kept' };

/** The entry of a user as the server wrote it, repeated keys and all. O(answer): for a page, not for every frame. */
export function rawEntry({ raw, places }: Proof, uid: string): RawEntry {
  const place = places.get(uid);
  if (place === undefined) return { kind: 'left-out' };
  const list = listOf(raw);
  const entry = list === null ? null : elementOf(raw, list, place);
  return entry === null || entry.start === entry.end ? { kind: 'not-kept' } : { kind: 'text', ...textOf(raw, entry) };
}

/** The list of users where the client finds it: `result`, or `data.result`. */
function listOf(raw: string): Piece | null {
  const root = rootOf(raw);
  const result = memberOf(raw, root, 'result');
  if (result !== null && textOf(raw, result).text !== 'null') return result;
  const data = memberOf(raw, root, 'data');
  return data === null ? null : memberOf(raw, data, 'result');
}
