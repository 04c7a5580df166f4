import { expect, it, onTestFinished } from 'vitest';
import { baseUrl } from '../../../src/api/base-url.ts';
import { maskedConnection, maskedReloading, maskOf } from '../../../src/commands/masked.ts';
import { BOUNDS } from '../../../src/monitor/bounds.ts';
import { openEngine } from '../../../src/runtime/engine.ts';
import { listOf } from '../../helpers/reloads.ts';
import { simulate } from '../../helpers/simulator-calls.ts';
import { settings } from '../../helpers/watching.ts';

/** A masked monitor whose calls are never answered, and how it comes by another list. */
async function maskedMonitor() {
  const { url: host, orgName, appName, token, setFault } = await simulate();
  setFault(() => 'hang');
  const client = {
    base: baseUrl({ host, orgName, appName }),
    uid: 'wzy',
    token: { name: 'the test', get: async () => token, renew: async () => token },
    callsPerSecond: 50,
    extMaxBytes: 64,
  };
  const groups = [{ name: 'vip', users: ['dora'], refresh: null }];
  const all = { ...settings, uid: 'wzy', users: ['alice', 'bob', 'dora'], groups };
  const mask = maskOf(all, new Uint8Array(32).fill(7));
  const opened = maskedConnection({ settings: all, client }, mask);
  const { store, close } = openEngine(opened.settings, opened.client);
  onTestFinished(close);
  const pseudonyms = new Map(['wzy', 'alice', 'bob', 'dora', 'eve', 'fay'].map((uid) => [uid, mask.user(uid)]));
  return {
    store,
    reload: (users: readonly string[]) => {
      const reloading = maskedReloading((say) => {
        say(listOf(users));
        return { close() {} };
      }, mask);
      reloading(store.dispatch);
    },
    /** Who of all is known after answers have named as many others as are kept. */
    known: () => {
      for (let other = 0; other < BOUNDS.masked; other++) mask.user(`other${other}`);
      return [...pseudonyms].flatMap(([uid, pseudonym]) => (mask.userBehind(pseudonym) === undefined ? [] : [uid]));
    },
  };
}

it('whoever has left the watch list is forgotten as others are, and the acting user and who is watched never', async () => {
  const { reload, known } = await maskedMonitor();
  reload(['bob', 'eve']);
  reload(['Bob', 'fay']);
  expect(known()).toEqual(['wzy', 'bob', 'fay']);
});

it('while a list waits for a write to end, those who are watched and those who will be are known', async () => {
  const { store, reload, known } = await maskedMonitor();
  store.dispatch({ type: 'viewport', rows: 20, scrollLimit: 0 });
  store.dispatch({ type: 'open', layer: 'subscribe' });
  store.dispatch({ type: 'confirm' });
  reload(['eve']);
  reload(['fay']);
  expect([store.getLatest().pending?.sending, store.getLatest().nextWatchList?.users.length]).toEqual([true, 1]);
  expect(known()).toEqual(['wzy', 'alice', 'bob', 'dora', 'fay']);
});

it('once a list that waited is taken, the one before is let go', async () => {
  const { store, reload, known } = await maskedMonitor();
  store.dispatch({ type: 'freeze' });
  reload(['alice', 'fay']);
  expect(store.getLatest().nextWatchList).not.toBeNull();
  store.dispatch({ type: 'freeze' });
  expect(store.getLatest().nextWatchList).toBeNull();
  expect(known()).toEqual(['wzy', 'alice', 'fay']);
});
