import { describe, expect, it } from 'vitest';
import type { Presence } from '../../src/api/contract.ts';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { ChangeLog } from '../../src/monitor/change-log.ts';
import { Roster } from '../../src/monitor/roster.ts';
import { deviceTracks, extTrack } from '../../src/monitor/timeline.ts';
import { offline, online, presence } from '../helpers/watching.ts';

/** A user of whom these were seen, a minute apart: each asked for at a full minute and answered a second later. */
function seen(...sightings: readonly (Presence | null)[]) {
  const roster = new Roster(['alice'], new ChangeLog());
  sightings.forEach((said, at) => {
    roster.observe(0, said, { sequence: at + 1, sentAt: at * 60_000 + 1, receivedAt: at * 60_000 + 1001 });
  });
  const record = roster.record(0);
  return { devices: deviceTracks(record, roster.receivedAt(0)), ext: extTrack(record, roster.receivedAt(0)) };
}

/** The two ends of a change seen by the answer at a minute. */
const at = (minute: number) => ({ notBefore: (minute - 1) * 60_000 + 1, notAfter: minute * 60_000 + 1001 });

describe('the timeline of a device', () => {
  it('tells each state with both ends of its beginning and its end, and how long it lasted at least and at most', () => {
    const [ios] = seen(online, online, offline, offline, offline, online, online).devices;
    expect(ios?.intervals).toMatchObject([
      { value: '1', began: at(5), ended: null, least: 60_000, most: null },
      { value: '0', began: at(2), ended: at(5), least: 119_000, most: 241_000 },
      { value: '1', began: null, ended: at(2), least: 59_000, most: null },
    ]);
  });

  it('that never changed has lasted at least since the first answer', () => {
    const [ios] = seen(online, online, online).devices;
    expect(ios).toMatchObject({ device: 'ios', status: '1', since: 1001 });
    expect(ios?.intervals).toMatchObject([{ value: '1', began: null, ended: null, least: 120_000, most: null }]);
  });

  it('that came later begins when it came: nobody watched it before', () => {
    const [, web] = seen(online, presence({ ios: '1', web: '1' })).devices;
    expect(web?.intervals).toMatchObject([{ value: '1', began: at(1), ended: null }]);
  });

  it('stays after the device is gone, behind those that are there', () => {
    const { devices } = seen(presence({ web: '1', ios: '0' }), presence({ ios: '0' }), presence({ ios: '1' }));
    expect(devices.map(({ device, status }) => [device, status])).toEqual([
      ['ios', '1'],
      ['web', null],
    ]);
    expect(devices[1]?.intervals.map(({ value }) => value)).toEqual([null, '1']);
  });

  it('goes by its place among several of the same id', () => {
    const twice = (first: string, second: string) =>
      presence([
        ['android', first],
        ['android', second],
      ]);
    const { devices } = seen(twice('0', '0'), twice('0', '1'), twice('0', '0'));
    expect(devices.map(({ intervals }) => intervals.map(({ value }) => value))).toEqual([['0'], ['0', '1', '0']]);
  });

  it('of a user who is left out ends with the last answer that held the user', () => {
    const [ios] = seen(online, online, null, null).devices;
    expect(ios?.intervals).toMatchObject([{ value: '1', ended: null, least: 59_000 }]);
  });

  it('claims nothing of what was forgotten', () => {
    const flapping = Array.from({ length: BOUNDS.timeline + 5 }, (_, turn) =>
      presence({ steady: '1', flapping: turn % 2 === 0 ? '1' : '0' }),
    );
    const [steady, other] = seen(...flapping).devices;
    const oldest = at(5).notAfter;
    expect(steady).toMatchObject({
      since: oldest,
      intervals: [{ began: null, least: (flapping.length - 1) * 60_000 + 1001 - oldest }],
    });
    expect(other?.intervals).toHaveLength(BOUNDS.timeline + 1);
    expect(other?.intervals.at(-1)).toMatchObject({ began: null, ended: at(5), least: 0 });
  });
});

it('ext has a timeline of its own', () => {
  const says = (ext: string) => presence({ ios: '1' }, { ext });
  const { ext } = seen(says('busy'), says(''), says('away'));
  expect(ext.intervals.map(({ value }) => value)).toEqual(['away', '', 'busy']);
});

it('a user of whom nothing was ever seen has no devices', () => {
  expect(seen().devices).toEqual([]);
  expect(seen(null, presence()).devices).toEqual([]);
});
