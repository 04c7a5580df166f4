import { expect, it } from 'vitest';
import { ACTIONS } from '../../src/keys/actions.ts';
import { draw, drawLines, team } from '../helpers/drawing.tsx';
import { Watching } from '../helpers/watching.ts';

const help = (watching: Watching, columns = 100, rows = 60) => {
  if (watching.state.layers.at(-1)?.kind !== 'help') watching.say({ type: 'open', layer: 'help' });
  return drawLines(watching, columns, rows).slice(2, -2);
};

it('lists the keys that work on the table, most wanted first', () => {
  const watching = team();
  watching.say({ type: 'open', layer: 'help' });
  expect(draw(watching, 80, 16)).toMatchInlineSnapshot(`
    " presence-monitor  5101220107132865/test  as wzy
     5 watched   ● 2 online   ◆ 1 custom   ○ 1 offline   ? 1 unknown     oldest <1m
     keys that work here   filter:

     /              filter, live: bob, status:online, age>10s, !sub:yes
     e              set a status: device, status, ext
     a              subscribe to the marked users, or the selected one
     x              unsubscribe from the marked users, or the selected one
     W              what became of the last change: call by call, and whoever is
                    not done
                    not now: nothing was changed in this run yet
     ctrl-x         give up the rest of the change under way: what was not sent yet
                    is not sent

     0.0/s of 5 · all well · 1 call a sweep · every 30s · 429 ×0          Esc close"
  `);
});

it('ends with what the signs mean, whole at 80 columns', () => {
  const lines = help(team(), 80, 120);
  expect(lines.slice(lines.indexOf(' signs')).filter((line) => line !== '')).toEqual([
    ' signs',
    ' ●              online: at least one device is',
    ' ◆              custom: none is online, at least one has a status of its own',
    ' ○              offline: every device is',
    ' ?              unknown: never answered, left out of an answer, or no device',
    ' ~              within a status: the data are old, since asking fails',
    ' *              before a cell: changed with the latest answer',
    ' !              before a name: something is contradictory, Enter tells what',
    ' +              before a name: marked',
    ' :              before a name: in the range that is being marked',
    ' !              before a subscription: ends within a day, or has ended',
    ' ~              before a subscription: to somebody who is not watched',
    ' –              between two times: the change fell between these two answers',
    ' gap            after a change: not observed in between',
    ' <              before an age: data are fresh, no older than this',
  ]);
});

it('tells the words of a filter, which cannot ask for help while it is typed', () => {
  const lines = help(team(), 80, 120);
  const from = lines.indexOf(' words of a filter');
  expect(lines.slice(from, lines.indexOf(' signs'))).toEqual([
    ' words of a filter',
    ' bob            the name, a device id or the ext contains it',
    ' !bob           the opposite: of any word',
    ' status:online  the user as a whole: online, custom, offline, unknown',
    ' device:ios     a device whose id contains it; device:"" no device',
    ' ext:"a call"   an ext that contains it; ext:"" none',
    ' sub:yes        whether a subscription holds: yes, no',
    ' flag:any       what is contradictory (!): any, or a kind such as absent',
    ' age>10s        how long ago the latest answer arrived',
    ' changed<5m     how long ago LAST CHANGE was',
    '',
    ' kinds of !, as in flag:absent',
    ' future         the last change lies in the future',
    ' stale-online   online, yet the last change is older than 30 days',
    ' device-twice   the answer has the same device more than once',
    ' status         a device has a status that is no number',
    ' absent         the latest answer left the user out',
    ' user-twice     the answer has the user more than once',
    ' empty-uid      the user may be in an entry of the answer that names nobody',
    ' foreign-uid    left out of an answer that has somebody not asked for',
    ' mistyped       a value in the answer cannot be what it should be',
    ' ending         the subscription ends within a day',
    '',
  ]);
});

it('has a line for every action of the table', () => {
  const lines = help(team());
  const titles = ACTIONS.filter(({ where }) => where.includes('table')).map(({ title }) => title);
  expect(titles.filter((title) => !lines.some((line) => line.endsWith(` ${title}`)))).toEqual([]);
});

it('over the page of a user it names the keys of that page', () => {
  const watching = team();
  watching.say('confirm');
  expect(help(watching)).toContain(' Esc Enter      close');
  expect(help(watching).join('\n')).not.toContain('mark or unmark');
});

it('is filtered by what is typed, in keys and words, and then leaves the signs out', () => {
  const watching = team();
  help(watching);
  watching.type('half up');
  expect(help(watching).slice(0, 4)).toEqual([
    ' keys that work here   filter: half up',
    '',
    ' ctrl-u         half a page up',
    '',
  ]);
  expect(help(watching).join('\n')).not.toContain('signs');
});

it('a filter that matches no key says so', () => {
  const watching = team();
  help(watching);
  watching.type('zzz');
  expect(help(watching)[2]).toBe(' no key matches: erase what you typed');
});

it('a key that cannot work now says why, on as many lines as that takes', () => {
  const watching = new Watching([]);
  help(watching);
  watching.type('unmark the user');
  expect(help(watching, 100).slice(2, 5)).toEqual([
    ' space          mark or unmark the user',
    '                not now: no user is selected: the list is empty or the filter hides everybody',
    '',
  ]);
  expect(help(watching, 60).slice(2, 5)).toEqual([
    ' space          mark or unmark the user',
    '                not now: no user is selected: the list is',
    '                empty or the filter hides everybody',
  ]);
});

it('at 40 columns what is typed is seen', () => {
  const watching = team();
  help(watching);
  watching.type('sort');
  expect(help(watching, 40, 10)[0]).toBe(' keys that work here   filter: sort');
});

it('is scrolled where it is longer than the screen', () => {
  const watching = team();
  help(watching, 80, 24);
  for (let step = 0; step < 10; step++) watching.say({ type: 'move', by: 'page', direction: 1 });
  expect(help(watching, 80, 24).at(-1)).toBe(' <              before an age: data are fresh, no older than this');
});
