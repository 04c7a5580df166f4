import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/simulator/server.ts';
import { programCommand } from '../e2e/program.ts';
import { openTerminal } from '../helpers/terminal.ts';

test('inside tmux the bell and a notification get to the terminal around it', async () => {
  const simulator = await startSimulator({ scenario: 'still', users: 5 });
  const { url: host, orgName, appName, token, accounts, world } = simulator;
  const folder = await mkdtemp(join(tmpdir(), 'presence-monitor-'));
  const socket = join(folder, 'tmux');
  const alerts = ['bell', 'notify'].map((told) => ({ name: told, when: 'ext:ring', do: told }));
  const config = { host, orgName, appName, uid: accounts[0], token: { env: 'TOKEN' }, users: world.names, refresh: '1s', alerts };
  await writeFile(join(folder, 'presence-monitor.config.json'), JSON.stringify(config));
  await writeFile(join(folder, 'tmux.conf'), 'set -g allow-passthrough on');
  const terminal = openTerminal({
    command: ['tmux', '-S', socket, '-f', join(folder, 'tmux.conf'), 'new-session', ...programCommand([])],
    env: { SHELL: '/bin/sh', HOME: folder, TOKEN: token },
    cwd: folder,
  });
  onTestFinished(async () => {
    spawnSync('tmux', ['-S', socket, 'kill-server']);
    await terminal.close();
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  });
  const shown: string[] = [];
  terminal.emulator.xterm.parser.registerOscHandler(9, (data) => {
    shown.push(data);
    return true;
  });
  await terminal.waitForText(/5 watched[\s\S]*oldest <\d/);
  world.set('alice', 'ios_x', '1', 'ring');
  await terminal.waitFor(() => terminal.bells > 0 && shown.length > 0, { what: 'bell and notification around tmux' });
  expect(shown).toEqual(['presence-monitor: alert for alice (online): notify']);
});
