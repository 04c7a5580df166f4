import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fault, Reply } from './faults.ts';
import { type After, pause } from './pause.ts';

/** What is sent, when, and by which clock. */
export interface Sending {
  readonly fault: Fault;
  /** Milliseconds to wait before. */
  readonly delay: number;
  /** Milliseconds by which the `Date` header is ahead. */
  readonly clockError: number;
}

/** Where the time comes from: milliseconds since the epoch, and something to wait with. */
export interface Clocks {
  readonly now: () => number;
  readonly after: After;
}

const BLANKS = Buffer.alloc(64 * 1024, ' ');
/** Milliseconds between two bits of a slow body. */
const BIT_TIME = 100;

/** Sends an answer, or does what comes instead of one. Resolves when that is done or the other side has gone; nothing goes on after. */
export async function deliver(response: ServerResponse, sending: Sending, { now, after }: Clocks): Promise<void> {
  if (response.destroyed) return;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await pause(after, sending.delay, gone.signal);
  const { fault } = sending;
  if (gone.signal.aborted || fault === 'hang') return;
  if (fault === 'reset') return reset(response);

  const date = new Date(now() + sending.clockError).toUTCString();
  response.writeHead(fault.status, { Date: date, 'Content-Type': 'application/json;charset=UTF-8', ...fault.headers });
  await writeBody(response, fault, after, gone.signal);
}

async function writeBody(response: ServerResponse, reply: Reply, after: After, gone: AbortSignal): Promise<void> {
  const { body = '', manner } = reply;
  if (manner === undefined) response.end(body);
  else if (manner === 'broken-off') response.write(body.slice(0, body.length / 2), () => reset(response));
  else await pour('bytes' in manner ? padded(body, manner.bytes) : trickle(body, manner.seconds, after, gone), response);
}

/** Sends piece after piece, as fast as the other side takes them. */
async function pour(pieces: Iterable<Buffer> | AsyncIterable<Buffer>, response: ServerResponse): Promise<void> {
  // The other side hanging up in the middle is no failure of ours.
  await pipeline(Readable.from(pieces), response).catch(() => {});
}

/** A body with blanks after it, which are JSON still; one piece of memory serves for all of them. */
function* padded(body: string, bytes: number): Generator<Buffer> {
  const text = Buffer.from(body);
  yield text;
  for (let left = bytes - text.length; left > 0; left -= BLANKS.length) yield BLANKS.subarray(0, left);
}

async function* trickle(body: string, seconds: number, after: After, gone: AbortSignal): AsyncGenerator<Buffer> {
  const text = Buffer.from(body);
  const bits = Math.max(1, Math.min(text.length, Math.ceil((seconds * 1000) / BIT_TIME)));
  for (let bit = 0; bit < bits && !gone.aborted; bit++) {
    await pause(after, (seconds * 1000) / bits, gone);
    yield text.subarray((bit * text.length) / bits, ((bit + 1) * text.length) / bits);
  }
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
