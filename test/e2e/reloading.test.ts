import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { type Line, lineSchema } from '../../src/runtime/lines/schema.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { startPiped } from '../helpers/piped-program.ts';
import { privateFolder } from '../helpers/private-file.ts';
import { programCommand, startProgram } from './program.ts';

const config = { users: { file: 'users.txt' }, refresh: '1s' };
const simulator = { users: ['alice', 'bob', 'carol', 'dora'] };

/** A monitor whose configuration names a file of users, which is written before it reads it. */
async function startWith(users: string) {
  const folder = await privateFolder();
  const file = join(folder, 'users.txt');
  await writeFile(file, users);
  const program = await startProgram({ config: { ...config, users: { file } }, simulator, columns: 80, rows: 24 });
  return { ...program, usersFile: file };
}

const row = (name: string) => new RegExp(`^[▌ ][+ ].${name} +[●◆○?]`, 'm');
const selectedRow = (name: string) => new RegExp(`^▌[+ ].${name} `, 'm');

test('users come and go with their file; the selection stays on its user, and a mistake is told and not taken', async () => {
  await using program = await startWith('alice\nbob\ncarol\n');
  const { terminal } = program;
  await terminal.waitForText('3 watched');
  terminal.type('j');
  await terminal.waitForText(selectedRow('bob'));

  await writeFile(`${program.usersFile}.new`, '# without alice\nbob\ncarol\ndora\n');
  await rename(`${program.usersFile}.new`, program.usersFile);
  await terminal.waitForText(/watch list: 1 added, 1 removed \(/);
  const screen = (await terminal.waitForText(row('dora'))).join('\n');
  expect(screen).toMatch(selectedRow('bob'));
  expect(screen).not.toMatch(row('alice'));
  await terminal.waitForText(/● [1-4] online/);

  const valid = await readFile(program.configFile, 'utf8');
  await writeFile(program.configFile, valid.replace('"refresh": "1s"', '"refresh": "soon"'));
  await terminal.waitForText('watch list kept as it was: refresh: found "soon"');
  await terminal.waitForText('3 watched');
  terminal.type('E');
  const errors = (await terminal.waitForText('1 error so far')).join(' ').replace(/\s+/g, ' ');
  expect(errors).toContain('found "soon", expected a time such as');
  expect(errors).toContain('presence-monitor.config.json:');
  terminal.press('esc');

  await writeFile(program.configFile, valid);
  await terminal.waitForText('right again, the watch list is as it was');
  await writeFile(program.configFile, valid.replace('"refresh": "1s"', '"refresh": "2s", "groups": {"vip": ["alice"]}'));
  await terminal.waitForText('watch list: 1 added, groups changed, refresh changed');
  await terminal.waitForText(/›all \d\/4/);
});

test('nothing moves under a dialog: the list is taken once it has closed', async () => {
  await using program = await startWith('alice\nbob\n');
  const { terminal } = program;
  await terminal.waitForText('2 watched');
  terminal.type('a');
  await terminal.waitForText('Enter');
  await writeFile(program.usersFile, 'bob\n');
  await terminal.waitForText('watch list changed (');
  await terminal.waitForText('2 watched');
  terminal.press('esc');
  await terminal.waitForText('watch list: 1 removed (');
  await terminal.waitForText('1 watched');
});

test('lines tell of another watch list before its users, and standard error of a mistake', async () => {
  const server = await startSimulator({ scenario: 'still', ...simulator });
  onTestFinished(() => server.close());
  const folder = await privateFolder();
  const { url, orgName, appName, accounts, token } = server;
  const fields = { host: url, orgName, appName, uid: accounts[0], token: { env: 'SIMULATOR_TOKEN' }, ...config };
  await writeFile(join(folder, 'presence-monitor.config.json'), JSON.stringify(fields));
  await writeFile(join(folder, 'users.txt'), 'alice\nbob\n');
  const env = { SIMULATOR_TOKEN: token, HOME: folder };
  const program = startPiped(programCommand(['--json']), { folder, env });
  const seen: Line[] = [];
  let mistaken = false;
  program.process.stderr.on('data', (data) => {
    if (!String(data).includes('kept as it was') || mistaken) return;
    mistaken = true;
    program.process.kill('SIGTERM');
  });
  for await (const text of createInterface(program.process.stdout)) {
    const line = lineSchema.parse(JSON.parse(text));
    seen.push(line);
    if (line.type === 'presence' && line.uid === 'bob') await writeFile(join(folder, 'users.txt'), 'dora\nbob\n');
    if (line.type === 'presence' && line.uid === 'dora') await writeFile(join(folder, 'users.txt'), 'dora\nb\u0007b\n');
  }
  expect(await program.exitCode).toBe(143);
  expect(seen.map((line) => ('uid' in line ? `${line.type} ${line.uid}` : line.type))).toEqual([
    'hello',
    'presence alice',
    'presence bob',
    'watched',
    'presence dora',
    'end',
  ]);
  expect(seen[3]).toMatchObject({ watched: ['dora', 'bob'], added: ['dora'], removed: ['alice'] });
  const errors = await program.errors;
  expect(errors).toContain('presence-monitor: watch list: 1 added, 1 removed (');
  expect(errors).toContain('presence-monitor: watch list kept as it was: users.file: found "b␇b", expected a user name');
});
