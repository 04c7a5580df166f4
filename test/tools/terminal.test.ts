import { describe, expect, it, vi } from 'vitest';
import { openTerminal } from '../helpers/terminal.ts';

vi.setConfig({ testTimeout: 60_000 });

const node = (script: string): [string, ...string[]] => [process.execPath, '--input-type=module', '-e', script];
/** Goes on living, and echoes nothing by itself. */
const LISTEN = 'process.stdin.setRawMode(true); process.stdin.resume();';

describe('what a program gets', () => {
  it('is a terminal of the asked size, with a known environment and no CI', async () => {
    await using terminal = openTerminal({
      command: node(`const { TERM, LANG, TZ, CI, NO_COLOR, EXTRA } = process.env;
        console.log(process.stdout.isTTY, process.stdout.columns, process.stdout.rows);
        console.log(JSON.stringify({ TERM, LANG, TZ, CI, NO_COLOR, EXTRA }));`),
      columns: 100,
      rows: 30,
      env: { EXTRA: 'yes' },
    });
    expect(await terminal.waitForExit()).toEqual({ exitCode: 0, signal: null });
    expect(terminal.screen()).toHaveLength(30);
    expect(terminal.screen()[0]).toBe('true 100 30');
    expect(JSON.parse(terminal.screen()[1] ?? '')).toEqual({ TERM: 'xterm-256color', LANG: 'C.UTF-8', TZ: 'UTC', EXTRA: 'yes' });
  });

  it('is each key as an xterm sends it, cursor keys by the mode the program chose', async () => {
    await using terminal = openTerminal({
      command: node(`${LISTEN} process.stdout.write('ready\\r\\n');
        process.stdin.on('data', (data) => { process.stdout.write(JSON.stringify(String(data)) + '\\r\\n');
          if (String(data) === '\\r') process.stdout.write('\\u001b[?1happlication\\r\\n'); });`),
    });
    await terminal.waitForText('ready');
    terminal.press('up');
    await terminal.waitForText('"\\u001b[A"');
    terminal.press('enter');
    await terminal.waitForText('application');
    terminal.press('up');
    await terminal.waitForText('"\\u001bOA"');
    terminal.press('ctrl-c');
    await terminal.waitForText('"\\u0003"');
    terminal.type('jk');
    await terminal.waitForText('"jk"');
  });

  it('is a bracketed paste once it asked for one', async () => {
    await using terminal = openTerminal({
      command: node(`${LISTEN} process.stdin.on('data', (data) => process.stdout.write(JSON.stringify(String(data))));
        process.stdout.write('\\u001b[?2004hready');`),
    });
    await terminal.waitForText('ready');
    terminal.paste('two words');
    await terminal.waitForText('"\\u001b[200~two words\\u001b[201~"');
  });

  it('is an answer when it asks the terminal where the cursor is', async () => {
    await using terminal = openTerminal({
      command: node(`${LISTEN} process.stdin.on('data', (data) => process.stdout.write(JSON.stringify(String(data))));
        process.stdout.write('abc\\u001b[6n');`),
    });
    await terminal.waitForText('"\\u001b[1;4R"');
  });

  it('is told of a new size', async () => {
    await using terminal = openTerminal({
      command: node(`${LISTEN} process.stdout.write('ready');
        process.stdout.on('resize', () => process.stdout.write(process.stdout.columns + 'x' + process.stdout.rows));`),
    });
    await terminal.waitForText('ready');
    terminal.resize(50, 12);
    await terminal.waitForText('50x12');
    expect(terminal.screen()).toHaveLength(12);
  });
});

