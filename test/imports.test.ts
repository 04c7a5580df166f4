import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = new URL('../src/', import.meta.url).pathname;

interface Import {
  /** Paths below src/. */
  readonly file: string;
  readonly room: string;
  readonly from: string;
  readonly typesOnly: boolean;
}

/** The rooms of the house and whom each may ask; `text` is open to all. Files beside the rooms count as `cli`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  cli: ['command-line', 'commands', 'config'],
  'command-line': ['commands: types'],
  commands: ['config', 'api', 'monitor', 'runtime', 'ui', 'simulator'],
  config: ['monitor/filter/parse.ts', 'monitor/bounds.ts'],
  ui: ['keys', 'monitor', 'api: types'],
  keys: ['monitor'],
  runtime: ['monitor', 'api'],
  monitor: ['api/contract.ts', 'api: types'],
  simulator: ['api/contract.ts'],
  api: [],
  text: [],
};

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const imports = files.flatMap((file): Import[] => {
  const source = readFileSync(join(SOURCE, file), 'utf8');
  const found = source.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from '([^']+)'|\bimport\('([^']+)'\)/gm);
  return [...found].map(([, types, fixed, lazy]) => {
    const name = fixed ?? lazy ?? '';
    const from = name.startsWith('.') ? normalize(join(dirname(file), name)) : name;
    return { file, room: roomOf(file), from, typesOnly: types !== undefined };
  });
});

function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] as string) : 'cli';
}

function isAllowed({ room, from, typesOnly }: Import): boolean {
  const target = roomOf(from);
  const allowed = MAY_IMPORT[room] ?? [];
  return (
    target === room ||
    target === 'text' ||
    allowed.includes(target) ||
    allowed.includes(from) ||
    (typesOnly && allowed.includes(`${target}: types`))
  );
}

test('imports run one way between the rooms', () => {
  const ours = imports.filter(({ from }) => files.includes(from));
  expect(ours.length).toBeGreaterThan(100);
  expect(ours.filter((found) => !isAllowed(found)).map(({ file, from }) => `${file} → ${from}`)).toEqual([]);
});

test.each([
  ['got', ['api/transport.ts']],
  ['p-throttle', ['api/limiter.ts']],
  ['@humanwhocodes/momoa', ['api/json.ts', 'config/json-document.ts']],
  ['hpagent', ['api/tunnel.ts']],
  ['proxy-from-env', ['api/proxy.ts']],
  ['ink-table', ['ui/table/user-table.tsx']],
  ['@alcalzone/ansi-tokenize', ['ui/frame/cells.ts', 'ui/frame/pen.ts']],
])('%s is known to %s alone', (name, knowing) => {
  expect([...new Set(imports.filter(({ from }) => from === name).map(({ file }) => file))].toSorted()).toEqual(knowing);
});

test('commander is known to the room that reads the command line, and to the bin', () => {
  const knowing = imports
    .filter(({ from }) => from === 'commander')
    .map(({ file, room }) => (room === 'command-line' ? room : file));
  expect([...new Set(knowing)].toSorted()).toEqual(['cli.ts', 'command-line']);
});

test.each([
  ['createPresenceClient', ['api/client.ts', 'runtime/gate.ts']],
  ['createTransport', ['api/client.ts', 'api/tokens/client-credentials.ts', 'api/transport.ts']],
])('there is no way to the server but through the gate: %s is known to %s alone', (name, knowing) => {
  const mentions = (file: string) => readFileSync(join(SOURCE, file), 'utf8').includes(name);
  expect(files.filter(mentions).toSorted()).toEqual(knowing);
});

test('the monitor knows no React, no timers, no clock and no IO', () => {
  const inMonitor = files.filter((file) => file.startsWith('monitor/'));
  for (const file of inMonitor) {
    expect(readFileSync(join(SOURCE, file), 'utf8'), file).not.toMatch(
      /Date\.now|new Date|setTimeout|setInterval|performance\.|process\.|from 'node:|from '(react|ink)'/,
    );
  }
});

test('only the app listens to keys', () => {
  const listening = files.filter((file) => /\buse(Input|Paste)\(/.test(readFileSync(join(SOURCE, file), 'utf8')));
  expect(listening).toEqual(['ui/app.tsx']);
});
