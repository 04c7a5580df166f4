// Loaded into the monitor before its own code: tells the bench how much lives in the heap whenever it asks.
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';

/** A call that is just being answered only ever adds to what lives, so the least of several looks is the truest. */
const LOOKS = 8;
/** Milliseconds between two of them. */
const BETWEEN = 37;

const socket = connect(Number(process.env.HEAP_PROBE_PORT), '127.0.0.1').unref();
socket.on('error', () => {});
socket.on('data', async (request) => {
  // Code that is compiled anew for speed, which goes on for a long time, would pass for a leak.
  if (String(request) === 'no more compiling') return setFlagsFromString('--no-opt');
  let heap = Number.POSITIVE_INFINITY;
  for (let look = 0; look < LOOKS; look++) {
    await pause(BETWEEN);
    globalThis.gc();
    heap = Math.min(heap, process.memoryUsage().heapUsed);
  }
  socket.write(String(heap));
});
