import { expect, test } from 'vitest';
import { baseUrl } from '../../src/api/base-url.ts';
import { clientCredentials } from '../../src/api/tokens/client-credentials.ts';
import { renewing } from '../../src/api/tokens/renewing.ts';
import { layOut } from '../../src/ui/layout.ts';
import { plainText } from '../../src/ui/lines.ts';
import { type InProcessMonitor, startMonitor } from '../helpers/in-process-monitor.ts';
import { simulate } from '../helpers/simulator-calls.ts';

const HOUR = 3_600_000;

/** What stands below the table at 140 columns. */
const below = ({ state }: InProcessMonitor) => layOut(state, { columns: 140, rows: 24 }, 10).below.map(plainText).join('\n');

test('a token that cannot be renewed is said while the old one still works, and no more once it could be', async () => {
  const simulator = await simulate({ users: 2 });
  const { url, orgName, appName, clientId, clientSecret } = simulator;
  const secret = { name: 'the test', read: async () => clientSecret };
  const base = baseUrl({ host: url, orgName, appName });
  let now = 0;
  const token = renewing(clientCredentials({ base, proxy: null, clientId, clientSecret: secret }), {
    now: () => now,
    random: () => 0,
  });
  await using monitor = await startMonitor({ on: simulator, settings: { refresh: 100 }, token });
  await monitor.waitFor('the first answer', ({ planner }) => planner.sweeps > 0);

  await simulator.setFaultRules([{ do: 'status', status: 503, when: { calls: ['token'] } }]);
  now = 13 * HOUR;
  await monitor.waitFor('the trouble', ({ troubles }) => troubles.token !== null);
  const worksUntil = monitor.state.troubles.token?.worksUntil ?? 0;
  expect(Math.abs(worksUntil - Date.now() - 11 * HOUR)).toBeLessThan(HOUR / 60);
  expect(below(monitor)).toMatch(
    /the token could not be renewed: token: the server answered 503: .*; it still works until .*\d\d:\d\d\n since .* · again at /,
  );
  expect(below(monitor)).toContain('· trouble ·');
  const { sweeps } = monitor.state.planner;
  await monitor.waitFor('calls to go on with the old one', ({ planner }) => planner.sweeps > sweeps + 1);
  expect(monitor.state.troubles.retrieve).toBeNull();

  await simulator.setFaultRules([]);
  now += HOUR;
  await monitor.waitFor('the trouble to be over', ({ troubles }) => troubles.token === null);
  expect(below(monitor)).not.toContain('token');
  expect(below(monitor)).toContain('all well');
});
