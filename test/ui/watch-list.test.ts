import { describe, expect, it } from 'vitest';
import { draw, drawLines, team } from '../helpers/drawing.tsx';
import { listOf } from '../helpers/reloads.ts';
import { Talking } from '../helpers/talking.ts';
import { names, START } from '../helpers/watching.ts';

describe('the screen with another watch list', () => {
  it('says what came of it, with the selection where it was and nothing known of who is new', () => {
    const watching = team();
    watching.say({ type: 'move', by: 'row', direction: 1 }, 'mark', listOf(['c2', 'bob', 'nightwatch.operations', 'dora']));
    expect(draw(watching, 80, 15)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       4 watched   1 marked   ● 1 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown
         USER ▲           STATUS    DEVICES             LAST CHANGE EXT      SUB  AGE
       + bob             *○ offline*ios_12 ○            22:13:45             over <1m
      ▌  c2               ◆ 101     webim_3f29c1 101    2021-01-07 *Lunch    yes  <1m
         dora            *● online *android_1 ●         –                    –    <1m
         nightwatch.oper… ? unknown –                   –                    –    –





       watch list: 1 added, 2 removed (users.txt)
       0.0/s of 5 · starting · 1 call a sweep  ? help  q quit  / filter  e set  a sub"
    `);
  });

  it('has room for a name that is longer than all before', () => {
    const watching = team();
    const width = () => drawLines(watching, 100, 15)[2]?.indexOf('STATUS') ?? 0;
    const before = width();
    watching.say(listOf(['c2', 'nightwatch.operations.europe']));
    expect(width()).toBeGreaterThan(before + 5);
    watching.say(listOf(['c2']));
    expect(width()).toBe(before);
  });

  it('says on the smallest screen too why another list is not taken yet', () => {
    const watching = team();
    watching.say('freeze', listOf(['c2']));
    expect(drawLines(watching, 40, 10).join('\n')).toContain('watch list changed (users.txt)');
  });
});

describe('in spoken words', () => {
  it('another list is told once, and nobody is said to have been marked', () => {
    const talk = new Talking(names(6), { refresh: 1000 });
    talk.monitor.wait(0);
    talk.monitor.answer();
    talk.announced();
    talk.monitor.say('mark', 'mark');
    talk.announced();
    talk.monitor.wait(1100);
    talk.monitor.say(listOf(['u9', 'u2', 'u1']));
    expect(talk.announced()).toEqual(['Watch list: 1 added, 4 removed, refresh changed (users.txt).']);
    talk.monitor.wait(2000);
    expect(talk.announced()).toEqual([]);
    expect([...talk.monitor.state.marks]).toEqual([2, 1]);
    expect(talk.monitor.state.listedAt).toBe(START + 1100);
  });
});
