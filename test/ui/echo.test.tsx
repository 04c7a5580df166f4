import { PassThrough } from 'node:stream';
import { render } from 'ink';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { App } from '../../src/ui/app.tsx';
import { echoingAtOnce } from '../../src/ui/echo.ts';
import { resizeTerminal, storeOf, team } from '../helpers/drawing.tsx';

beforeEach(() => resizeTerminal(100, 30));

let close = () => {};
afterEach(() => close());

/** The app in a terminal that shows a frame in ten seconds. */
function startSlowly() {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode() {}, ref() {}, unref() {} });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 30 });
  let drawn = '';
  stdout.on('data', (data) => {
    drawn += data;
  });
  const store = echoingAtOnce(storeOf(team()), () => instance.waitUntilRenderFlush());
  const instance = render(<App store={store} />, {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    interactive: true,
    patchConsole: false,
    maxFps: 0.1,
  });
  close = instance.unmount;
  return { press: (keys: string) => stdin.write(keys), shows: (text: string) => vi.waitFor(() => expect(drawn).toContain(text)) };
}

it('what is typed shows at once, however long the frame before is to stay', async () => {
  const { press, shows } = startSlowly();
  await shows('alice');
  press('/');
  await shows(' filter:');
  for (const letter of ['l', 'u', 'n']) press(letter);
  await shows('/lun');
  press('c');
  await shows('/lunc');
});

it('keys that arrive together are one frame', async () => {
  const watching = team();
  const seen: string[] = [];
  const store = echoingAtOnce(storeOf(watching), () => seen.push(watching.state.filter));
  store.dispatch({ type: 'open', layer: 'filter' });
  for (const text of ['b', 'o', 'b']) store.dispatch({ type: 'edit', edit: { kind: 'insert', text } });
  await vi.waitFor(() => expect(seen).toEqual(['bob']));
  store.dispatch({ type: 'edit', edit: { kind: 'insert', text: 'by' } });
  await vi.waitFor(() => expect(seen).toEqual(['bob', 'bobby']));
});
