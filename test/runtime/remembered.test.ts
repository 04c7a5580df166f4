import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import type { Settings } from '../../src/monitor/state.ts';
import type { FileTrouble } from '../../src/runtime/files/file-trouble.ts';
import { asRemembered, Memory, readRemembered } from '../../src/runtime/remembered.ts';
import { Store } from '../../src/runtime/store.ts';
import { modeOf, privateFolder } from '../helpers/private-file.ts';
import { names, START, settings } from '../helpers/watching.ts';

async function remember(path: string, more: Partial<Settings> = {}) {
  const clock = { now: () => ({ wall: START, steady: 0 }) };
  const remembered = await readRemembered(path);
  const store = new Store(asRemembered({ ...settings, users: names(3), ...more }, remembered), clock, () => {});
  onTestFinished(() => store.stop());
  const troubles: FileTrouble[] = [];
  const memory = new Memory(store, remembered, (trouble) => troubles.push(trouble));
  return { store, memory, troubles, remembered };
}

const read = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as unknown;

describe('the sorting', () => {
  it('is kept for the next time, in a file for the owner alone', async () => {
    const path = join(await privateFolder(), 'state/presence-monitor/state.json');
    const first = await remember(path);
    expect(first.remembered).toMatchObject({ fields: {}, trouble: null });
    first.store.dispatch({ type: 'sort-by', direction: 1 });
    first.store.dispatch({ type: 'invert' });
    await first.memory.close();
    expect(await modeOf(path)).toBe(0o600);
    const second = await remember(path);
    expect(second.store.getLatest().sorting).toEqual({ column: 'status', descending: true });
    expect([first.troubles, second.troubles]).toEqual([[], []]);
    await second.memory.close();
  });

  it('is written a second after the last change, not with every key', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const folder = await privateFolder();
    const path = join(folder, 'state.json');
    const { store, memory } = await remember(path);
    for (let key = 0; key < 5; key++) {
      store.dispatch({ type: 'sort-by', direction: 1 });
      await vi.advanceTimersByTimeAsync(900);
      // More turns of the disk than a writing would take, were there one.
      for (let turn = 0; turn < 20; turn++) expect(await readdir(folder)).toEqual([]);
    }
    await vi.advanceTimersByTimeAsync(100);
    await memory.close();
    expect(await read(path)).toEqual({ sorting: { column: 'sub', descending: false } });
  });

  it('is not written as long as nobody sorts', async () => {
    const path = join(await privateFolder(), 'state.json');
    const { store, memory } = await remember(path);
    store.dispatch({ type: 'move', by: 'row', direction: 1 });
    await memory.close();
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });
});

describe('filters', () => {
  const keep = (store: Store, text: string) => {
    store.dispatch({ type: 'open', layer: 'filter' });
    store.dispatch({ type: 'edit', edit: { kind: 'erase-to-start' } });
    store.dispatch({ type: 'edit', edit: { kind: 'insert', text } });
    store.dispatch({ type: 'confirm' });
  };

  it('that were kept are kept for the next time too, the sorting beside them', async () => {
    const path = join(await privateFolder(), 'state.json');
    const first = await remember(path);
    for (const text of ['u1', 'status:online']) keep(first.store, text);
    await first.memory.close();
    const second = await remember(path);
    expect(second.store.getLatest().filters).toEqual(['u1', 'status:online']);
    second.store.dispatch({ type: 'invert' });
    await second.memory.close();
    expect(await read(path)).toEqual({ sorting: { column: 'user', descending: true }, filters: ['u1', 'status:online'] });
  });

  it('in the greatest number and length fit into the file', async () => {
    const path = join(await privateFolder(), 'state.json');
    const { store, memory } = await remember(path);
    const long = '你'.repeat(BOUNDS.filterLength - 5);
    for (const name of names(BOUNDS.filters)) keep(store, `${name}-${long}`);
    await memory.close();
    const { remembered, memory: again } = await remember(path);
    expect(remembered.trouble).toBeNull();
    expect(remembered.fields.filters).toHaveLength(BOUNDS.filters);
    await again.close();
  });

  it('that are no texts are left aside', async () => {
    const path = join(await privateFolder(), 'state.json');
    await writeFile(path, '{"filters":[1]}');
    const { store, memory } = await remember(path);
    expect(store.getLatest().filters).toEqual([]);
    await memory.close();
  });
});

