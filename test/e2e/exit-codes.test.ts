import { openSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../src/commands/exit-codes.ts';
import { type PipedMonitor, pipedMonitor } from '../helpers/piped-monitor.ts';

let monitor: PipedMonitor;

beforeEach(async () => {
  monitor = await pipedMonitor(['alice', 'bob']);
});

const start: PipedMonitor['start'] = (args, options) => monitor.start(args, options);
const refuseAll = (status: number) => monitor.simulator.setFaultRules([{ do: 'status', status }]);

/** Starts lines without end, sends a signal once they have begun, and gives what the shell would see. */
async function signalled(signal: NodeJS.Signals) {
  const program = start(['--json']);
  program.process.stdout.once('data', () => program.process.kill(signal));
  return program;
}

/** How each documented exit code is earned. */
const EARNED: Readonly<Record<keyof typeof EXIT, () => Promise<ReturnType<typeof start>>>> = {
  done: async () => start(['--once']),
  unexpected: async () => start(['--once'], { stdout: openSync('/dev/full', 'w') }),
  usage: async () => start(['--once', '--refresh', 'soon']),
  unauthorised: async () => start(['--once'], { env: { TOKEN: 'YWMtwrong' } }),
  network: async () => {
    await refuseAll(500);
    return start(['--once']);
  },
  quota: async () => {
    await refuseAll(429);
    return start(['subscribe', 'alice', '--yes']);
  },
  partial: async () => start(['subscribe', 'alice', 'stranger', '--yes']),
  timedOut: async () => start(['--until', 'nobody', '--timeout', '1s']),
  hangup: () => signalled('SIGHUP'),
  interrupt: () => signalled('SIGINT'),
  terminate: () => signalled('SIGTERM'),
};

test.each(Object.entries(EXIT))('the exit code %s is earned', async (name, { code }) => {
  const program = await EARNED[name as keyof typeof EXIT]();
  program.process.stdout?.resume();
  expect(await program.exitCode, await program.errors).toBe(code);
});
