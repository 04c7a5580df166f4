import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Fifo } from '../../src/monitor/fifo.ts';

it('items keep their numbers whatever is forgotten before them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('push', 'push', 'shift'), { maxLength: 200 }), (calls) => {
      const fifo = new Fifo<string>();
      let [first, end] = [0, 0];
      for (const call of calls) {
        if (call === 'push') fifo.push(`item ${end++}`);
        else expect(fifo.shift()).toBe(first < end ? `item ${first++}` : undefined);
        expect([fifo.first, fifo.end, fifo.size]).toEqual([first, end, end - first]);
        for (let number = -1; number <= end; number++) {
          expect(fifo.at(number)).toBe(number >= first && number < end ? `item ${number}` : undefined);
        }
      }
    }),
  );
});
