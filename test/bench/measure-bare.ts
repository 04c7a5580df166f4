import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { RefreshFigures } from './measure-shell.ts';
import type { Place } from './simulator-messages.ts';

const WARM_UP = 20;
const REFRESHES = 100;
/** Milliseconds between two calls, so that the quota of 50 a second is kept. */
const SPACING = 22;

/** The least Node can do: one kept connection, the answer read and parsed, nothing shown. Runs in this process. */
export async function measureBareClient(place: Place, names: readonly string[]): Promise<RefreshFigures> {
  const agent = new Agent({ keepAlive: true });
  const url = `${place.host}/${place.orgName}/${place.appName}/users/${place.uid}/presence`;
  const headers = { authorization: `Bearer ${place.token}`, 'content-type': 'application/json' };
  const refresh = async () => {
    const outgoing = request(url, { method: 'POST', agent, headers });
    outgoing.end(JSON.stringify({ usernames: names }));
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const { result } = JSON.parse(await text(answer)) as { result?: unknown[] };
    if (result?.length !== names.length) throw new Error(`The bare client was answered ${answer.statusCode}.`);
  };
  let wall = 0;
  let cpu = process.cpuUsage();
  for (let run = -WARM_UP; run < REFRESHES; run++) {
    await pause(SPACING);
    if (run === 0) {
      wall = 0;
      cpu = process.cpuUsage();
    }
    const before = performance.now();
    await refresh();
    wall += performance.now() - before;
  }
  const { user, system } = process.cpuUsage(cpu);
  agent.destroy();
  return { wall: wall / REFRESHES, cpu: (user + system) / 1000 / REFRESHES, requests: 1 };
}
