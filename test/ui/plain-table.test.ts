import { expect, it } from 'vitest';
import { plainTable } from '../../src/ui/plain-table.ts';
import { team } from '../helpers/drawing.tsx';
import { names, presence, Watching } from '../helpers/watching.ts';

it('has everybody, every column, and no colours', () => {
  expect(plainTable(team().state)).toMatchInlineSnapshot(`
    "USER   STATUS     DEVICES              LAST CHANGE  EXT        SUB   AGE
    alice  ● online   android_1 ● ios_7 ○  22:12:20     in a call  29d   <1m
    bob    ○ offline  ios_12 ○             22:13:45                over  <1m
    c2     ◆ 101      webim_3f29c1 101     2021-01-07   Lunch      yes   <1m
    dora   ● online   android_1 ●          –                       –     <1m
    erin   ? unknown  –                    –                       –     <1m
    "
  `);
});

it('has rows that no screen would hold, and cuts no device', () => {
  const watching = new Watching(names(100));
  const devices = Object.fromEntries(names(20).map((name) => [`webim_${name}`, '1']));
  watching.answer({ u1: presence(devices) });
  const lines = plainTable(watching.state).split('\n');
  expect(lines).toHaveLength(102);
  expect(lines[1]).toContain('webim_u1 ● webim_u2 ●');
  expect(lines[1]).toContain('webim_u20 ●');
});

it('harmful text from strangers is pictured there too, and keeps the columns straight', () => {
  const watching = new Watching(['alice', 'bob']);
  watching.answer({ alice: presence({ ios: '1' }, { ext: '你\u{1b}[2J\n' }), bob: presence({ ios: '1' }, { ext: 'x' }) });
  expect(plainTable(watching.state)).toBe(
    [
      'USER   STATUS    DEVICES  LAST CHANGE  EXT      SUB  AGE',
      'alice  ● online  ios ●    –            你␛[2J␊       <1m',
      'bob    ● online  ios ●    –            x             <1m',
      '',
    ].join('\n'),
  );
});

it('has the columns that were asked for, in their order', () => {
  expect(plainTable(new Watching([], { columns: ['age', 'user'] }).state)).toBe('AGE  USER\n');
});

it('of nobody has the heading', () => {
  expect(plainTable(new Watching([]).state)).toBe('USER  STATUS  DEVICES  LAST CHANGE  EXT  SUB  AGE\n');
});
