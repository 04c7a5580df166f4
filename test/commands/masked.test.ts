import { describe, expect, it } from 'vitest';
import { maskedConnection, maskedReloading, maskedTerms, maskOf } from '../../src/commands/masked.ts';
import type { Reloading } from '../../src/commands/reloading.ts';
import { BOUNDS } from '../../src/monitor/bounds.ts';
import { parseFilter } from '../../src/monitor/filter/parse.ts';
import { printFilter } from '../../src/monitor/filter/terms.ts';
import type { Warning } from '../../src/monitor/messages.ts';
import type { NewWatchList } from '../../src/monitor/watch-list.ts';
import { listOf } from '../helpers/reloads.ts';
import { alertRule, settings } from '../helpers/watching.ts';

const known = { ...settings, users: ['alice', '名前', 'a/b'], groups: [{ name: 'vip', users: ['alice'], refresh: null }] };
const mask = maskOf(known, new Uint8Array(32).fill(7));
const masked = (filter: string) => printFilter(maskedTerms(parseFilter(filter).terms, mask));

describe('a filter of a masked run', () => {
  it('asks for the pseudonym where it names somebody in whole, whatever the case', () => {
    const alice = mask.user('alice');
    expect(masked('alice status:online')).toBe(`${alice} status:online`);
    expect(masked('!ALICE')).toBe(`!${alice}`);
    expect(masked('名前')).toBe(mask.user('名前'));
  });

  it('stays as it is everywhere else', () => {
    expect(masked('ali device:ios ext:alice')).toBe('ali device:ios ext:alice');
  });
});

it('alerts are about pseudonyms, and called by them', () => {
  const client = { base: new URL('https://example.com/'), uid: 'wzy' } as Parameters<typeof maskedConnection>[0]['client'];
  const rule = alertRule('alice status:offline', { name: 'alice down' });
  const { settings } = maskedConnection({ settings: { ...known, alerts: [rule] }, client }, mask);
  expect(settings.alerts?.map(({ name, terms }) => [name, printFilter(terms)])).toEqual([
    [`${mask.user('alice')} down`, `${mask.user('alice')} status:offline`],
  ]);
});

describe('another watch list', () => {
  /** What is said of what a file brought. */
  function said(message: NewWatchList | Warning): NewWatchList | Warning {
    const heard: (NewWatchList | Warning)[] = [];
    const reloading: Reloading = (say) => {
      say(message);
      return { close() {} };
    };
    maskedReloading(reloading, mask)((one) => void heard.push(one));
    return heard[0] as NewWatchList | Warning;
  }

  it('is told in pseudonyms, in an order that tells nobody, and whoever is in it can be asked about', () => {
    const list = said(listOf(['zoe', 'alice'], { groups: [{ name: 'vip', users: ['zoe'], refresh: null }] }));
    const [zoe, alice] = [mask.user('zoe'), mask.user('alice')];
    expect(list).toMatchObject({ users: [zoe, alice].toSorted(), groups: [{ name: 'vip', users: [zoe] }] });
    expect(mask.userBehind(zoe)).toBe('zoe');
  });

  it('has whoever is in it never forgotten, however many others answers name', () => {
    said(listOf(['yves']));
    const yves = mask.user('yves');
    for (let other = 0; other <= BOUNDS.masked; other++) mask.user(`other${other}`);
    expect(mask.userBehind(yves)).toBe('yves');
  });

  it('that is wrong is told without what is in it', () => {
    const told = said({ type: 'warned', text: 'watch list kept as it was: users[1] is "zoe\\n"', hint: 'Correct it.' });
    expect(told).toMatchObject({ type: 'warned', text: expect.not.stringContaining('zoe'), hint: 'Correct it.' });
  });
});
