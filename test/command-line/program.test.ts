import { describe, expect, it } from 'vitest';
import { commandFirst } from '../../src/command-line/command-first.ts';
import { type Commands, commandLine } from '../../src/command-line/program.ts';

/** What a command line comes to: the command that runs with its options, or what is said instead. */
async function parse(text: string): Promise<[string, unknown] | string> {
  let ran: [string, unknown] | null = null;
  let said = '';
  const command = (name: keyof Commands) => async (options: unknown) => {
    ran = [name, options];
    return 0;
  };
  const commands = new Proxy({} as Commands, { get: (_, name) => command(name as keyof Commands) });
  const program = commandLine('1', commands, () => {});
  const writeErr = (more: string) => {
    said += more;
  };
  for (const each of [program, ...program.commands]) each.exitOverride().configureOutput({ writeErr });
  await program.parseAsync(commandFirst(program, text.split(' ').filter(Boolean)), { from: 'user' }).catch(() => {});
  return ran ?? said;
}

describe('an argument that the monitor does not take', () => {
  it.each([
    [
      'foo',
      "error: unknown command 'foo'\n(whom to watch is said with --user, or behind the command: presence-monitor watch foo)",
    ],
    ['subscrib alice', "error: unknown command 'subscrib'\n(Did you mean subscribe?)"],
    ['unsubcribe alice', "error: unknown command 'unsubcribe'\n(Did you mean unsubscribe?)"],
    ['-u bob set alice web_1 1', 'error: the command comes first: presence-monitor set ...'],
    ['--once -p prod subscribe bob', 'error: the command comes first: presence-monitor subscribe ...'],
    [
      'YWMtSecretToken+1',
      'error: an argument that is no command; there are watch, set, subscribe, unsubscribe, subscriptions, config, completion, replay, doctor, simulate',
    ],
  ])('%s', async (text, expected) => {
    expect(await parse(text)).toBe(`${expected}\n(--help shows every option)\n`);
  });
});

it('users are named behind the command as well as by --user', async () => {
  expect(await parse('watch alice -u bob c2')).toMatchObject(['watch', { flags: { users: ['bob', 'alice', 'c2'] } }]);
});

describe('waiting for somebody', () => {
  it('takes a filter and a time', async () => {
    expect(await parse('--until status:online --timeout 60s')).toMatchObject([
      'watch',
      { until: 'status:online', timeout: 60_000 },
    ]);
  });

  it.each([
    ['--timeout 60s', 'error: --timeout is how long --until waits: say what for with --until EXPR'],
    ['--until alice --duration 60s', "error: option '--until <EXPR>' cannot be used with option '--duration <TIME>'"],
    ['--until alice --timeout soon', 'Expected a time such as'],
  ])('%s is refused with what to do', async (text, expected) => {
    expect(await parse(text)).toContain(expected);
  });
});

describe('options that a command takes may stand before it', () => {
  it.each([
    ['-p prod set alice web_1 1 --ext x', 'set alice web_1 1 --ext x -p prod'],
    ['-p set --config=x.json --yes set alice web_1 1 --ext x', 'set alice web_1 1 --ext x -p set -c x.json --yes'],
    ['--read-only subscribe bob', 'subscribe bob --read-only'],
    ['-c x unsubscribe bob', 'unsubscribe bob -c x'],
    ['-p prod config check', 'config check -p prod'],
    ['-p prod watch --once', 'watch --once -p prod'],
    ['--port 0 simulate', 'simulate --port 0'],
  ])('%s', async (text, same) => {
    const parsed = await parse(text);
    expect(parsed).toEqual(await parse(same));
    expect(parsed).toBeInstanceOf(Array);
  });

  it('and a value that is called like a command is none', async () => {
    expect(await parse('-p set')).toEqual([
      'watch',
      expect.objectContaining({ flags: expect.objectContaining({ profile: 'set' }) }),
    ]);
    expect(await parse('-u config')).toEqual([
      'watch',
      expect.objectContaining({ flags: expect.objectContaining({ users: ['config'] }) }),
    ]);
  });
});

