import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { HttpProxy } from './proxy.ts';
import { TunnelAgent } from './tunnel.ts';

/** What opens connections and keeps them. `timeout`: milliseconds that one attempt of a call may take. */
export function createAgents(proxy: HttpProxy | null, timeout: number): { http: HttpAgent; https: HttpsAgent } {
  // No bound on sockets: a request queued in an agent has left the limiter already, and a queue that drains is a burst.
  return {
    http: new HttpAgent({ keepAlive: true }),
    // Half the time: node gives up a request that has no connection yet only once the agent does.
    https: proxy === null ? new HttpsAgent({ keepAlive: true }) : new TunnelAgent(proxy, timeout / 2),
  };
}
