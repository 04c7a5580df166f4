import { describe, expect, test } from 'vitest';
import { processState, waitUntilGone } from '../helpers/process-state.ts';
import { mendByRedraw, stillText } from '../helpers/still-screen.ts';
import { startProgram, startProgramInShell } from './program.ts';

const GIVEN_BACK = { alternateScreen: false, cursorHidden: false, bracketedPaste: false };
const TAKEN = { alternateScreen: true, cursorHidden: true, bracketedPaste: true };

/** Settings of the line, whatever its size. */
const sizeless = (settings: string) => settings.replace(/rows \d+; columns \d+;/, '');

test('a shell suspends the program and goes on with it, by ctrl-z, SIGTSTP and SIGSTOP, in a dialog and at another size', async () => {
  await using program = await startProgramInShell({ config: { refresh: '1s' } });
  const { terminal, simulator } = program;
  await terminal.waitForText('all well');

  terminal.press('ctrl-z');
  expect((await terminal.waitForStop()).settings).toBe(terminal.settingsBefore);
  expect(terminal.modes()).toMatchObject(GIVEN_BACK);
  expect(terminal.screen().join('\n')).toContain('earlier output');
  expect(processState(terminal.programPid)).toBe('T');
  simulator.world.set('alice', 'linux_9', '1');
  terminal.resize(80, 24);
  terminal.resume();
  await terminal.waitFor(() => terminal.screen()[22]?.includes('/s of 5') ?? false, { what: 'the frame at its new size' });
  expect(terminal.modes()).toMatchObject(TAKEN);
  await terminal.waitForText(/alice +linux_9/);

  terminal.type('e');
  await terminal.waitForText('Set the status');
  terminal.signalProgram('SIGTSTP');
  expect(sizeless((await terminal.waitForStop()).settings)).toBe(sizeless(terminal.settingsBefore));
  expect(terminal.modes()).toMatchObject(GIVEN_BACK);
  terminal.resume();
  await terminal.waitForText('Set the status');
  expect(terminal.modes()).toMatchObject(TAKEN);

  terminal.signalProgram('SIGSTOP');
  await terminal.waitForStop();
  // In a row that does not change, and with the cursor put back: only drawing all of it anew mends that.
  terminal.scribble('\u001b7\u001b[12;1Hwhat the shell wrote\u001b8');
  await terminal.waitForText('what the shell wrote');
  // A redraw that was due before the program was stopped may mend the screen too; keys typed before it takes the terminal are lost.
  const before = terminal.raw().length;
  terminal.resume();
  const takenAgain = () => terminal.raw().slice(before).includes('\u001b[?1049h') && terminal.modes().bracketedPaste;
  await terminal.waitFor(takenAgain, { what: 'the terminal to be taken again' });
  await terminal.waitUntilGone('what the shell wrote');
  await terminal.waitForText('Set the status');
  expect(terminal.modes()).toMatchObject(TAKEN);

  terminal.press('esc');
  await terminal.waitUntilGone('Set the status');
  terminal.type('q');
  const { status, settings } = await terminal.waitForReturn();
  expect(status).toBe(0);
  expect(sizeless(settings)).toBe(sizeless(terminal.settingsBefore));
  expect(terminal.modes()).toMatchObject(GIVEN_BACK);
});

test.each(['SIGTERM', 'SIGHUP'] as const)(
  '%s ends a suspended program, which leaves the terminal to the shell',
  async (signal) => {
    await using program = await startProgramInShell();
    const { terminal } = program;
    await terminal.waitForText('all well');
    terminal.press('ctrl-z');
    await terminal.waitForStop();
    const before = terminal.bytes;
    terminal.signalProgram(signal);
    terminal.signalProgram('SIGCONT');
    await waitUntilGone(terminal.programPid);
    expect(terminal.bytes).toBe(before);
    expect(terminal.modes()).toMatchObject(GIVEN_BACK);
    terminal.resume();
    const { settings } = await terminal.waitForReturn();
    expect(settings).toBe(terminal.settingsBefore);
  },
);

describe('where no shell could go on with it', () => {
  test('ctrl-z says so and the monitor stays; SIGPIPE is nothing; ctrl-l mends what others wrote into the screen', async () => {
    await using program = await startProgram({ config: { refresh: '1h' } });
    const { terminal } = program;
    await terminal.waitForText('all well');
    // Both answers are in: the presence, and that nobody is subscribed to.
    await terminal.waitForText(/– +<2h/);
    const before = stillText(terminal);
    terminal.press('ctrl-z');
    await terminal.waitForText('not suspended: no shell is there to go on with it');
    expect(terminal.modes()).toMatchObject(TAKEN);
    terminal.kill('SIGPIPE');
    terminal.press('esc');
    await terminal.waitFor(() => stillText(terminal) === before, { what: `the screen as it was:\n${before}` });
    await mendByRedraw(terminal);
    terminal.type('?');
    await terminal.waitForText('keys that work here');
    terminal.press('ctrl-c');
    expect(await terminal.waitForExit()).toEqual({ exitCode: 130, signal: null });
  });
});
