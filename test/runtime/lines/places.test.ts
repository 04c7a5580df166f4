import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPlaces, PLACES, parsePlaces } from '../../../src/runtime/lines/places.ts';

describe('places as text', () => {
  it.each([
    [[], ''],
    [[7], '7'],
    [[0, 1, 2, 5, 9, 10], '0-2,5,9-10'],
    [[13, 0, 1, 2], '13,0-2'],
    [[3, 2, 1], '3,2,1'],
  ])('%j is "%s"', (places, text) => {
    expect(formatPlaces(places)).toBe(text);
    expect(parsePlaces(text, 14)).toEqual(places);
  });

  it('come back as they were, in their order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(99)), (places) => {
        const text = formatPlaces(places);
        expect(text).toMatch(PLACES);
        expect(parsePlaces(text, 100)).toEqual(places);
      }),
    );
  });

  it.each(['100', '5-3', '0-999999999', '0-99,0-99', '99-100'])('"%s" names somebody who is not there', (text) => {
    expect(text).toMatch(PLACES);
    expect(parsePlaces(text, 100)).toBeNull();
  });

  it.each(['-1', '1,', 'a', '1-', '1 2', '12345678901'])('"%s" is no list of places', (text) => {
    expect(text).not.toMatch(PLACES);
  });
});
