import { describe, expect, test } from 'vitest';
import { readOnlyOf } from '../../src/config/read-only.ts';
import { CONFIG, folderWith, loaded, loadIn, VALID } from '../helpers/config-folder.ts';

const LIFT = 'start with --write to change things';
const READ_ONLY = 'PRESENCE_MONITOR_READ_ONLY';

describe('a configuration marked production', () => {
  const load = async (options: object, fields: object = {}) => {
    const folder = await folderWith({ [CONFIG]: { ...VALID, profiles: { prod: { production: true }, dev: {} }, ...fields } });
    return (await loaded(loadIn(folder, options))).readOnly;
  };

  test('is read-only, and the reason names the profile that marks it', async () => {
    expect(await load({ flags: { profile: 'prod' } })).toEqual({
      why: 'read-only: profile prod is marked production',
      hint: LIFT,
    });
    expect(await load({ flags: { profile: 'dev' } }, { production: true })).toEqual({
      why: 'read-only: the configuration is marked production',
      hint: LIFT,
    });
  });

  test('can be written to with --write, and one that is not marked without', async () => {
    expect(await load({ flags: { profile: 'prod', write: true } })).toBeNull();
    expect(await load({ flags: { profile: 'dev' } })).toBeNull();
    expect(await load({})).toBeNull();
  });

  test('--read-only and its variable make any run read-only', async () => {
    expect(await load({ flags: { readOnly: true } })).toEqual({
      why: 'read-only: this run was started with --read-only',
      hint: 'start with --write in its place to change things',
    });
    expect(await load({ env: { [READ_ONLY]: '1' } })).toEqual({ why: `read-only: ${READ_ONLY} is set`, hint: LIFT });
  });

  test('a name that is hostile does not reach the terminal', async () => {
    const profiles = { 'p\u001b[2J': { production: true } };
    expect((await load({ flags: { profile: 'p\u001b[2J' } }, { profiles }))?.why).toContain('profile p␛[2J is');
  });
});

test.each([
  [{ write: true }, '1', null],
  [{ write: true, readOnly: true }, undefined, /--read-only/],
  [{}, 'yes', /is set/],
  [{}, '', null],
  [{}, '0', null],
  [{}, ' False ', null],
])('flags %j and a variable of %j', (flags, variable, expected) => {
  const given = readOnlyOf(flags, { [READ_ONLY]: variable }, null);
  if (expected === null) expect(given).toBeNull();
  else expect(given?.why).toMatch(expected);
});
