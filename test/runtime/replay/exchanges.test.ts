import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/ui/lines.ts';
import { userPage } from '../../../src/ui/page-user.ts';
import { RecordedWatching, recordingOf, replayedAt } from '../../helpers/recorded-watching.ts';
import { listOf } from '../../helpers/reloads.ts';
import { offline, online, START } from '../../helpers/watching.ts';

const EVERY = 30_000;

/** The `moment` lines that tell of answers, read. */
const exchanges = ({ lines }: RecordedWatching) =>
  lines.map((line) => JSON.parse(line).answer?.exchange).filter((exchange) => exchange !== undefined);

/** What the page of a user says below "raw entry" at the end of a recording. */
async function rawEntryAtEnd(lines: readonly string[], uid: string): Promise<string> {
  const engine = await replayedAt(await recordingOf(lines.map((line) => `${line}\n`).join('')), START + 999_999);
  const state = engine.store.getLatest();
  const page = userPage(state, state.roster.indexOf(uid) ?? 0, 120).map(plainText);
  engine.close();
  return page.slice(page.findIndex((line) => /^ (raw entry|answer) /.test(line))).join('\n');
}

describe('how an answer came', () => {
  it('is recorded with each, and of the entries in it those that are others than before', () => {
    const monitor = new RecordedWatching(['ann', 'bob', 'cy']);
    monitor.answer({ cy: null }, { proof: {} });
    monitor.wait(EVERY);
    monitor.answer({ cy: null }, { proof: {} });
    monitor.wait(EVERY);
    monitor.answer({ bob: offline, cy: null }, { proof: { date: null } });
    monitor.end();
    const path = 'POST /org/app/users/wzy/presence';
    const date = 'Tue, 14 Nov 2023 22:13:20 GMT';
    const [ann, bob] = ['ann', 'bob'].map((uid) => `{"uid":"${uid}","last_time":"","ext":"","status":{"ios":"1"}}`);
    const counts = { status: 200, asked: 3, answered: 2, length: 130 };
    expect(exchanges(monitor)).toEqual([
      {
        ...counts,
        sequence: 1,
        request: path,
        date,
        entries: [
          [0, ann],
          [1, bob],
        ],
      },
      { ...counts, sequence: 2, date },
      { ...counts, sequence: 3, date: null, entries: [[1, bob?.replace('"1"', '"0"')]] },
    ]);
  });

  it('is told again of somebody who was not watched in between', async () => {
    const monitor = new RecordedWatching(['ann', 'bob']);
    monitor.answer({}, { proof: {} });
    monitor.say(listOf(['ann']));
    monitor.wait(EVERY);
    monitor.answer({}, { proof: {} });
    monitor.say(listOf(['ann', 'bob']));
    monitor.wait(EVERY);
    monitor.answer({}, { proof: {} });
    monitor.end();
    expect(await rawEntryAtEnd(monitor.lines, 'bob')).toContain('{"uid":"bob",');
  });

  it('of a masked run is told as that', async () => {
    const monitor = new RecordedWatching(['ann'], { masked: (write) => write });
    monitor.answer({ ann: online }, { proof: {} });
    monitor.end();
    expect(await rawEntryAtEnd(monitor.lines, 'ann')).toContain('as the server wrote it but for pseudonyms');
  });

  it('is not there in a recording that is older than that', async () => {
    const monitor = new RecordedWatching(['ann']);
    monitor.answer({ ann: online });
    monitor.end();
    expect(await rawEntryAtEnd(monitor.lines, 'ann')).toContain('not in this recording');
  });
});
