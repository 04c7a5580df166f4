import { describe, expect, it } from 'vitest';
import { draw, drawLines, team } from '../helpers/drawing.tsx';
import { failureOf, names, Watching } from '../helpers/watching.ts';

function typing(text: string, watching = team()): Watching {
  watching.say({ type: 'open', layer: 'filter' });
  watching.type(text);
  return watching;
}

describe('a mistake is underlined and explained below, with no need of colours', () => {
  it('at 40×10, with rows and hits still there', () => {
    expect(draw(typing('b staus:x'), 40, 10)).toMatchInlineSnapshot(`
      " 5101220107132865/test  as wzy
       2 of 5 shown   /b   ● 2 online
         USER ▲     STATUS    DEVICES
      ▌  bob       *○ offline*ios_12 ○
         c2         ◆ 101     webim_3f29c1 101
       filter: b staus:x
                 ^^^^^^
       no field staus · did you mean status:?
       all well         Enter keep  Esc clear"
    `);
  });

  it('at 60×15', () => {
    expect(draw(typing('!ext:call status:onlien'), 60, 15)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       4 of 5 shown   /!ext:call   ● 2 online   ◆ 1 custom
         USER ▲     STATUS    DEVICES      LAST CHANGE EXT    SUB
      ▌  bob       *○ offline*ios_12 ○     22:13:45           over
         c2         ◆ 101     webim_… 101  2021-01-07 *Lunch  yes
         dora      *● online *android_1 ●  –                  –
        !erin       ? unknown –            –                  –


      ────────────────────────────────────────────────────────────
       filter: !ext:call status:onlien
                                ^^^^^^
       no status onlien · did you mean status:online?
       0.0/s of 5 · all well     Enter keep  Esc clear  ↑ earlier"
    `);
  });

  it('at 80×24', () => {
    expect(draw(typing('o age>1.5h'), 80, 24)).toMatchInlineSnapshot(`
      " presence-monitor  5101220107132865/test  as wzy
       3 of 5 shown   /o   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown
         USER ▲     STATUS    DEVICES                 LAST CHANGE EXT        SUB  AGE
      ▌  alice      ● online  android_1 ● ios_7 ○     22:12:20    in a call  29d  <1m
         bob       *○ offline*ios_12 ○                22:13:45               over <1m
         dora      *● online *android_1 ●             –                      –    <1m











      ────────────────────────────────────────────────────────────────────────────────
       filter: o age>1.5h
                     ^^^^
       no time 1.5h · such as 90s, 5m, 12h, 7d or 1d12h: whole numbers, largest unit
       first
       0.0/s of 5 · all well · 1 call a sweep        Enter keep  Esc clear  ↑ earlier"
    `);
  });

  it('under the part that is seen of a line longer than the screen', () => {
    const lines = drawLines(typing(`${'long '.repeat(12)}staus:x`), 40, 12);
    const at = lines.findIndex((line) => line.startsWith(' filter:'));
    const [input = '', under = ''] = lines.slice(at, at + 2);
    expect(input.slice(under.indexOf('^'), under.lastIndexOf('^') + 1)).toBe('staus:');
  });

  it('under signs that take two columns', () => {
    const lines = drawLines(typing('你好 "好"好'), 60, 15);
    const at = lines.findIndex((line) => line.startsWith(' filter:'));
    expect(lines[at + 1]).toBe(`${' '.repeat(9 + 5 + 4)}^^`);
  });
});

describe('a word that is not finished', () => {
  it('is not underlined; what may follow is told', () => {
    const lines = drawLines(typing('dora status:'), 80, 15);
    expect(lines.slice(-3)).toEqual([
      ' filter: dora status:',
      ' not finished · status: online, custom, offline or unknown',
      expect.stringContaining('Enter keep'),
    ]);
  });

  it('turns into a complaint with Enter', () => {
    const watching = typing('dora age>');
    watching.say('confirm');
    expect(drawLines(watching, 80, 15).at(-2)).toBe(' not finished · age> and a time such as 90s, 5m, 12h, 7d or 1d12h');
  });
});

it('while nothing is wrong with the filter, the line tells what is wrong elsewhere', () => {
  const watching = typing('dora');
  watching.wait(60_000);
  watching.fail(failureOf('network', 'no connection'), 60_000);
  expect(drawLines(watching, 80, 15).at(-2)).toContain('no connection');
  watching.type(' x:y');
  expect(drawLines(watching, 80, 15).at(-2)).toContain('no field x');
});

it('the hits are counted while the filter is typed, on the narrowest screen and during the first sweep too', () => {
  const watching = new Watching(names(1240));
  watching.answer();
  typing('u12', watching);
  expect(drawLines(watching, 40, 10)[1]).toMatch(/^ 52 of 1,240 shown {3}\/u12 /);
  watching.type('4');
  expect(drawLines(watching, 40, 10)[1]).toMatch(/^ 2 of 1,240 shown {3}\/u124 /);
});

it.each([
  [80, 24],
  [60, 15],
  [40, 10],
] as const)('the explanation of a mistake is wrapped and never cut, at %i×%i', (columns, rows) => {
  for (const text of ['flag:zzz', 'status:zzz', 'age>5x', 'sub:perhaps']) {
    const watching = typing(text);
    const { state } = watching;
    const layer = state.layers.at(-1);
    const { what, hint } = layer?.kind === 'filter' && layer.problem !== null ? layer.problem : { what: '', hint: '' };
    const drawn = drawLines(watching, columns, rows).join(' ').replaceAll(/ +/g, ' ');
    expect(drawn).toContain(what);
    expect(drawn).toContain(hint);
  }
});
