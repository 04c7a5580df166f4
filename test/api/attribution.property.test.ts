import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attribute } from '../../src/api/attribution.ts';

const names = fc.uniqueArray(fc.constantFrom('a', 'B', 'c2', 'dora', 'Eve', '7', '__proto__'), { minLength: 1, maxLength: 6 });

/** What may befall the uid of one entry of an answer. */
const mishap = fc.constantFrom('none', 'none', 'none', 'empty', 'upper', 'missing', 'foreign', 'mistyped', 'no object');
const garbage = fc.anything({ withBigInt: false, withMap: false, withSet: false, maxDepth: 2 }).map(jsonOnly);

/** Entries for random names of the request in any order, some missing, some twice; `mark` says whose data each one carries. */
const answers = names.chain((asked) =>
  fc.record({
    asked: fc.constant(asked),
    entries: fc.array(fc.record({ owner: fc.constantFrom(...asked), mishap, garbage }), { maxLength: 9 }),
  }),
);

function jsonOnly(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? 'null');
}

function write(
  { owner, mishap: what, garbage: junk }: { owner: string; mishap: string; garbage: unknown },
  index: number,
): unknown {
  const mark = `${index}-${owner}`;
  const body = { ext: mark, last_time: junk, status: { [mark]: '1', odd: junk } };
  switch (what) {
    case 'empty':
      return { uid: '', ...body };
    case 'upper':
      return { uid: owner.toUpperCase(), ...body };
    case 'missing':
      return body;
    case 'foreign':
      return { uid: `not ${owner}`, ...body };
    case 'mistyped':
      return { uid: { name: owner }, ...body };
    case 'no object':
      return mark;
    default:
      return { uid: owner, ...body };
  }
}

it('no data is lost: every entry is a user, unattributed or told as an oddity, exactly once', () => {
  fc.assert(
    fc.property(answers, ({ asked, entries }) => {
      const answer = attribute(entries.map(write), asked);
      const kept = [...answer.users.values(), ...answer.unattributed.map(({ presence }) => presence)].map(({ ext }) => ext);
      const told = answer.oddities.filter(({ detail }) => /^entry \d+: "/.test(detail)).map(({ detail }) => detail);
      expect(kept.length + told.length).toBe(entries.length);
      entries.forEach(({ owner }, index) => {
        const mark = `${index}-${owner}`;
        expect(kept.includes(mark) || told.includes(`entry ${index}: "${mark}"`)).toBe(true);
      });
    }),
  );
});

it('every name asked for is either answered or absent, in the order of the request', () => {
  fc.assert(
    fc.property(answers, ({ asked, entries }) => {
      const answer = attribute(entries.map(write), asked);
      expect([...answer.users.keys()]).toEqual(asked.filter((name) => answer.users.has(name)));
      expect(answer.absent).toEqual(asked.filter((name) => !answer.users.has(name)));
    }),
  );
});

it('data under a uid goes to that user and to no other', () => {
  fc.assert(
    fc.property(answers, ({ asked, entries }) => {
      const answer = attribute(entries.map(write), asked);
      for (const [name, { ext }] of answer.users) {
        const entry = entries[Number.parseInt(ext, 10)];
        if (entry?.mishap === 'none' || entry?.mishap === 'upper') expect(entry.owner).toBe(name);
        else expect(['empty', 'missing']).toContain(entry?.mishap);
      }
    }),
  );
});

it('data without a uid goes to its owner when the answer is in the order of the request', () => {
  const inOrder = names.chain((asked) =>
    fc.record({
      asked: fc.constant(asked),
      mishaps: fc.array(fc.constantFrom('none', 'empty', 'upper', 'missing', 'no object'), {
        minLength: asked.length,
        maxLength: asked.length,
      }),
    }),
  );
  fc.assert(
    fc.property(inOrder, ({ asked, mishaps }) => {
      const entries = asked.map((owner, index) => write({ owner, mishap: mishaps[index] ?? 'none', garbage: null }, index));
      const answer = attribute(entries, asked);
      asked.forEach((name, index) => {
        if (mishaps[index] === 'no object') expect(answer.absent).toContain(name);
        else expect(answer.users.get(name)?.ext).toBe(`${index}-${name}`);
      });
    }),
  );
});

it('nothing whatever makes it throw', () => {
  fc.assert(
    fc.property(fc.array(garbage), names, (entries, asked) => {
      const answer = attribute(entries, asked);
      expect(answer.users.size + answer.absent.length).toBe(asked.length);
    }),
  );
});
