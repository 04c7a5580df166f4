import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { programCommand } from '../e2e/program.ts';
import { openTerminal } from '../helpers/terminal.ts';

/** The monitor inside a tmux of its own with these settings; what gets to the clipboard of the terminal around it. */
async function openTmux(settings: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'presence-monitor-'));
  const socket = join(folder, 'tmux');
  const tmux = (...args: string[]) => execFileSync('tmux', ['-S', socket, ...args], { encoding: 'utf8' });
  await writeFile(join(folder, 'tmux.conf'), settings.join('\n'));
  const program = programCommand(['--demo', '--scenario', 'still', '--seed', '7']);
  const terminal = openTerminal({
    command: ['tmux', '-S', socket, '-f', join(folder, 'tmux.conf'), 'new-session', ...program],
    env: { SHELL: '/bin/sh', HOME: folder },
  });
  onTestFinished(async () => {
    spawnSync('tmux', ['-S', socket, 'kill-server']);
    await terminal.close();
    await rm(folder, { recursive: true, force: true });
  });
  const copied: string[] = [];
  terminal.emulator.xterm.parser.registerOscHandler(52, (data) => {
    copied.push(Buffer.from(data.split(';')[1] ?? '', 'base64').toString());
    return true;
  });
  await terminal.waitForText(/▌ {2}\S+ /);
  const [, uid = ''] = /▌ {2}(\S+) /.exec(terminal.screen().join('\n')) ?? [];
  terminal.type('y');
  await terminal.waitForText(`sent ${uid} to the clipboard`);
  await terminal.waitFor(() => copied.length > 0, { what: 'the clipboard of the terminal around tmux' });
  return { uid, copied, tmux };
}

test('in a tmux that takes names from programs, y fills its buffer and the clipboard of the terminal', async () => {
  const { uid, copied, tmux } = await openTmux(['set -s set-clipboard on']);
  expect(copied[0]).toBe(uid);
  expect(tmux('show-buffer')).toBe(uid);
});

test('in a tmux that only lets sequences through, y fills the clipboard of the terminal around it', async () => {
  const { uid, copied } = await openTmux(['set -s set-clipboard external', 'set -g allow-passthrough on']);
  expect(copied).toEqual([uid]);
});
