import { PassThrough } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { render } from 'ink';
import { expect, test } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { App } from '../../src/ui/app.tsx';
import { screenOutput } from '../../src/ui/screen-output.ts';
import { medianSlope, type Point } from '../bench/slope.ts';
import { forcedHeap } from '../helpers/forced-heap.ts';
import { evenOutInkCaches } from '../helpers/ink-caches.tsx';
import { VirtualDay } from '../helpers/virtual-day.ts';

const USERS = 10_000;
const CHANGES_A_SECOND = 10;
/** Seconds between two looks at the heap, seconds between two frames, and looks. */
const BLOCK = 600;
const A_FRAME = 6;
const LOOKS = 3;
const HOUR = 3600;
const ALLOWED = 1_000_000;

/** Draws into a terminal that is none. */
function draw(day: VirtualDay) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode() {}, ref() {}, unref() {} });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 30 });
  let frames = 0;
  stdout.on('data', () => frames++);
  const instance = render(<App store={day} />, {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: screenOutput(stdout as unknown as NodeJS.WriteStream, { colours: true }),
    alternateScreen: true,
    interactive: true,
    patchConsole: false,
  });
  return { ...instance, frames: () => frames };
}

test('with 10,000 users and changes in every second the heap grows by less than 1 MB an hour once every bound is reached', async () => {
  const day = new VirtualDay(USERS);
  day.sweeps(BOUNDS.timeline + 2);
  const { roster, log } = day.getLatest();
  expect(roster.record(0).timeline).toHaveLength(BOUNDS.timeline);
  expect(roster.record(USERS - 1).timeline).toHaveLength(BOUNDS.timeline);
  expect(log.lastId).toBeGreaterThan(BOUNDS.changes);

  const screen = draw(day);
  const watch = async () => {
    for (let second = 0; second < BLOCK; second++) {
      day.second(CHANGES_A_SECOND);
      if (second % A_FRAME !== 0) continue;
      day.show();
      await screen.waitUntilRenderFlush();
    }
  };
  await watch();
  // From here on code that is compiled anew for speed would pass for a leak.
  setFlagsFromString('--no-opt');
  const points: Point[] = [];
  for (let look = 0; look < LOOKS; look++) {
    await watch();
    evenOutInkCaches();
    points.push({ x: (look * BLOCK) / HOUR, y: await forcedHeap() });
  }
  screen.unmount();
  expect(screen.frames()).toBeGreaterThan((LOOKS * BLOCK) / A_FRAME);
  expect(medianSlope(points)).toBeLessThan(ALLOWED);
});
