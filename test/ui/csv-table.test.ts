import { expect, it } from 'vitest';
import { csvTable } from '../../src/ui/csv-table.ts';
import { team } from '../helpers/drawing.tsx';
import { presence, Watching } from '../helpers/watching.ts';

it('has everybody, one record each, ended by CR LF, with times in UTC', () => {
  expect(csvTable(team().state).replaceAll('\r\n', '⏎\n')).toMatchInlineSnapshot(`
    "uid,status,devices,lastTime,ext,subscribedUntil,observedAt⏎
    alice,online,"android_1=1;ios_7=0",2023-11-14T22:12:20.000Z,"in a call",2023-12-13T22:14:20.000Z,2023-11-14T22:13:50.000Z⏎
    bob,offline,ios_12=0,2023-11-14T22:13:45.000Z,,2023-11-14T22:13:15.000Z,2023-11-14T22:13:50.000Z⏎
    c2,custom,webim_3f29c1=101,2021-01-07T06:13:20.000Z,Lunch,yes,2023-11-14T22:13:50.000Z⏎
    dora,online,android_1=1,,,,2023-11-14T22:13:50.000Z⏎
    erin,unknown,,,,,2023-11-14T22:13:50.000Z⏎
    "
  `);
});

it('`;`, `=` and `\\` in the name or status of a device are told apart from those between devices', () => {
  const watching = new Watching(['alice']);
  watching.answer({
    alice: presence([
      ['ios;=1', 'a\\b'],
      ['web', '1'],
    ]),
  });
  expect(csvTable(watching.state).split('\r\n')[1]).toMatch(/^alice,online,"ios\\;\\=1=a\\\\b;web=1",/);
});

it('text that a spreadsheet would run is text', () => {
  const watching = new Watching(['-bob']);
  watching.answer({ '-bob': presence({ '=cmd': '1' }, { ext: '=HYPERLINK("http://evil","x")' }) });
  expect(csvTable(watching.state).split('\r\n')[1]).toMatch(
    /^"'-bob",online,\\=cmd=1,,"'=HYPERLINK\(""http:\/\/evil"",""x""\)",/,
  );
});

it('of nobody has the header alone', () => {
  expect(csvTable(new Watching([]).state)).toBe('uid,status,devices,lastTime,ext,subscribedUntil,observedAt\r\n');
});
