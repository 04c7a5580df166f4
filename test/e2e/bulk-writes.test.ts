import { expect, test } from 'vitest';
import { startProgram } from './program.ts';

test('250 users are subscribed in three calls with a bar; the page of results lists calls and failures', async () => {
  await using program = await startProgram({ simulator: { users: 250, sublistLag: 0 }, config: { refresh: '1h' } });
  const { terminal, simulator } = program;
  await terminal.waitForText(/● \d+ online/);
  terminal.type('W');
  await terminal.waitForText('nothing was changed in this run yet');
  terminal.press('ctrl-x');
  await terminal.waitForText('no change has calls left that could be stopped');

  const [, first = ''] = /^▌ +(\S+)/m.exec(terminal.screen().join('\n')) ?? [];
  const calls = { calls: ['subscribe' as const] };
  await simulator.setFaultRules([
    { do: 'delay', milliseconds: 700, when: calls },
    { do: 'status', status: 422, when: { ...calls, users: [first] }, text: 'too many sub presence' },
  ]);
  terminal.type('*');
  await terminal.waitForText('250 marked');
  terminal.type('a');
  await terminal.waitForText('Subscribe to 250 users');
  terminal.press('tab');
  terminal.type('250');
  await terminal.waitForText('sends 3 calls');
  terminal.press('enter');
  await terminal.waitForText(/subscribing 250 users {2}[█░]+ 0 of 3 calls · 0 done/);
  await terminal.waitForText(/1 of 3 calls · 0 done · 100 failed/);
  await terminal.waitForText(/100 not done: W shows which; 150 of 250 subscribed/, { timeout: 10_000 });
  await terminal.waitForText('100 marked');

  terminal.type('W');
  await terminal.waitForText('CALL USERS  CAME TO');
  await terminal.waitForText(/1 +100 {2}not done: .*too many sub presence/);
  await terminal.waitForText(/2 +100 {2}done in \d+ ms/);
  await terminal.waitForText('100 not done: ');
  terminal.press('esc');
  await terminal.waitUntilGone('CALL USERS');
  expect(simulator.traffic.count('subscribe')).toBe(3);
});

test('the rest of a change is stopped by ctrl-x', async () => {
  await using program = await startProgram({ simulator: { users: 250, sublistLag: 0 }, config: { refresh: '1h' } });
  const { terminal, simulator } = program;
  await terminal.waitForText(/● \d+ online/);
  await simulator.setFaultRules([{ do: 'delay', milliseconds: 1500, when: { calls: ['unsubscribe'] } }]);
  terminal.type('*x250');
  terminal.press('enter');
  await terminal.waitForText('0 of 3 calls');
  terminal.press('ctrl-x');
  await terminal.waitForText('150 not sent: W shows which; 100 of 250 unsubscribed');
  expect(simulator.traffic.count('unsubscribe')).toBe(1);
});

test('+ shows what it comes to, Enter takes it, Esc leaves it; ctrl-n chooses another device', async () => {
  await using program = await startProgram({ config: { callsPerSecond: 5 } });
  const { terminal } = program;
  await terminal.waitForText('/s of 5');
  terminal.type('+');
  await terminal.waitForText('Up to 6 calls/s instead of 5');
  terminal.press('esc');
  await terminal.waitUntilGone('Up to 6');
  expect(terminal.screen().join('\n')).toContain('/s of 5');
  terminal.type('--');
  await terminal.waitForText('Up to 3 calls/s instead of 5');
  terminal.press('enter');
  await terminal.waitForText('/s of 3');

  terminal.type('e');
  await terminal.waitForText('Set the status of');
  const [first] = terminal.screen().filter((line) => /› device/.test(line));
  terminal.press('ctrl-n');
  await terminal.waitFor(() => !terminal.screen().includes(first ?? ''), {
    what: 'another device, or the reason why there is none',
  });
});
