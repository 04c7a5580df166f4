import { describe, expect, test } from 'vitest';
import { COLUMNS } from '../../src/text/column-names.ts';
import { CONFIG, folderWith, loaded, loadIn, problems, VALID } from '../helpers/config-folder.ts';

const mistakes = async (fields: object) => problems(loadIn(await folderWith({ [CONFIG]: { ...VALID, ...fields } })));
const config = async (fields: object, flags = {}) =>
  (await loaded(loadIn(await folderWith({ [CONFIG]: { ...VALID, ...fields } }), { flags }))).config;

describe('columns', () => {
  test('are all of them unless the file says which, in which order', async () => {
    expect((await config({})).columns).toEqual(COLUMNS);
    expect((await config({ columns: ['age', 'user'] })).columns).toEqual(['age', 'user']);
  });

  test.each<[unknown, string]>([
    [['user', 'devcies'], 'columns[1]: found "devcies", expected "devices"'],
    [['user', 'mood'], 'columns[1]: found "mood", expected one of user, status, devices, change, ext, sub, age'],
    [['user', 7], 'columns[1]: found 7, expected one of user, status'],
    [['status', 'age'], 'columns: found no "user", expected a list with "user" in it'],
    [[], 'columns: found no "user", expected a list with "user" in it'],
    [['user', 'age', 'user'], 'columns[2]: found "user" again, expected every column once'],
    ['user', 'columns: found "user", expected a list of columns such as ["user","status","age"]: user, status, devices'],
  ])('%j is refused with what is expected', async (columns, text) => {
    expect((await mistakes({ columns }))[0]).toContain(text);
    expect((await mistakes({ columns })).length).toBe(1);
  });
});

describe('sort', () => {
  test('is a column, the other way around with "-" before it, and not set unless the file says so', async () => {
    expect((await config({})).sort).toBeUndefined();
    expect((await config({ sort: 'status' })).sort).toEqual({ column: 'status', descending: false });
    expect((await config({ sort: '-age' })).sort).toEqual({ column: 'age', descending: true });
  });

  test.each<[unknown, string]>([
    ['stauts', 'sort: found "stauts", expected "status"'],
    ['-agee', 'sort: found "-agee", expected "-age"'],
    ['+age', 'sort: found "+age", expected "age"'],
    [
      'nothing at all',
      'sort: found "nothing at all", expected a column such as "status", or "-age" for the other way around: user',
    ],
    [5, 'sort: found 5, expected a column such as "status"'],
  ])('%j is refused with what is expected', async (sort, text) => {
    expect((await mistakes({ sort }))[0]).toContain(text);
  });
});

test('both may stand in a profile, and count once it is chosen', async () => {
  const fields = { columns: ['user'], sort: 'age', profiles: { prod: { columns: ['user', 'ext'], sort: '-ext' } } };
  expect(await config(fields)).toMatchObject({ columns: ['user'], sort: { column: 'age', descending: false } });
  expect(await config(fields, { profile: 'prod' })).toMatchObject({
    columns: ['user', 'ext'],
    sort: { column: 'ext', descending: true },
  });
  expect((await mistakes({ profiles: { prod: { columns: ['user', 'statsu'] } } }))[0]).toContain(
    'profiles.prod.columns[1]: found "statsu", expected "status"',
  );
});
