import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { privateFolder } from '../helpers/private-file.ts';
import { type Program, startProgram } from './program.ts';

const config = {
  refresh: '1h',
  columns: ['user', 'devices', 'status'],
  sort: '-user',
  groups: { vip: ['alice', 'bob'], ops: ['bob', 'carol'] },
  profiles: { other: { columns: ['status', 'user'] } },
};

/** Lines of the screen that are rows of the table. */
const rows = ({ terminal }: Program) => terminal.screen().filter((line) => /^[▌ ][+: ] \S/.test(line) && / [●◆○?] /.test(line));
const marked = (program: Program) => rows(program).filter((line) => line[1] === '+').length;

test('tabs, ranges and marks answer to their keys; columns and sorting are those of the configuration', async () => {
  await using program = await startProgram({ config, simulator: { users: 30 } });
  const { terminal } = program;
  await terminal.waitForText('30 watched');
  await terminal.waitForText('›all ');
  await terminal.waitForText('USER ▼');
  expect(terminal.screen().join('\n')).toMatch(/USER ▼ +DEVICES +STATUS$/m);
  await terminal.waitForText(/ 1–\d+ of 30 ─/);

  terminal.press('tab');
  await terminal.waitForText(/›vip \d\/2/);
  await terminal.waitForText('2 of 30 shown');
  terminal.type('3');
  await terminal.waitForText(/›ops \d\/2/);
  terminal.type('4');
  await terminal.waitForText('there is no tab 4: the last one is 3');
  terminal.type('*');
  await terminal.waitForText('2 marked');
  terminal.type('2');
  await terminal.waitForText('2 marked, 1 hidden by the tab');

  terminal.type('1');
  await terminal.waitForText('›all ');
  terminal.press('esc');
  await terminal.waitFor(() => marked(program) === 0, { what: 'the marks to be gone' });
  terminal.type('gV');
  await terminal.waitForText('range of 1');
  terminal.type('jj');
  await terminal.waitForText('range of 3');
  terminal.type('V');
  await terminal.waitForText('3 marked');
  expect(marked(program)).toBe(3);
  terminal.type('V');
  await terminal.waitForText('range of 1');
  terminal.press('esc');
  await terminal.waitUntilGone('range of');
  expect(marked(program)).toBe(3);
  terminal.type('a');
  await terminal.waitForText('3 users');
  terminal.press('tab', 'esc');
  await terminal.waitUntilGone('3 users');
});

test('the sorting of the configuration comes before the one of the last time, and a profile has columns of its own', async () => {
  const folder = await privateFolder();
  await mkdir(join(folder, 'presence-monitor'));
  const remembered = { sorting: { column: 'status', descending: false } };
  await writeFile(join(folder, 'presence-monitor/state.json'), JSON.stringify(remembered));
  await using program = await startProgram({ config, args: ['--profile', 'other'], env: { XDG_STATE_HOME: folder } });
  await program.terminal.waitForText(/STATUS +USER ▼ *$/m);
});
