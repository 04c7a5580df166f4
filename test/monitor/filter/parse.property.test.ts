import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeFilter } from '../../../src/monitor/filter/filter.ts';
import { parseFilter } from '../../../src/monitor/filter/parse.ts';
import { printFilter, type Term } from '../../../src/monitor/filter/terms.ts';
import { FLAG_KINDS } from '../../../src/monitor/flags.ts';
import { STATUSES } from '../../../src/monitor/status.ts';

/** Texts made of what means something to the language, and of anything else. */
const piece = fc.oneof(
  fc.constantFrom(...['status', 'device', 'ext', 'sub', 'age', 'changed', 'staus', 'online', 'off', 'yes', '10s', '1d12', 'bob']),
  fc.constantFrom(...[':', '<', '>', '!', '"', '""', ' ', '  ', '\t', '\u{3000}', '\n']),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const anyText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

const text = fc.oneof(fc.string({ unit: 'binary' }), anyText);
const condition = fc.oneof(
  fc.record({ field: fc.constant('any' as const), text: text.filter((some) => some !== '') }),
  fc.record({ field: fc.constantFrom('device' as const, 'ext' as const), text }),
  fc.record({ field: fc.constant('status' as const), status: fc.constantFrom(...STATUSES) }),
  fc.record({ field: fc.constant('flag' as const), flag: fc.constantFrom('any' as const, ...FLAG_KINDS) }),
  fc.record({ field: fc.constant('sub' as const), held: fc.boolean() }),
  fc.record({
    field: fc.constantFrom('age' as const, 'changed' as const),
    than: fc.constantFrom('<' as const, '>' as const),
    milliseconds: fc.nat({ max: 1_000_000_000 }).map((seconds) => seconds * 1000),
  }),
);
const terms: fc.Arbitrary<readonly Term[]> = fc.array(
  fc.tuple(condition, fc.boolean()).map(([some, negated]): Term => ({ ...some, negated })),
  { maxLength: 6 },
);

it('any text is read, or what is wrong lies within it and says so', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), (typed) => {
      const { terms, problem } = parseFilter(typed);
      makeFilter(terms);
      if (problem === null) return;
      expect(problem.start).toBeGreaterThanOrEqual(0);
      expect(problem.end).toBeGreaterThan(problem.start);
      expect(problem.end).toBeLessThanOrEqual(typed.length);
      expect(typed.slice(problem.start, problem.end).trim()).not.toBe('');
      expect([problem.what, problem.hint]).not.toContain('');
      if (problem.kind === 'unfinished') expect(problem.end).toBe(typed.length);
    }),
    { numRuns: 3000 },
  );
});

it('a filter that is printed reads as the same filter', () => {
  fc.assert(
    fc.property(terms, (terms) => {
      expect(parseFilter(printFilter(terms))).toEqual({ terms, problem: null });
    }),
    { numRuns: 2000 },
  );
});

it('what is understood of any text prints as text without a mistake in it, of the same meaning', () => {
  fc.assert(
    fc.property(anyText, (typed) => {
      const { terms } = parseFilter(typed);
      expect(parseFilter(printFilter(terms))).toEqual({ terms, problem: null });
    }),
    { numRuns: 2000 },
  );
});
