import { expect, test } from 'vitest';
import { startProgramInShell } from './program.ts';

type Started = Awaited<ReturnType<typeof startProgramInShell>>;

/** The program with a subscription to alice on its way; what it gives ends the wait for the answer. */
async function subscribing({ terminal, simulator }: Started): Promise<() => void> {
  const held = Promise.withResolvers<undefined>();
  await terminal.waitForText('all well');
  simulator.setFault((call) => (call === 'subscribe' ? held.promise : undefined));
  terminal.type('a');
  await terminal.waitForText('Subscribe to alice');
  terminal.press('enter');
  await terminal.waitForText('subscribing to alice for 7d …');
  return () => held.resolve(undefined);
}

test('q asks while a change is on its way; Esc stays; once the change has ended it says how, and Enter quits', async () => {
  await using program = await startProgramInShell();
  const { terminal } = program;
  const answer = await subscribing(program);
  terminal.type('q');
  await terminal.waitForText('Quit while a change is on its way?');
  terminal.press('esc');
  await terminal.waitUntilGone('Quit while');
  terminal.type('q');
  await terminal.waitForText('Enter quits anyway   Esc stays');
  answer();
  await terminal.waitForText(/The change has ended. Quit\?\n subscribed to alice for 7d\n Enter quits/);
  terminal.press('enter');
  expect((await terminal.waitForReturn()).status).toBe(0);
  expect(terminal.screen().join('\n')).not.toContain('left while');
});

test.each([
  [
    'ctrl-c, pressed again when it asks,',
    130,
    async ({ terminal }: Started) => {
      terminal.press('ctrl-c');
      await terminal.waitForText('Quit while a change is on its way?');
      terminal.press('ctrl-c');
    },
  ],
  ['SIGTERM, without a question,', 143, async ({ terminal }: Started) => terminal.signalProgram('SIGTERM')],
])('%s leaves a change that is on its way with %i, and says on the terminal what is not known', async (_, code, leave) => {
  await using program = await startProgramInShell();
  const { terminal } = program;
  await subscribing(program);
  await leave(program);
  const { status, settings } = await terminal.waitForReturn();
  expect(status).toBe(code);
  expect(settings).toBe(terminal.settingsBefore);
  const screen = terminal.screen().join('\n');
  expect(screen).toContain('earlier output');
  expect(screen.replaceAll('\n', '')).toContain(
    'presence-monitor: left while subscribing to alice for 7d: whether it was done is not known. Start again and look at SUB of alice.',
  );
});
