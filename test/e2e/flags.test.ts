import { expect, test } from 'vitest';
import { startProgram } from './program.ts';

const scenario = JSON.stringify({
  about: 'Nobody moves.',
  pace: { lively: { users: 0, everySeconds: null }, others: { everySeconds: null }, busy: 0, lost: 0 },
});

test('/flag:any narrows the table down to whoever is contradictory, and Enter tells what it is', async () => {
  await using program = await startProgram({ simulator: { scenario, users: 30 } });
  const { simulator, terminal } = program;
  await terminal.waitForText('30 watched');
  simulator.world.set('bob', 'ios_12', 'away', 'gone fishing');
  terminal.type('R');
  await terminal.waitForText(/^ {2}!bob /m);

  terminal.type('/flag:any');
  await terminal.waitForText('1 of 30 shown');
  terminal.press('enter', 'enter');
  await terminal.waitForText('! status  ios_12 has the status "away"');
  await terminal.waitForText(/SDKs of the vendor read it\s+as NaN/);

  terminal.press('esc');
  await terminal.waitForText(/^▌ !bob /m);
  terminal.type('/');
  for (let letter = 0; letter < 'flag:any'.length; letter++) terminal.press('backspace');
  terminal.type('!flag:status');
  await terminal.waitForText('29 of 30 shown');
  expect(terminal.screen().join('\n')).not.toContain('!bob');
});

test('an unknown kind of flag is explained', async () => {
  await using program = await startProgram();
  await program.terminal.waitForText('5 watched');
  program.terminal.type('/flag:absnt');
  await program.terminal.waitForText('no flag absnt');
  await program.terminal.waitForText('did you mean flag:absent?');
});
