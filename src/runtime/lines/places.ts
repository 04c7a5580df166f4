/** What a list of places looks like as text: `0-99,105`, "" for none. */
export const PLACES = /^(\d{1,9}(-\d{1,9})?(,\d{1,9}(-\d{1,9})?)*)?$/;

/** Writes places, from 0 on, in their order; those that follow one another as a range. */
export function formatPlaces(places: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const place of places) {
    const last = ranges.at(-1);
    if (last !== undefined && place === last[1] + 1) last[1] = place;
    else ranges.push([place, place]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** Reads places among `size`; null when the text names one that is not among them, or more than there are. */
export function parsePlaces(text: string, size: number): number[] | null {
  const places: number[] = [];
  for (const range of text === '' ? [] : text.split(',')) {
    const [from = 0, to = from] = range.split('-').map(Number);
    if (to < from || to >= size || places.length + to - from >= size) return null;
    for (let place = from; place <= to; place++) places.push(place);
  }
  return places;
}
