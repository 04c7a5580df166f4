import { expect, test } from 'vitest';
import { driveSdk, SDK_RESOURCE } from '../helpers/vendor-sdk.ts';
import { startProgram } from './program.ts';

test('what somebody does with the vendor SDK shows on the screen', async () => {
  await using program = await startProgram({
    config: { refresh: '1s', users: ['wzy', 'alice', 'bob'] },
    simulator: { sublistLag: 0 },
    columns: 120,
  });
  const { terminal, simulator } = program;
  await terminal.waitForText('all well');
  const row = (uid: string) => terminal.screen().find((line) => line.slice(0, 30).includes(` ${uid} `)) ?? '';

  const [published, subscribed] = await driveSdk(simulator, [
    ['publishPresence', { description: 'at lunch 🍜' }],
    ['subscribePresence', { usernames: ['alice'], expiry: 86_400 * 3 }],
  ]);
  expect([published?.error, subscribed?.error]).toEqual([undefined, undefined]);
  await terminal.waitFor(() => row('wzy').includes(`${SDK_RESOURCE} ●`) && row('wzy').includes('at lunch 🍜'), {
    what: 'the published status in the table',
  });
  await terminal.waitForText(new RegExp(`wzy +${SDK_RESOURCE} +none → online`));
  terminal.type('R');
  await terminal.waitFor(() => / 2d /.test(row('alice')), { what: 'the subscription in SUB' });
});