describe('sentences for a screen reader', () => {
  it('are a way to watch', async () => {
    expect(await parse('--screen-reader')).toEqual(['watch', expect.objectContaining({ screenReader: true })]);
    expect(await parse('')).toEqual(['watch', expect.objectContaining({ screenReader: false })]);
  });

  it.each(['--json', '--once'])('are not what %s writes', async (option) => {
    expect(await parse(`--screen-reader ${option}`)).toContain('cannot be used with');
  });
});

describe('read-only', () => {
  it.each(['', 'subscribe alice ', 'unsubscribe alice ', 'set alice web_1 1 --ext x '])(
    '"%s" takes --write, or --read-only, or neither, but not both',
    async (start) => {
      const flags = async (more: string) => {
        const parsed = await parse(start + more);
        return typeof parsed === 'string' ? parsed : (parsed[1] as { flags: object }).flags;
      };
      expect(await flags('--write')).toMatchObject({ write: true });
      expect(await flags('--read-only')).toMatchObject({ readOnly: true });
      expect(await flags('')).not.toHaveProperty('write');
      expect(await flags('--read-only --write')).toContain("option '--write' cannot be used with option '--read-only'");
    },
  );
});

it('a command that writes hands over whom it concerns, what is wanted, and the options of the connection', async () => {
  expect(await parse('set alice web_1 101 --ext busy -p prod -c x.json --as me --yes')).toEqual([
    'write',
    {
      wanted: { call: 'set', resource: 'web_1', status: '101', ext: 'busy' },
      yes: true,
      dryRun: false,
      json: false,
      flags: { profile: 'prod', config: 'x.json', as: 'me', uids: ['alice'] },
    },
  ]);
  expect(await parse('set alice web_1 101 --ext busy --no-color --ascii')).toMatchObject([
    'write',
    { flags: { noColor: true, ascii: true } },
  ]);
  expect(await parse('--no-color --theme dark')).toContain("option '--no-color' cannot be used with option '--theme <NAME>'");
  expect(await parse('subscribe alice bob --for 1h --dry-run --json')).toEqual([
    'write',
    {
      wanted: { call: 'subscribe' },
      yes: false,
      dryRun: true,
      json: true,
      flags: { for: '1h', uids: ['alice', 'bob'], groups: [] },
    },
  ]);
});

describe('CSV', () => {
  it('without --once is refused with what to do', async () => {
    expect(await parse('--csv')).toContain('--csv is the format of one sweep: add --once');
  });

  it('together with --json is refused', async () => {
    expect(await parse('--once --csv --json')).toContain("option '--csv' cannot be used with option '--json'");
  });
});

it('an argument that acts on a terminal is harmless in the refusal', async () => {
  expect(await parse('--\u{1b}[2J')).toContain('--␛[2J');
});

it.each([
  ['--demo -u bob', "option '--demo' cannot be used with option '-u, --user <UID>'"],
  ['--demo --refresh 1s', "option '--demo' cannot be used with option '--refresh <TIME>'"],
  ['--demo --as bob --once', "option '--demo' cannot be used with option '--as <UID>'"],
  ['watch bob --demo', '--demo watches the users of its own simulator'],
  ['--scenario busy', '--scenario is for the demonstration: add --demo'],
  ['--seed 7', '--seed is for the demonstration: add --demo'],
  ['--record-max 5MB', '--record-max is how large a recording may get: say where with --record FILE'],
  ['--record rec.ndjson --record-max 9KB', 'of at least 10KB'],
  ['replay rec.ndjson --low-bandwith', "unknown option '--low-bandwith'\n(Did you mean --low-bandwidth?)"],
  ['doctor --mask', "unknown option '--mask'\n(it is an option of presence-monitor itself)"],
])('what would be passed over is refused: %s', async (text, says) => {
  expect(await parse(text)).toContain(says);
});