describe('a file that another version wrote', () => {
  it('keeps what this one does not know, and a column it does not have is left aside', async () => {
    const path = join(await privateFolder(), 'state.json');
    await writeFile(path, '{"sorting":{"column":"mood","descending":true},"history":["a"]}');
    const { store, memory, remembered } = await remember(path);
    expect(remembered.trouble).toBeNull();
    expect(store.getLatest().sorting).toEqual({ column: 'user', descending: false });
    store.dispatch({ type: 'invert' });
    await memory.close();
    expect(await read(path)).toEqual({ sorting: { column: 'user', descending: true }, history: ['a'] });
  });
});

describe('a file of no use is told and does no harm', () => {
  it.each([
    ['broken', '{"sorting":', 'the file is broken'],
    ['empty', '', 'the file is broken'],
    ['something else', '[1]', 'the file holds something else'],
    ['very long', ' '.repeat(100_000), 'that is no file of ours'],
  ])('when it is %s', async (_, text, why) => {
    const path = join(await privateFolder(), 'state.json');
    await writeFile(path, text);
    const { store, memory, remembered } = await remember(path);
    expect(remembered.trouble?.message).toBe(`sorting and filters of the last time are unknown: ${why} (${path})`);
    store.dispatch({ type: 'invert' });
    await memory.close();
    expect(await read(path)).toEqual({ sorting: { column: 'user', descending: true } });
  });

  it('when a folder or a device stands in its place', async () => {
    const folder = await privateFolder();
    await mkdir(join(folder, 'state.json'));
    for (const path of [join(folder, 'state.json'), '/dev/full']) {
      expect((await readRemembered(path)).trouble?.message).toContain('that is no file of ours');
    }
  });

  it('when it cannot be read, with the reason in words', async () => {
    const path = join(await privateFolder(), 'state.json');
    await symlink(path, path);
    expect((await readRemembered(path)).trouble?.message).toContain('the last time are unknown: its links lead nowhere (');
  });
});

it('a place that cannot be written to is told once, however often somebody sorts', async () => {
  const path = '/dev/null/presence-monitor/state.json';
  const { store, memory, troubles, remembered } = await remember(path);
  expect(remembered.trouble).toBeNull();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  for (let change = 0; change < 3; change++) {
    store.dispatch({ type: 'sort-by', direction: 1 });
    await vi.advanceTimersByTimeAsync(1000);
  }
  await memory.close();
  expect(troubles).toEqual([
    {
      message: `sorting and filters are not remembered: a part of the path is no folder (${path})`,
      hint: expect.stringContaining('XDG_STATE_HOME'),
    },
  ]);
});

describe('a masked run', () => {
  it('neither offers nor loses the filters of other runs, and keeps none of its own; the sorting is kept', async () => {
    const path = join(await privateFolder(), 'state.json');
    await writeFile(path, JSON.stringify({ filters: ['alice'] }));
    const { store, memory } = await remember(path, { masked: (write) => write });
    expect(store.getLatest().filters).toEqual([]);
    store.dispatch({ type: 'open', layer: 'filter' });
    store.dispatch({ type: 'edit', edit: { kind: 'insert', text: 'bob' } });
    store.dispatch({ type: 'confirm' });
    expect(store.getLatest().filters).toEqual(['bob']);
    store.dispatch({ type: 'invert' });
    await memory.close();
    expect(await read(path)).toEqual({ filters: ['alice'], sorting: { column: 'user', descending: true } });
  });
});
