import { expect, onTestFinished, test } from 'vitest';
import { loadScenario } from '../../src/simulator/scenario.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { plainText } from '../../src/ui/lines.ts';
import { userPage } from '../../src/ui/page-user.ts';
import { type InProcessMonitor, startMonitor } from '../helpers/in-process-monitor.ts';
import { ask } from '../helpers/simulator-calls.ts';

/** The page of a user as lines of text. */
function pageOf({ state }: InProcessMonitor, uid: string): string[] {
  return userPage(state, state.roster.indexOf(uid) ?? -1, 300).map(plainText);
}

/** The entry of a user as the page shows it, its lines put together. */
function rawEntryOn(lines: readonly string[]): string {
  const from = lines.findIndex((line) => line.startsWith(' raw entry'));
  return lines
    .slice(from + 1)
    .map((line) => line.trim())
    .join('');
}

/** A monitor of users of whom every device key stands twice in every answer. */
async function watchRepeated(quirks: object = {}): Promise<InProcessMonitor> {
  const scenario = { ...loadScenario('still'), quirks: { 'repeated-device': 1, ...quirks } };
  const simulator = await startSimulator({ scenario, users: 5 });
  onTestFinished(() => simulator.close());
  simulator.world.set('alice', 'ios_1', '101', '},{"uid":"bob"');
  const monitor = await startMonitor({ on: simulator });
  await monitor.waitFor('the first answer', ({ planner }) => planner.sweeps > 0);
  return monitor;
}

test('the page shows the entry of a user exactly as the server sent it, repeated keys included', async () => {
  await using monitor = await watchRepeated();
  const { text } = await ask(monitor.simulator, { path: '/users/wzy/presence', body: { usernames: ['alice'] } });
  const sent = text.slice('{"result":['.length, -']}'.length);
  expect(sent.split('"ios_1":"101"')).toHaveLength(3);
  expect(rawEntryOn(pageOf(monitor, 'alice'))).toBe(sent);
});

test('an entry without a uid is shown with the user whose place it has', async () => {
  await using monitor = await watchRepeated({ 'empty-uid': 1 });
  const entry = rawEntryOn(pageOf(monitor, 'alice'));
  expect(entry).toContain('"uid":""');
  expect(entry).toContain('"ios_1":"101","ios_1":"101"');
});

test('the page tells the request that brought it, and what subscribe answered once that is the latest', async () => {
  await using monitor = await startMonitor({ settings: { refresh: 3_600_000 } });
  await monitor.waitFor('the first answer', ({ planner }) => planner.sweeps > 0);
  const { orgName, appName } = monitor.simulator;
  const path = `POST /${orgName}/${appName}/users/${monitor.state.settings.uid}/presence`;
  expect(pageOf(monitor, 'alice')).toContain(` request        ${path}`);
  expect(pageOf(monitor, 'alice').join('\n')).toMatch(/server date .* GMT {2}no difference to the clock here/);
  monitor.dispatch({ type: 'open', layer: 'subscribe' });
  monitor.dispatch({ type: 'confirm' });
  await monitor.waitFor('the answer', () => monitor.user('alice').subscription !== null);
  expect(pageOf(monitor, 'alice')).toContain(` request        ${path}/604800`);
  expect(rawEntryOn(pageOf(monitor, 'alice'))).toContain('"expiry":');
  expect(pageOf(monitor, 'bob')).toContain(` request        ${path}`);
});
