import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../src/monitor/filter/parse.ts';
import { printFilter } from '../../../src/monitor/filter/terms.ts';

/** A filter with what is wrong in it between brackets, what that is, and which words filter all the same. */
function read(text: string) {
  const { terms, problem } = parseFilter(text);
  const understood = printFilter(terms);
  if (problem === null) return { understood };
  const { kind, start, end, what, hint } = problem;
  return {
    [kind]: `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`,
    says: `${what} · ${hint}`,
    understood,
  };
}

describe('a mistake is pointed at and explained, and the words around it go on filtering', () => {
  it.each([
    ['bob staus:online x', 'bob [staus:]online x', 'no field staus · did you mean status:?', 'bob x'],
    ['ag>10s', '[ag>]10s', 'no field ag · did you mean age>?', ''],
    ['stat:online', '[stat:]online', 'no field stat · did you mean status:?', ''],
    ['status>online', '[status>]online', 'status takes : · for example status:online', ''],
    ['age:10s', '[age:]10s', 'age takes > or < · for example age>10s', ''],
    ['age=10s', '[age=]10s', 'age takes > or < · for example age>10s', ''],
    ['bob !age≥10s', 'bob ![age≥]10s', 'age takes > or < · for example age>10s', 'bob'],
    ['status!=online', '[status!=]online', 'status takes : · for example status:online', ''],
    ['Changed==5m x', '[Changed==]5m x', 'changed takes < or > · for example changed<5m', 'x'],
    ['!foo:bar', '![foo:]bar', 'no field foo · quote it to look for the text: "foo:"', ''],
    ['status:onlien x', 'status:[onlien] x', 'no status onlien · did you mean status:online?', 'x'],
    ['status:busy', 'status:[busy]', 'no status busy · it is online, custom, offline or unknown', ''],
    ['sub:maybe', 'sub:[maybe]', 'no sub maybe · it is yes or no', ''],
    ['flag:absnt', 'flag:[absnt]', 'no flag absnt · did you mean flag:absent?', ''],
    ['status:onl x', '[status:onl] x', 'a word is not finished · status: online, custom, offline or unknown', 'x'],
    ['status: x', '[status:] x', 'a word is not finished · status: online, custom, offline or unknown', 'x'],
    ['! bob', '[!] bob', 'a word is not finished · ! goes right before a word: !bob', 'bob'],
    ['!!bob', '![!bob]', 'one ! is enough · quote it to look for the text: !"!bob"', ''],
    ['""', '[""]', 'a word is not finished · write a word between the quotes', ''],
    ['"a"b', '"a"[b]', 'no space after the quote · a quote within quotes is written twice: ""', ''],
    ['status:""', '[status:""]', 'a word is not finished · status: online, custom, offline or unknown', ''],
  ])('%s', (text, mistake, says, understood) => {
    expect(read(text)).toEqual({ mistake, says, understood });
  });

  it('a time says what one looks like', () => {
    expect(read('age>1.5h')).toEqual({
      mistake: 'age>[1.5h]',
      says: 'no time 1.5h · such as 90s, 5m, 12h, 7d or 1d12h: whole numbers, largest unit first',
      understood: '',
    });
    expect(read('age>soon')).toMatchObject({ mistake: 'age>[soon]' });
    expect(read('age>10 bob')).toEqual({
      mistake: '[age>10] bob',
      says: 'a word is not finished · age> and a time such as 90s, 5m, 12h, 7d or 1d12h',
      understood: 'bob',
    });
  });

  it('of several mistakes the first is told', () => {
    expect(read('x foo:1 bar:2')).toMatchObject({ mistake: 'x [foo:]1 bar:2', understood: 'x' });
  });
});

describe('a word at the end that is still being typed is no mistake', () => {
  it.each([
    'status:',
    'status:o',
    'STATUS:OFF',
    'sub:',
    'sub:y',
    'flag:',
    'flag:stale-',
    'age>',
    'age<1',
    'age>1d12',
    'changed<',
    'device:',
    'ext:',
    '!',
    '!ext:',
  ])('%s', (typed) => {
    const { says, ...rest } = read(`bob ${typed}`);
    expect(rest).toEqual({ unfinished: `bob [${typed}]`, understood: 'bob' });
    expect(says).toMatch(/^not finished · ./);
  });

  it('with a space after it, it is one', () => {
    expect(read('status: ')).toMatchObject({ mistake: '[status:] ' });
  });

  it('what stands in an open quote filters already', () => {
    expect(read('bob ext:"in a')).toEqual({
      unfinished: 'bob ext:["in a]',
      says: 'not finished · end it with "',
      understood: 'bob ext:"in a"',
    });
    expect(read('"in a')).toMatchObject({ unfinished: '["in a]', understood: '"in a"' });
    expect(read('ext:"')).toMatchObject({ unfinished: '[ext:"]', understood: '' });
  });
});

describe('what looks like a field is text', () => {
  it('in quotes, or where no field has that name, be there a sign that no field takes', () => {
    expect(read('"age=10s"')).toEqual({ understood: '"age=10s"' });
    expect(parseFilter('x=1').terms).toEqual([{ field: 'any', text: 'x=1', negated: false }]);
  });

  it.each(['"foo:bar"', '"status:online"', '"age>10s"', '!"!bob"', '"a ""quoted"" word"', 'ext:"a b:c"'])(
    'in quotes: %s',
    (text) => {
      expect(read(text)).toEqual({ understood: text });
    },
  );

  it.each(['14:02', 'user_1:2', ':busy', 'a"b', 'wow!', '5"', 'x-y>z', 'ext:a:b', 'ext:!a', 'device:a"b', '<b>'])(
    'where no name of a field stands before it: %s',
    (text) => expect(read(text)).toEqual({ understood: text }),
  );
});
