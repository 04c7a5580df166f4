import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { userNameMistake } from '../../src/config/user-name.ts';
import { userStatus } from '../../src/monitor/status.ts';
import { type Behaviour, type HostileServer, startHostileServer } from '../helpers/hostile-server.ts';
import { HOSTILE, HOSTILE_LONG } from '../helpers/hostile-strings.ts';
import { openTerminal, type Terminal } from '../helpers/terminal.ts';
import { type Emulator, openEmulator } from '../helpers/terminal-emulator.ts';
import { foreignOutput, withoutProgress } from '../helpers/terminal-output.ts';
import { narrowWidths, wideWidths, widthsOfCharacters } from '../helpers/terminal-widths.ts';
import { programCommand } from './program.ts';

const COLUMNS = 160;
const ROWS = 40;
/** The entry of a user as the server wrote it is the last thing on the page. */
const END_OF_PAGE = /^ {3}.*\}\n\n/m;

/** Devices of each user who has many. */
const MANY = 40;

/** Ends a frame that was begun as one (synchronized output). */
const END_OF_FRAME = '\u{1b}[?2026l';

const texts = HOSTILE.map(({ text }) => text);
const long = HOSTILE_LONG.map(({ text }) => text);
const crowds = Array.from({ length: Math.ceil(texts.length / MANY) }, (_, at) => `!crowd${at}`);

/** One user for each string, who bears it as name too where the configuration takes it; some with many; some with a megabyte. */
const bearers = texts.map((text, at) => (userNameMistake(text.trim()) === null && !text.includes('#') ? text.trim() : `u${at}`));
const users = [...crowds, ...bearers, ...long.map((_, at) => `zlong${at}`)];

/** Names that differ by case alone are one user. */
const watched = new Set(users.map((uid) => uid.toLowerCase()));

/** Everybody with the strings as device, status and ext; `turn` of them further on, so that everything changes. */
function hostile(turn: number): Behaviour {
  const at = (index: number) => texts[(index + turn) % texts.length] as string;
  const places = new Map(users.map((uid, index) => [uid.toLowerCase(), index]));
  return {
    failure: null,
    strangers: texts.filter((text) => text !== ''),
    says(uid) {
      const index = places.get(uid.toLowerCase()) ?? 0;
      if (index < crowds.length) {
        const own = Array.from({ length: MANY }, (_, place) => at(index * MANY + place));
        return { devices: own.map((text, place) => [`${text}${place}`, text]), ext: own.join('') };
      }
      if (index < crowds.length + texts.length) {
        const text = at(index - crowds.length);
        return { devices: [[text, text]], ext: text };
      }
      const place = index - crowds.length - texts.length;
      // One field each, and once: an answer has its bound.
      const field = (name: number, otherwise: string) => (turn === 0 && place % 3 === name ? (long[place] as string) : otherwise);
      return { devices: [[field(0, 'ios'), field(1, '1')]], ext: field(2, 'fine') };
    },
  };
}

/** How many are then shown with a status of their own. */
function customs(turn: number): number {
  const { says } = hostile(turn);
  const seen = [...watched].map((uid) => userStatus(says(uid).devices.map(([device, status]) => ({ device, status }))));
  return seen.filter((status) => status === 'custom').length;
}

const harmless: Behaviour = { failure: null, strangers: [], says: () => ({ devices: [['ios', '1']], ext: 'fine' }) };

/** Bodies of failed answers that hold every string, each about as many as a message shows. */
const failures = chunksOf(texts, 180).map((text, at) => {
  const field = ['error_description', 'result', 'error'][at % 3] as string;
  return JSON.stringify({ [field]: `#${at} ${text}`, exception: text });
});

function chunksOf(all: readonly string[], length: number): string[] {
  const chunks: string[] = [];
  for (const text of all) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + text.length <= length) chunks[chunks.length - 1] = last + text;
    else chunks.push(text);
  }
  return chunks;
}

let folder: string;
let server: HostileServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'presence-monitor-'));
  server = await startHostileServer(harmless);
  const config = { host: server.origin, orgName: 'org', appName: 'app', uid: 'wzy', token: { env: 'TOKEN' } };
  const watching = { users, callsPerSecond: 50, refresh: '1h' };
  await writeFile(join(folder, 'presence-monitor.config.json'), JSON.stringify({ ...config, ...watching }));
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function start(command: [string, ...string[]] = programCommand([])): Terminal {
  const env = { HOME: folder, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder, TOKEN: 'YWMtsesame-sesame' };
  return openTerminal({ command, columns: COLUMNS, rows: ROWS, cwd: folder, env });
}