describe('what a test sees', () => {
  it('is text by rows and cells with their looks', async () => {
    await using terminal = openTerminal({
      command: node(
        `process.stdout.write('plain   \\r\\n\\u001b[1;32mA\\u001b[0;2mB\\u001b[0;7mC\\u001b[0;38;5;200mD\\u001b[0;38;2;1;2;3mE\\u001b[m字')`,
      ),
      rows: 3,
    });
    await terminal.waitForExit();
    expect(terminal.screen()).toEqual(['plain', 'ABCDE字', '']);
    expect(terminal.cell(0, 0)).toMatchObject({ char: 'p', fg: 'default', bold: false, dim: false, inverse: false });
    expect(terminal.cell(1, 0)).toMatchObject({ char: 'A', fg: 'green', bold: true });
    expect(terminal.cell(1, 1)).toMatchObject({ char: 'B', dim: true });
    expect(terminal.cell(1, 2)).toMatchObject({ char: 'C', inverse: true });
    expect(terminal.cell(1, 3).fg).toBe('palette-200');
    expect(terminal.cell(1, 4).fg).toBe('#010203');
    expect(terminal.cell(1, 5)).toMatchObject({ char: '字', width: 2 });
    expect(terminal.cell(1, 6)).toMatchObject({ char: '', width: 0 });
    expect(() => terminal.cell(3, 0)).toThrow(RangeError);
  });

  it.each([
    ['a letter with an accent of its own', 'e\u0301', 1],
    ['a sign', '●', 1],
    ['an ideograph', '字', 2],
    ['an emoji', '🍜', 2],
    ['a family', '👨\u200d👩\u200d👧', 2],
    ['a hand with a skin tone', '👍🏽', 2],
    ['a flag', '🇩🇪', 2],
    ['a sign asked to be an emoji', '⚠\ufe0f', 2],
  ])('is %s as one cell of its width', async (_, text, width) => {
    await using terminal = openTerminal({ command: ['/bin/sh', '-c', 'printf "%s|" "$TEXT"'], env: { TEXT: text } });
    await terminal.waitForExit();
    expect(terminal.cell(0, 0)).toMatchObject({ char: text, width });
    expect(terminal.cell(0, width).char).toBe('|');
  });

  it('is two flags side by side', async () => {
    await using terminal = openTerminal({ command: ['/bin/sh', '-c', 'printf "%s" "$TEXT"'], env: { TEXT: '🇩🇪🇫🇷' } });
    await terminal.waitForExit();
    expect([0, 2].map((column) => terminal.cell(0, column).char)).toEqual(['🇩🇪', '🇫🇷']);
  });

  it('is the modes, the bells and every byte', async () => {
    await using terminal = openTerminal({
      command: node(`${LISTEN} process.stdout.write('\\u001b[?1049h\\u001b[?25l\\u001b[?2004h\\u0007on');
        process.stdin.on('data', () => process.stdout.write('\\u001b[?2004l\\u001b[?25h\\u001b[?1049loff'));`),
    });
    expect(terminal.modes()).toMatchObject({ alternateScreen: false, cursorHidden: false, bracketedPaste: false });
    await terminal.waitForText('on');
    expect(terminal.modes()).toMatchObject({ alternateScreen: true, cursorHidden: true, bracketedPaste: true });
    expect(terminal.bells).toBe(1);
    terminal.press('space');
    await terminal.waitForText('off');
    expect(terminal.modes()).toMatchObject({ alternateScreen: false, cursorHidden: false, bracketedPaste: false });
    expect(terminal.raw()).toContain('\u001b[?1049h');
    expect(terminal.bytes).toBe(Buffer.byteLength(terminal.raw()));
  });

  it('is never half of a frame that the program marked as one', async () => {
    await using terminal = openTerminal({
      command: node(`${LISTEN} process.stdout.write('\\u001b[?2026hfirst half');
        process.stdin.on('data', () => process.stdout.write(', second half\\u001b[?2026l'));`),
    });
    const seen = terminal.waitForText('first half');
    await new Promise<void>((resolve) => {
      const { dispose } = terminal.emulator.xterm.onWriteParsed(() => {
        dispose();
        resolve();
      });
    });
    terminal.press('space');
    expect((await seen)[0]).toBe('first half, second half');
  });
});

describe('waiting', () => {
  it('gives up with the screen and the state of the program', async () => {
    await using terminal = openTerminal({ command: node(`${LISTEN} console.log('something else')`), columns: 30, rows: 3 });
    await terminal.waitForText('something else');
    const error = await terminal.waitForText('never', { timeout: 20 }).catch((reason: unknown) => reason);
    expect(String(error)).toContain('waited 20 ms for "never"');
    expect(String(error)).toContain('still running');
    expect(String(error)).toContain('│something else');
  });

  it('gives up at once when the program has ended', async () => {
    await using terminal = openTerminal({ command: node(`console.log('bye'); process.exitCode = 3;`) });
    await expect(terminal.waitForText('never', { timeout: 50_000 })).rejects.toThrow(
      /the program ended before "never"[\s\S]*exit code 3[\s\S]*bye/,
    );
  });

  it('takes patterns that span rows, and a flag does not make it miss', async () => {
    await using terminal = openTerminal({ command: node(`console.log('ONE\\ntwo')`) });
    await terminal.waitForText(/one\ntwo/gi);
    expect((await terminal.waitForText(/one\ntwo/gi)).slice(0, 2)).toEqual(['ONE', 'two']);
  });
});

describe('ends', () => {
  it('tell a signal from an exit code', async () => {
    await using terminal = openTerminal({ command: node(`${LISTEN} console.log('ready')`) });
    await terminal.waitForText('ready');
    terminal.kill('SIGTERM');
    expect(await terminal.waitForExit()).toEqual({ exitCode: null, signal: 'SIGTERM' });
  });

  it('come with all that was written before them', async () => {
    // node-pty reads for 200 ms after the end of a program and no longer: no more than a busy machine gets through in that.
    await using terminal = openTerminal({ command: node(`for (let n = 1; n <= 300; n++) console.log('line ' + n)`), rows: 4 });
    await terminal.waitForExit();
    expect(terminal.screen()).toEqual(['line 298', 'line 299', 'line 300', '']);
  });

  it('come by SIGHUP when the terminal vanishes', async () => {
    await using terminal = openTerminal({ command: node(`${LISTEN} console.log('ready')`) });
    await terminal.waitForText('ready');
    terminal.closeMaster();
    expect(await terminal.waitForExit()).toEqual({ exitCode: null, signal: 'SIGHUP' });
  });
});
