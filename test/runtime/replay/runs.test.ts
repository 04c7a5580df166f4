import { appendFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { findRuns } from '../../../src/runtime/replay/runs.ts';
import { RecordedWatching, recordingOf, replayedAt } from '../../helpers/recorded-watching.ts';
import { offline, START } from '../../helpers/watching.ts';

/** Ann is online, and offline 30 seconds later; bob stays. */
function recorded(): string[] {
  const monitor = new RecordedWatching(['ann', 'bob']);
  monitor.answer();
  monitor.wait(30_000);
  monitor.answer({ ann: offline });
  monitor.end();
  return [...monitor.lines];
}

const whole = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
const find = async (text: string) => {
  const path = await recordingOf(text);
  return findRuns(path, Number.MAX_SAFE_INTEGER);
};
/** Status of ann and bob at the end of what is left of a recording. */
async function statuses(path: string): Promise<string[]> {
  const engine = await replayedAt(path, START + 999_999);
  const { roster } = engine.store.getLatest();
  engine.close();
  return [0, 1].map((index) => roster.record(index).status);
}

describe('a recording', () => {
  it('that is whole has a beginning, an end and no damage', async () => {
    const { runs, damage } = await find(whole(recorded()));
    expect(runs).toMatchObject([{ from: START, to: START + 30_000, number: 1, damage: null }]);
    expect(damage).toBeNull();
  });

  it('cut at any byte is replayed up to there: every line before it counts, and none that is cut', async () => {
    const lines = recorded();
    const text = whole(lines);
    const first = Buffer.byteLength(`${lines[0]}\n`);
    for (let bytes = first; bytes < Buffer.byteLength(text); bytes += 7) {
      const left = Buffer.from(text).subarray(0, bytes).toString();
      const { path, runs } = await find(left);
      expect(runs[0]?.damage?.line).toBe(left.split('\n').length - (left.endsWith('\n') ? 1 : 0));
      const moments = left
        .split('\n')
        .slice(0, -1)
        .filter((line) => line.startsWith('{"type":"moment"') && line.includes('"answer"'));
      expect(await statuses(path)).toEqual(
        [
          ['unknown', 'unknown'],
          ['online', 'online'],
          ['offline', 'online'],
        ][moments.length] ?? [],
      );
    }
  });

  it.each([
    ['that is no JSON', 'oops', 'it is no JSON'],
    ['of something else', '{"level":"info"}', 'it is no line of a recording'],
    ['that lacks a field', '{"type":"presence","uid":"ann"}', 'it is a line of the kind "presence" without what belongs to one'],
    ['of bytes that are no text', '\u0000\uffff{', 'it is no JSON'],
    [
      'of a later version',
      '{"type":"hello","schema":2,"who":"knows"}',
      'version 2 of the lines begins there, and this program reads version 1',
    ],
  ])('with a line %s is replayed up to it, and says which and why', async (_, line, why) => {
    const lines = recorded();
    const at = lines.findIndex((found) => found.includes('"offline"'));
    const { path, runs } = await find(whole([...lines.slice(0, at), line, ...lines.slice(at)]));
    expect(runs).toMatchObject([{ damage: { line: at + 1, why } }]);
    expect(await statuses(path)).toEqual(['online', 'online']);
  });

  it('may have kinds of lines and fields that a later version added', async () => {
    const lines = recorded().map((line) => line.replace(/\}$/, ',"later":{"a":1}}'));
    const { path, runs } = await find(
      whole(lines.flatMap((line, at) => (at === 0 ? [line] : ['{"type":"weather","rain":1}', line]))),
    );
    expect(runs).toMatchObject([{ damage: null }]);
    expect(await statuses(path)).toEqual(['offline', 'online']);
  });

  it('holds several runs, each with its own end; one after a crash does not lose those before it', async () => {
    const lines = recorded();
    const torn = whole(lines.slice(0, -1)) + lines.at(-1)?.slice(0, 9);
    const { runs } = await find(`${whole(lines)}${torn}\n${whole(lines)}`);
    expect(runs.map(({ number, damage }) => [number, damage?.line ?? null, damage?.why ?? null])).toEqual([
      [1, null, null],
      [lines.length + 1, 2 * lines.length, 'it is no JSON'],
      [2 * lines.length + 1, null, null],
    ]);
    const cut = await find(whole([...lines.slice(0, -1), ...lines]));
    expect(cut.runs.map(({ damage }) => damage?.line ?? null)).toEqual([lines.length - 1, null]);
  });

  it.each([
    ['', null],
    ['hello\n', { line: 1, why: 'it is no JSON' }],
    ['{"type":"change"}\n', { line: 1, why: 'it is a line of the kind "change" without what belongs to one' }],
    ['{"type":"later"}\n', { line: 1, why: 'no recording begins with it' }],
    [whole(recorded().slice(1)), { line: 1, why: 'no recording begins with it' }],
    [recorded()[0]?.slice(0, 50) ?? '', { line: 1, why: 'it is cut' }],
  ])('is none when nothing in it begins one: %#', async (text, damage) => {
    expect(await find(text)).toMatchObject({ runs: [], damage });
  });

  it('is read as it was when it was opened: what is written meanwhile is no damage', async () => {
    const text = whole(recorded());
    const path = await recordingOf(text);
    await appendFile(path, '{"type":"hel');
    expect(await findRuns(path, Buffer.byteLength(text))).toMatchObject({ runs: [{ damage: null }] });
  });

  it('says line by line how much of it has been read', async () => {
    const lines = recorded();
    const ends = lines.map((_, line) => Buffer.byteLength(whole(lines.slice(0, line + 1))));
    const read: number[] = [];
    await findRuns(await recordingOf(whole(lines)), Number.MAX_SAFE_INTEGER, (bytes) => read.push(bytes));
    expect(read).toEqual(ends);
  });
});

describe('lines as they stand on standard output', () => {
  it('are replayed as well, as far as they go', async () => {
    const lines = recorded().filter((line) => !/^\{"type":"(setup|moment)"/.test(line));
    const { path, runs } = await find(whole(lines));
    expect(runs).toMatchObject([{ damage: null }]);
    expect(await statuses(path)).toEqual(['offline', 'online']);
  });
});
