import { cleanup, render } from 'ink-testing-library';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ScreenStore } from '../../src/ui/app.tsx';
import { appOn, resizeTerminal, storeOf, team } from '../helpers/drawing.tsx';
import { offline, type Watching } from '../helpers/watching.ts';

const ESC = '\u{1b}';
const ENTER = '\r';

beforeEach(() => resizeTerminal(100, 30));
afterEach(cleanup);

/** The real app on a screen of 100 columns: keys go in, frames come out. */
function start(watching: Watching = team()) {
  const { stdin, stdout, lastFrame, unmount } = render(appOn(watching, storeOf(watching)));
  const shows = (text: string | RegExp) => vi.waitFor(() => expect(lastFrame() ?? '').toMatch(text), { timeout: 10_000 });
  const lacks = (text: string | RegExp) => vi.waitFor(() => expect(lastFrame() ?? '').not.toMatch(text), { timeout: 10_000 });
  return { watching, stdin, stdout, shows, lacks, unmount, press: stdin.write, frame: () => lastFrame() ?? '' };
}

/** What the monitor wanted done that a key asked for. */
const wanted = ({ effects }: Watching) => effects.filter(({ type }) => type !== 'retrieve' && type !== 'sublist');

it('the first frame tells the monitor how many rows its table has', async () => {
  const { watching, shows } = start();
  await shows(/▌ {2}alice/);
  expect(watching.state.pageRows).toBe(17);
});

it('letters and arrows move the selection', async () => {
  const { press, shows } = start();
  await shows(/▌ {2}alice/);
  press('j');
  await shows(/▌ {2}bob/);
  press(`${ESC}[B`);
  await shows(/▌ {2}c2/);
  press('k');
  await shows(/▌ {2}bob/);
  press('G');
  await shows(/▌ .erin/);
});

it('keys that arrive glued together all count', async () => {
  const { press, shows } = start();
  await shows(/▌ {2}alice/);
  press('jjj');
  await shows(/▌ {2}dora/);
});

it('Enter opens a user, Esc closes the page', async () => {
  const { press, shows, lacks } = start();
  await shows(/▌ {2}alice/);
  press(ENTER);
  await shows(/subscription {3}by wzy until/);
  press(ESC);
  await lacks('by wzy until');
  await shows(/▌ {2}alice/);
});

it('Enter opens who is seen selected, although that user has left the list since the frame', async () => {
  const watching = team();
  watching.say({ type: 'open', layer: 'filter' });
  watching.type('status:online');
  watching.say('confirm');
  const store = storeOf(watching);
  let shown = watching.state;
  store.subscribe(() => {
    shown = watching.state;
  });
  const late: ScreenStore = { ...store, getSnapshot: () => shown };
  const { stdin, lastFrame } = render(appOn(watching, late));
  const shows = (text: RegExp) => vi.waitFor(() => expect(lastFrame() ?? '').toMatch(text), { timeout: 10_000 });
  await shows(/▌ {2}alice/);
  shown = watching.state;
  watching.wait(30_000);
  watching.answer({ alice: offline });
  expect(watching.selected).not.toBe('alice');
  stdin.write(ENTER);
  await shows(/^ alice {2}○ offline/m);
});

it('a filter is live while it is typed, stays with Enter, and goes with Esc', async () => {
  const { press, shows } = start();
  await shows(/▌ {2}alice/);
  press('/');
  await shows(' filter:');
  press('lunch');
  await shows(/1 of 5 shown {3}\/lunch[\s\S]*▌ {2}c2/);
  press(ENTER);
  await shows(/^─ changes/m);
  await shows('1 of 5 shown');
  press(ESC);
  await shows('5 watched');
});

it('letters typed into a filter are no commands', async () => {
  const { press, shows, watching } = start();
  await shows(/▌ {2}alice/);
  press('/');
  await shows(' filter:');
  press('quax');
  await shows('nobody matches /quax');
  expect(wanted(watching)).toEqual([]);
});

it('a status is set through the dialog', async () => {
  const { press, shows, watching } = start();
  await shows(/▌ {2}alice/);
  press('e');
  await shows('Set the status of alice');
  press('\t');
  await shows('› status 1');
  press('\u{15}');
  press('0');
  await shows('online → offline');
  press(ENTER);
  await shows('setting alice android_1 to 0 …');
  expect(wanted(watching)).toEqual([{ type: 'set', uid: 'alice', resource: 'android_1', status: '0', ext: 'in a call' }]);
});

it('a dialog that is left with Esc writes nothing', async () => {
  const { press, shows, lacks, watching } = start();
  await shows(/▌ {2}alice/);
  press('x');
  await shows('Unsubscribe from alice');
  press(ESC);
  await lacks('Unsubscribe from alice');
  expect(wanted(watching)).toEqual([]);
});

it('marked users are subscribed together', async () => {
  const { press, shows, watching } = start();
  await shows(/▌ {2}alice/);
  press('  ');
  await shows('2 marked');
  press('a');
  await shows('Subscribe to 2 users');
  press(ENTER);
  await shows('subscribing to 2 users for 7d …');
  expect(wanted(watching)).toMatchObject([{ type: 'subscribe', names: ['alice', 'bob'], seconds: 604_800 }]);
});

it('a key that cannot work says why', async () => {
  const { press, shows, watching } = start();
  await shows(/▌ {2}alice/);
  watching.say({ type: 'open', layer: 'unsubscribe' }, 'confirm');
  press('e');
  await shows('another change is still on its way');
});

it('pasted text goes where text is typed, and is never taken as commands', async () => {
  const { press, shows, watching } = start();
  await shows(/▌ {2}alice/);
  press(`${ESC}[200~qqq${ESC}[201~`);
  await shows('pasted text is not taken as keys');
  press('/');
  await shows(' filter:');
  press(`${ESC}[200~bo\nb${ESC}[201~`);
  await shows('/bo b');
  expect(wanted(watching)).toEqual([]);
});

it('q closes what is open, then leaves; ctrl-c leaves from anywhere', async () => {
  const { press, shows, lacks, watching } = start();
  await shows(/▌ {2}alice/);
  press('s');
  await shows('sort by');
  press('q');
  await lacks('sort by');
  expect(wanted(watching)).toEqual([]);
  press('q');
  await vi.waitFor(() => expect(wanted(watching)).toEqual([{ type: 'exit', exitCode: 0 }]));
  press('e');
  await shows('Set the status');
  press('\u{3}');
  await vi.waitFor(() => expect(wanted(watching)).toHaveLength(2));
  expect(wanted(watching)[1]).toEqual({ type: 'exit', exitCode: 130 });
});

it('a terminal that changes its size is drawn anew at once', async () => {
  const { stdout, shows, frame } = start();
  await shows(/▌ {2}alice/);
  expect(frame().split('\n')).toHaveLength(29);
  resizeTerminal(100, 12);
  stdout.emit('resize');
  await vi.waitFor(() => expect(frame().split('\n')).toHaveLength(11));
  resizeTerminal(100, 9);
  stdout.emit('resize');
  await shows(/^needs 40×10, has 100×9$/);
});

it('when it goes it listens to the store no more', async () => {
  const watching = team();
  const store = storeOf(watching);
  let listening = 0;
  const counted = {
    ...store,
    subscribe(listener: () => void) {
      const end = store.subscribe(listener);
      listening++;
      return () => {
        listening--;
        end();
      };
    },
  };
  const { unmount } = render(appOn(watching, counted));
  await vi.waitFor(() => expect(listening).toBe(1));
  unmount();
  await vi.waitFor(() => expect(listening).toBe(0));
});