/** The program with a shell that stays when it has ended: what a pty still holds at the end of its last process may be lost. */
function startAndStay(...args: string[]): Terminal {
  return start(['/bin/sh', '-c', '"$@"; printf "EXIT %s\\n" "$?"; read -r _', 'sh', ...programCommand(args)]);
}

/** The table on a screen, cell by cell: its heading, and its rows that are not empty. */
function tableOn(emulator: Emulator): { readonly heading: string; readonly rows: readonly (readonly string[])[] } {
  const rows = emulator.cells().map((cells) => cells.map(({ char }) => char));
  const top = rows.findIndex((cells) => cells.join('').includes('LAST CHANGE'));
  const bottom = rows.findIndex((cells) => cells.join('').startsWith('─'));
  expect(top).toBeGreaterThan(0);
  expect(bottom).toBeGreaterThan(top);
  return { heading: (rows[top] as string[]).join(''), rows: rows.slice(top + 1, bottom) };
}

/** Rows whose cells under LAST CHANGE, SUB and AGE do not begin where their headings do. */
function crooked(emulator: Emulator): string[] {
  const { heading, rows } = tableOn(emulator);
  const [change, sub, age] = ['LAST CHANGE', 'SUB', 'AGE'].map((title) => heading.indexOf(title)) as [number, number, number];
  return rows
    .filter((cells) => {
      const from = (column: number, count: number) => cells.slice(column, column + count).join('');
      return !(from(change, 10) === '2022-02-10' && /^ (–|\d+d) /.test(from(sub - 1, 6)) && / <2h/.test(from(age - 1, 4)));
    })
    .map((cells) => cells.join('').trim())
    .filter((text) => text !== '');
}

