import { expect, test } from 'vitest';
import { type Program, startProgram } from './program.ts';

/** Whom the acting user is subscribed to now, by name. */
function held({ simulator }: Program): readonly string[] {
  const [actor = ''] = simulator.accounts;
  return simulator.subscriptions.list(actor, Date.now()).map(({ uid }) => uid);
}

/** Seconds from now until a subscription ends. */
function secondsLeft({ simulator }: Program, name: string): number {
  const [actor = ''] = simulator.accounts;
  const found = simulator.subscriptions.list(actor, Date.now()).find(({ uid }) => uid === name);
  return (found?.expiry ?? 0) - Date.now() / 1000;
}

const line = ({ terminal }: Program, name: string) => terminal.screen().find((found) => found.includes(name)) ?? '';

test('T lists every change; its line stays on its change while others arrive, opens the user and copies the name', async () => {
  await using program = await startProgram({ config: { refresh: '1s' } });
  const { terminal, simulator } = program;
  await terminal.waitForText('all well');
  terminal.type('T');
  await terminal.waitForText('changes of all users');
  simulator.world.set('alice', 'web_1', '1');
  await terminal.waitForText(/▌\d\d:\d\d:\d\d–\d\d:\d\d:\d\d {2}alice +web_1 {2}none → online/);
  simulator.world.set('bob', 'web_2', '1');
  await terminal.waitForText(/ \d\d:\d\d:\d\d–\d\d:\d\d:\d\d {2}bob +web_2 {2}none → online/);
  expect(line(program, 'web_1')).toMatch(/^▌/);
  terminal.type('y');
  await terminal.waitForText('sent alice to the clipboard');
  terminal.press('enter');
  await terminal.waitForText('● web_1  online');
  terminal.press('esc');
  await terminal.waitForText('changes of all users');
  terminal.type('g');
  await terminal.waitFor(() => line(program, 'web_2').startsWith('▌'), { what: 'the newest change to be selected' });
  terminal.type('p');
  await terminal.waitForText('as of');
  terminal.press('esc');
  await terminal.waitForText('LAST CHANGE');
});

test('E lists an outage as one entry, with what to do, also once it is over', async () => {
  await using program = await startProgram({ config: { refresh: '1s' }, columns: 60, rows: 15 });
  const { terminal, simulator } = program;
  await terminal.waitForText('all well');
  await simulator.setFaultRules([{ do: 'status', status: 500, when: { calls: ['retrieve'] } }]);
  await terminal.waitForText('trouble');
  terminal.type('E');
  await terminal.waitForText(/▌\d\d:\d\d:\d\d–\d\d:\d\d:\d\d {2}×\d+ {2}retrieve 500 {2}server/);
  await simulator.setFaultRules([]);
  await terminal.waitForText('all well');
  expect(terminal.screen().join('\n')).toMatch(/1 error so far.*\n▌.*×\d+ {2}retrieve 500/);
  expect(terminal.screen().join('\n')).toMatch(/^▌ {2}→ \S/m);
  terminal.type('q');
  await terminal.waitForText('USER ▲');
});

test('L lists the subscriptions, watched or not: extended and ended there, they are so on the server', async () => {
  await using program = await startProgram({ simulator: { users: 5, sublistLag: 0 }, config: { users: ['alice', 'bob'] } });
  const { terminal, simulator } = program;
  const [actor = ''] = simulator.accounts;
  await terminal.waitForText('all well');
  simulator.subscriptions.subscribe(actor, ['Alice', 'c2', 'carol'], 3600, Date.now());
  simulator.subscriptions.subscribe(actor, ['x'], 29 * 86_400, Date.now());
  terminal.type('L');
  await terminal.waitForText('no subscription');
  terminal.type('R');
  await terminal.waitForText('subscriptions of wzy · 4 of 3,000');
  await terminal.waitForText('! 3 end within a day');
  expect(line(program, 'Alice')).toMatch(/^▌ ! Alice +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}in (1h|59m)$/);
  expect(line(program, '~x ')).toMatch(/^ {3}~x +.* in 28d +not watched$/);

  terminal.type('jVjV');
  await terminal.waitForText('2 marked');
  terminal.type('a');
  await terminal.waitForText(/c2 (1h|59m) → 7d, carol (1h|59m) → 7d/);
  terminal.press('enter');
  await terminal.waitForText('subscribed to 2 users for 7d');
  await terminal.waitForText('! 1 ends within a day');
  expect(terminal.screen().join('\n')).not.toContain('marked');
  for (const name of ['c2', 'carol']) expect(secondsLeft(program, name)).toBeGreaterThan(6.9 * 86_400);

  terminal.type('Gx');
  await terminal.waitForText('Unsubscribe from x');
  terminal.press('enter');
  await terminal.waitForText('3 of 3,000');
  expect(held(program).toSorted()).toEqual(['Alice', 'c2', 'carol']);

  await simulator.setFaultRules([{ do: 'status', status: 403, when: { calls: ['unsubscribe'] } }]);
  terminal.type('*x');
  await terminal.waitForText('Unsubscribe from 3 users');
  terminal.press('enter');
  await terminal.waitForText('they are marked');
  expect(terminal.screen().filter((found) => /^[▌ ]\+/.test(found))).toHaveLength(3);
  terminal.type('E');
  await terminal.waitForText(/unsubscribe 403/);
  expect(held(program)).toHaveLength(3);
});

test('in a read-only run L shows the subscriptions and says why it changes none, on the narrowest screen too', async () => {
  await using program = await startProgram({ args: ['--read-only'], columns: 40, rows: 10, simulator: { sublistLag: 0 } });
  const { terminal, simulator } = program;
  const [actor = ''] = simulator.accounts;
  simulator.subscriptions.subscribe(actor, ['alice'], 86_400 * 9, Date.now());
  await terminal.waitForText('all well');
  terminal.type('LR');
  await terminal.waitForText(/▌ {3}alice .* in 8d/);
  for (const key of ['a', 'x']) {
    terminal.type(key);
    await terminal.waitForText('read-only:');
    terminal.type('k');
    await terminal.waitUntilGone('read-only:');
  }
  expect(['subscribe', 'unsubscribe'].map((call) => simulator.traffic.count(call as 'subscribe'))).toEqual([0, 0]);
});
