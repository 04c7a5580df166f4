import { describe, expect, it } from 'vitest';
import { drawLines, team } from '../helpers/drawing.tsx';
import { names, offline, presence, Watching } from '../helpers/watching.ts';

const title = (watching: Watching, columns: number) => drawLines(watching, columns, 12)[0];
const counts = (watching: Watching, columns: number) => drawLines(watching, columns, 12)[1];

it('says where the monitor looks, and as whom', () => {
  expect(title(team(), 100)).toBe(' presence-monitor  5101220107132865/test  as wzy');
});

it('counts every status, and all who are watched, thousands apart', () => {
  const watching = new Watching(names(1240), { callsPerSecond: 50 });
  for (let call = 1; call <= 13; call++) {
    watching.answer({ u1: offline, u2: presence({ ios: '101' }), u3: null });
    watching.wait(100);
  }
  expect(counts(watching, 100)).toBe(
    ' 1,240 watched   ● 1,237 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown       oldest <1m  sweep 0%',
  );
});

describe('while the first sweep runs', () => {
  const sweeping = () => {
    const watching = new Watching(names(1000), { callsPerSecond: 1 });
    watching.answer();
    for (const _ of [2, 3]) {
      watching.wait(1000);
      watching.wait(1000);
      watching.answer();
    }
    return watching;
  };

  it('a bar shows how far it is and when it is expected to end', () => {
    expect(counts(sweeping(), 100)).toBe(
      ' 1,000 watched   ● 300 online   ◆ 0 custom   ○ 0 offline         ███░░░░░░░ first sweep to 22:13:31',
    );
  });

  it('on a narrow screen the counts make way for the bar', () => {
    expect(counts(sweeping(), 60)).toBe(' 1,000 watched   ● 300 online        ███░░░░░░░ first sweep');
    expect(counts(sweeping(), 40)).toBe(' 1,000 watched   ███░░░░░░░ first sweep');
  });

  it('one call needs no expected end', () => {
    expect(counts(new Watching(['alice']), 80)).toMatch(/ {3}░{10} first sweep$/);
  });
});

it('the age of the oldest data stands on the right and makes way for the counts', () => {
  const watching = team();
  watching.wait(100_000);
  expect(counts(watching, 80)).toMatch(/ {3}\? 1 unknown {6}oldest 1m$/);
  expect(counts(watching, 60)).toBe(' 5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline');
});

it('an oldest age that is not known is no age', () => {
  const watching = new Watching([]);
  expect(counts(watching, 80)).not.toContain('oldest');
});

it('a filter and marks are told beside the counts, which stay those of everybody', () => {
  const watching = team();
  watching.say('mark');
  watching.say({ type: 'open', layer: 'filter' });
  watching.type('o');
  watching.say('confirm');
  expect(counts(watching, 100)).toBe(
    ' 3 of 5 shown   1 marked   /o   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown      oldest <1m',
  );
});

it('a long filter is cut', () => {
  const watching = team();
  watching.say({ type: 'open', layer: 'filter' });
  watching.type('a very long filter that nobody would type');
  expect(counts(watching, 100)).toContain('   /a very long filter that…   ');
});

describe('a profile', () => {
  const readOnly = { why: 'read-only: profile prod is marked production', hint: 'start with --write' };
  const inProfile = (options: object = {}) =>
    new Watching(['alice'], { place: '5101220107132865/test', profile: 'prod', readOnly, ...options });

  it('is named before the app, and a read-only run says so on the right', () => {
    const wide = title(inProfile(), 100);
    expect(wide).toMatch(/^ presence-monitor {2}prod {2}5101220107132865\/test {2}as wzy {2,}READ-ONLY$/);
    expect(wide).toHaveLength(99);
    expect(title(inProfile({ readOnly: null }), 100)).toBe(' presence-monitor  prod  5101220107132865/test  as wzy');
  });

  it('and READ-ONLY stand on the narrowest screen, whatever else is said', () => {
    const watching = inProfile();
    expect(title(watching, 40)).toMatch(/^ prod {2}5101220107132865\/test +READ-ONLY$/);
    watching.say('freeze');
    expect(title(watching, 40)).toMatch(/^ prod +FROZEN \+0 READ-ONLY$/);
    watching.say('stop');
    expect(title(watching, 40)).toMatch(/^ prod +STOPPED FROZEN \+0 READ-ONLY$/);
    expect(title(watching, 100)).toMatch(/^ prod .* STOPPED 22:13:20, P goes on FROZEN 22:13:20 · \+0 changes READ-ONLY$/);
  });

  it('with a name too long, or hostile, is cut and made safe', () => {
    const long = title(inProfile({ profile: `\u001b]0;x\u0007${'p'.repeat(80)}` }), 40);
    expect(long).toMatch(/^ ␛]0;x␇p{9}… +READ-ONLY$/);
  });
});

describe('a frozen view', () => {
  const frozen = () => {
    const watching = team();
    watching.say('freeze');
    return watching;
  };

  it('says since when, and counts the changes that it does not show', () => {
    const watching = new Watching(['alice']);
    watching.answer();
    watching.say('freeze');
    expect(title(watching, 100)).toMatch(/FROZEN 22:13:20 · \+0 changes$/);
    watching.wait(30_000);
    watching.answer({ alice: offline });
    expect(title(watching, 100)).toMatch(/FROZEN 22:13:20 · \+1 change$/);
    watching.wait(30_000);
    watching.answer();
    expect(title(watching, 100)).toMatch(/FROZEN 22:13:20 · \+2 changes$/);
  });

  it('does not count up', () => {
    const watching = frozen();
    const before = drawLines(watching, 100, 30);
    watching.wait(30_000);
    watching.answer({ alice: offline });
    expect(drawLines(watching, 100, 30).slice(1)).toEqual(before.slice(1));
  });

  it('says so on the narrowest screen', () => {
    expect(title(frozen(), 40)).toContain('FROZEN 22:13:50 · +0 changes');
  });

  it('goes on where the present is', () => {
    const watching = frozen();
    watching.wait(30_000);
    watching.answer({ alice: offline });
    watching.say('freeze');
    expect(title(watching, 100)).not.toContain('FROZEN');
    expect(counts(watching, 100)).toContain('○ 1 offline');
  });
});

describe('a masked run', () => {
  const masked = { place: '5101220107132865/test', masked: <T>(write: T) => write };

  it('is marked as one', () => {
    expect(title(new Watching(['u1'], masked), 80)).toBe(
      ' presence-monitor  5101220107132865/test  as wzy                         MASKED',
    );
  });

  it('is marked where there is room beside what must be known before a key is pressed', () => {
    const readOnly = { why: 'read-only: because', hint: 'start with --write' };
    const watching = new Watching(['u1'], { ...masked, readOnly });
    expect(title(watching, 40)).toContain('MASKED READ-ONLY');
    watching.say('stop');
    expect(title(watching, 40)).toMatch(/STOPPED .*READ-ONLY$/);
  });
});
