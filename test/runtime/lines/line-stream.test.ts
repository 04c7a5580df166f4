import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { LineStream } from '../../../src/runtime/lines/line-stream.ts';

function open() {
  const stream = new PassThrough();
  const events: string[] = [];
  const goneOn = Promise.withResolvers<void>();
  const lines = new LineStream(stream, {
    hold: () => events.push('hold'),
    goOn: () => {
      events.push('go on');
      goneOn.resolve();
    },
  });
  return { stream, lines, events, goneOn: goneOn.promise };
}

const KILOBYTE = 'x'.repeat(1023);

it('a reader that keeps up holds nothing back', async () => {
  const { stream, lines, events } = open();
  for (let n = 0; n < 1000; n++) lines.write(KILOBYTE);
  stream.end();
  expect((await text(stream)).length).toBe(1000 * 1024);
  expect(events).toEqual([]);
});

it('a reader that falls behind is waited for, once, and gets every line', async () => {
  const { stream, lines, events, goneOn } = open();
  for (let n = 0; n < 5000; n++) lines.write(KILOBYTE);
  expect(events).toEqual(['hold']);
  const read = text(stream);
  await goneOn;
  stream.end();
  expect((await read).length).toBe(5000 * 1024);
  expect(events).toEqual(['hold', 'go on']);
});
