import { compareText } from '../../monitor/names.ts';
import { formatPlaces, parsePlaces } from '../lines/places.ts';
import type { Mask } from './mask.ts';

/** A watch list in pseudonyms, sorted by them: its own order would tell who is who to whoever has the list. */
export class MaskedList {
  readonly users: readonly string[];
  /** Where each user of the real list stands. */
  readonly #places: Int32Array;

  constructor(users: readonly string[], mask: Mask) {
    const pseudonyms = users.map((uid) => mask.user(uid));
    const order = [...users.keys()].sort((a, b) => compareText(pseudonyms[a] as string, pseudonyms[b] as string));
    this.users = order.map((place) => pseudonyms[place] as string);
    this.#places = new Int32Array(users.length);
    for (const [place, was] of order.entries()) this.#places[was] = place;
  }

  /** Where a user stands who had a place in the real list; undefined for a place that it has not. */
  place(was: number): number | undefined {
    return this.#places[was];
  }

  /** Places of the real list as those of this one, in its order; null when one is not among them. */
  moved(text: string): number[] | null {
    const places = parsePlaces(text, this.#places.length);
    return places?.map((was) => this.#places[was] as number).sort((a, b) => a - b) ?? null;
  }

  /** The same as text. A text that names somebody who is not watched says nobody, and stays as it is. */
  places(text: string): string {
    const moved = this.moved(text);
    return moved === null ? text : formatPlaces(moved);
  }

  /** What is told of users by place, in the order of this list; what is told of nobody is left out. */
  sorted<T extends readonly [place: number, ...unknown[]]>(told: readonly T[]): T[] {
    return told
      .flatMap((one) => {
        const [was, ...rest] = one;
        const place = this.place(was);
        return place === undefined ? [] : [[place, ...rest] as unknown as T];
      })
      .sort(([a], [b]) => a - b);
  }
}
