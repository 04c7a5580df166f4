import { startSimulator } from '../../src/simulator/server.ts';
import { Arrivals } from './arrivals.ts';
import type { Account, Place, Request, World } from './simulator-messages.ts';

const { users, scenario } = JSON.parse(process.argv[2] as string) as World;
const simulator = await startSimulator({ users, scenario });
const arrivals = new Arrivals(users);

// A source of faults is asked as each request arrives; this one only looks.
simulator.setFault((call, names) => {
  if (call === 'retrieve') arrivals.note(names, Date.now());
  return undefined;
});

process.on('message', (request: Request) => {
  if (request.type === 'set') for (const uid of request.uids) simulator.world.set(uid, request.device, request.status);
  process.send?.({ ...arrivals.asked, refused: simulator.traffic.answered(429) } satisfies Account);
});
process.on('disconnect', () => process.exit());

const { url: host, orgName, appName, accounts, token } = simulator;
process.send?.({ host, orgName, appName, uid: accounts[0] as string, token } satisfies Place);
