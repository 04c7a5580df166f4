import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LineReporter } from '../../../src/runtime/lines/line-reporter.ts';
import { LineStream, MOST_UNREAD } from '../../../src/runtime/lines/line-stream.ts';
import { Recorder } from '../../../src/runtime/lines/recorder.ts';
import { type LineOf, lineSchema } from '../../../src/runtime/lines/schema.ts';
import { Store } from '../../../src/runtime/store.ts';
import { answerOf, online, START, settings } from '../../helpers/watching.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: START });
});

afterEach(() => {
  vi.useRealTimers();
});

const USERS = ['alice', 'bob', 'carol'];

/** The recording of a monitor whose lines a reader ceases to read so many bytes before no more may wait, and one answer. */
function record(room: number) {
  const clock = { now: () => ({ wall: Date.now(), steady: Date.now() - START }) };
  const store = new Store({ ...settings, users: USERS }, clock, () => {});
  const unread = new PassThrough();
  const recording: string[] = [];
  const file = { write: (line: string) => void recording.push(line) };
  const stream = new LineStream(unread, {
    hold: () => store.dispatch({ type: 'hold' }),
    goOn: () => store.dispatch({ type: 'go-on' }),
  });
  new LineReporter(store, [stream, file], '1.2.3', clock);
  new Recorder(store, file);
  store.start();
  unread.write('x'.repeat(MOST_UNREAD - unread.writableLength - room));
  const answer = answerOf(Object.fromEntries(USERS.map((uid) => [uid, online])));
  store.report({ type: 'retrieved', sequence: 1, answer, sentAt: START, receivedAt: START });
  return { lines: recording.map((line) => lineSchema.parse(JSON.parse(line))), stopped: store.getLatest().stopped };
}

it.each([1, 300, 500])(
  'a reader that falls behind in the middle of an answer leaves the recording whole, and says after it that calls are stopped: %i bytes',
  (room) => {
    const { lines, stopped } = record(room);
    expect(stopped).toBe(START);
    const said = lines.slice(lines.findIndex(({ type }) => type === 'presence'));
    expect(said.map((line) => ('uid' in line ? line.uid : line.type))).toEqual([...USERS, 'moment', 'moment']);
    const [answered, held] = said.slice(-2) as LineOf<'moment'>[];
    expect(answered?.answer?.users).toBe('0-2');
    expect([answered?.standing?.stopped, held?.standing?.stopped]).toEqual([undefined, new Date(START).toISOString()]);
  },
);