test('the whole program shows every hostile string everywhere, and sends nothing but its own sequences; columns stay straight', async () => {
  await using terminal = start();
  const others = [widthsOfCharacters, wideWidths, narrowWidths].map((widths) => openEmulator(COLUMNS, ROWS, () => {}, widths));
  let fed = 0;
  /** On this terminal, and on others that have ideas of their own about widths, all rows are straight once a frame is complete. */
  const checkTable = async (): Promise<void> => {
    await terminal.waitFor(() => crooked(terminal.emulator).length === 0, { what: 'straight columns' });
    const bytes = terminal.rawBytes();
    const complete = bytes.lastIndexOf(END_OF_FRAME) + END_OF_FRAME.length;
    const fresh = bytes.subarray(fed, complete);
    fed = complete;
    for (const emulator of others) {
      await new Promise<void>((resolve) => emulator.xterm.write(fresh, resolve));
      expect(crooked(emulator)).toEqual([]);
    }
  };
  /** Every page of the table, from the first user to the last. */
  const checkPages = async (): Promise<void> => {
    terminal.press('home');
    const pages = Math.floor((watched.size - 1) / tableOn(terminal.emulator).rows.length);
    for (let page = 0; page < pages; page++) {
      const first = terminal.screen()[3];
      await checkTable();
      terminal.press('pagedown');
      await terminal.waitFor(() => terminal.screen()[3] !== first, { what: 'the next page' });
    }
    await checkTable();
  };
  await terminal.waitForText(/oldest <2h/);
  await checkTable();
  expect(foreignOutput(terminal.rawBytes())).toBeNull();

  for (const turn of [211, 0]) {
    server.behaviour = hostile(turn);
    terminal.type('R');
    await terminal.waitForText(`◆ ${customs(turn)} custom`);
  }
  await checkPages();

  /** Leaves but a few rows, so that frames are quick. */
  const filter = async (text: string): Promise<void> => {
    terminal.type('/');
    await terminal.waitForText('filter:');
    terminal.press('ctrl-u');
    terminal.type(text);
    await terminal.waitForText(`/${text}  `);
    terminal.press('enter', 'home');
    await terminal.waitUntilGone('filter:');
  };
  await filter('crowd');
  for (const [at, crowd] of crowds.entries()) {
    await terminal.waitFor(() => terminal.screen().some((line) => line.startsWith(`▌ !${crowd}`)), { what: `${crowd} chosen` });
    terminal.press('enter');
    await terminal.waitUntilGone('USER ▲');
    terminal.press('pagedown', 'pagedown', 'pagedown', 'end');
    await terminal.waitForText(END_OF_PAGE);
    if (at % 7 === 0) {
      terminal.type('e');
      await terminal.waitForText(`Set the status of ${crowd}`);
      terminal.press('tab', 'tab', 'home', 'enter');
      await terminal.waitForText('shorten it');
      terminal.press('esc');
      await terminal.waitForText(END_OF_PAGE);
    }
    terminal.press('esc');
    await terminal.waitForText('USER ▲');
    terminal.press('down');
  }
  expect(foreignOutput(terminal.rawBytes())).toBeNull();

  await filter((crowds.at(-1) as string).slice(1));
  terminal.resize(200, 20);
  for (const [at, body] of failures.entries()) {
    server.behaviour = { ...server.behaviour, failure: { status: 400, body } };
    terminal.type('r');
    await terminal.waitForText(`answered 400: #${at} `);
  }
  terminal.type('/');
  await terminal.waitForText('filter:');
  terminal.paste(texts.join('').replaceAll('\u{1b}', '').toWellFormed());
  await terminal.waitForText('nobody matches');
  terminal.press('esc');
  await terminal.waitForText(/ \d+ watched/);
  expect(foreignOutput(terminal.rawBytes())).toBeNull();

  const raw = terminal.raw();
  const leaked = texts.filter((text) => text.length > 3 && foreignOutput(Buffer.from(text)) !== null && raw.includes(text));
  expect(leaked).toEqual([]);

  terminal.press('end', 'enter');
  await terminal.waitUntilGone('USER ▲');
  terminal.press('esc');
  await terminal.waitForText('USER ▲');
  terminal.type('y');
  await terminal.waitForText(/sent \S+ to the clipboard/);
  expect(foreignOutput(terminal.rawBytes(), { clipboard: true })).toBeNull();
  const sent = terminal
    .raw()
    .split('\u{1b}]52;c;')
    .slice(1)
    .map((rest) => Buffer.from(rest.slice(0, rest.indexOf('\u{7}')), 'base64').toString());
  expect(sent).toHaveLength(1);
  expect(terminal.screen().find((line) => line.startsWith('▌'))).toContain(sent[0]);

  terminal.type('q');
  expect((await terminal.waitForExit()).exitCode).toBe(0);
  expect(foreignOutput(terminal.rawBytes(), { clipboard: true })).toBeNull();
  expect(terminal.raw()).toMatch(/\[\?7h.*\[\?1049l/s);
});

test.each([
  ['a table', []],
  ['CSV', ['--csv']],
])('one sweep over every hostile string is %s without anything that acts', async (_, args) => {
  server.behaviour = hostile(0);
  const file = join(folder, 'some.txt');
  await writeFile(file, [...users.slice(0, -long.length), 'zlong2'].join('\n'));
  await using terminal = startAndStay('--once', '--users-file', file, ...args);
  await terminal.waitForText('EXIT 0');
  expect(foreignOutput(terminal.rawBytes())).toBeNull();
  const raw = withoutProgress(terminal.raw()).replace('EXIT 0\r\n', '');
  expect(raw).not.toContain('\u{1b}');
  expect(raw.trimEnd().split('\n').length).toBeGreaterThan(HOSTILE.length);
  if (args.length === 0) return;
  for (const record of raw.trimEnd().split('\r\n')) {
    const fields = [...`${record},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/gu)].map(([, quoted, bare]) => quoted ?? bare);
    expect(fields).toHaveLength(7);
    for (const field of fields) expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
  }
});

test('what the server says of a failure, and what stands in a file of names, is harmless on stderr too', async () => {
  server.behaviour = { ...harmless, failure: { status: 400, body: failures[0] as string } };
  await using failing = startAndStay('--once');
  await failing.waitForText('EXIT 4');
  expect(failing.raw()).toContain('answered 400: #0 ');
  expect(foreignOutput(failing.rawBytes())).toBeNull();

  const file = join(folder, 'names.txt');
  await writeFile(file, texts.join('\n').toWellFormed());
  await using refused = startAndStay('--once', '--users-file', file);
  await refused.waitForText('EXIT 2');
  expect(refused.raw()).toContain('a user name without control characters');
  expect(foreignOutput(refused.rawBytes())).toBeNull();
});
