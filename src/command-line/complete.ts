import type { Command, Option } from 'commander';
import { SCENARIO_NAMES } from '../text/scenario-names.ts';
import { THEME_NAMES } from '../text/theme-names.ts';

/** What may stand at the cursor of a command line: words as they are, or names that only the configuration knows. */
export type Candidates =
  | { readonly kind: 'words'; readonly words: readonly Word[] }
  /** Names that the configuration holds; what stands before each of them. */
  | { readonly kind: 'profiles' | 'groups' | 'users'; readonly prefix?: string }
  | { readonly kind: 'files' }
  | { readonly kind: 'nothing' };

export interface Word {
  readonly text: string;
  /** In a few words, for shells that show it; may be empty. */
  readonly meaning: string;
}

/** What stands at the cursor, and the options before it that say which configuration counts. */
export interface Completion {
  readonly candidates: Candidates;
  readonly config: string | undefined;
  readonly profile: string | undefined;
}

const words = (...texts: readonly string[]): Candidates => ({
  kind: 'words',
  words: texts.map((text) => ({ text, meaning: '' })),
});

/** What the value of an option may be, by its long name. Options that are not here take a text that nobody else knows. */
const VALUES: Readonly<Record<string, Candidates>> = {
  '--config': { kind: 'files' },
  '--profile': { kind: 'profiles' },
  '--as': { kind: 'users' },
  '--user': { kind: 'users' },
  '--group': { kind: 'groups' },
  '--users-file': { kind: 'files' },
  '--token-file': { kind: 'files' },
  '--record': { kind: 'files' },
  '--select': { kind: 'users' },
  '--sort': words('user', 'status', 'devices', 'change', 'ext', 'sub', 'age'),
  '--theme': words(...THEME_NAMES),
  '--ambiguous-width': words('1', '2'),
  '--scenario': words(...SCENARIO_NAMES),
};

/** What the arguments of a command may be, the last for all that follow. Those that are not here are found among the choices. */
const ARGUMENTS: Readonly<Record<string, readonly Candidates[]>> = {
  watch: [{ kind: 'users' }],
  subscribe: [{ kind: 'users' }],
  unsubscribe: [{ kind: 'users' }],
  set: [{ kind: 'users' }, { kind: 'nothing' }, words('0', '1'), { kind: 'nothing' }],
  replay: [{ kind: 'files' }, { kind: 'nothing' }],
};

/** Options whose value is a text that nobody else knows: each option that takes a value is here or above, which a test asserts. */
export const FREE_TEXT: readonly string[] = [
  ...['--host', '--org-name', '--app-name', '--app-id', '--calls-per-second', '--refresh', '--for', '--ext-max-bytes'],
  ...['--duration', '--until', '--timeout', '--record-max', '--seed', '--ext', '--port', '--users'],
  ...['--at', '--speed', '--filter', '--tab', '--top'],
];

/** Long names of the options that are completed. */
export const COMPLETED: readonly string[] = Object.keys(VALUES);

/**
 * What may stand in the last of `line`, the words of a command line behind the name of the program: read from the same program
 * that reads the line when it runs.
 */
export function complete(program: Command, line: readonly string[]): Completion {
  const before = line.slice(0, -1);
  const current = line.at(-1) ?? '';
  const byDefault = program.commands.find((command) => command.name() === 'watch') as Command;
  let command: Command | null = null;
  let awaits: Option | null = null;
  let onlyArguments = false;
  const given = new Map<string, string>();
  const operands: string[] = [];
  for (const word of before) {
    if (awaits !== null) {
      given.set(awaits.long ?? '', word);
      awaits = null;
    } else if (word === '--') onlyArguments = true;
    else if (word.startsWith('-') && !onlyArguments) {
      const [name = '', value] = word.split(/=(.*)/s);
      const option = optionOf(command ?? byDefault, name);
      if (value !== undefined) given.set(option?.long ?? '', value);
      else if (option?.required) awaits = option;
    } else {
      const named: Command | undefined =
        command === null && operands.length === 0 ? visibleCommands(program).find((known) => known.name() === word) : undefined;
      if (named === undefined) operands.push(word);
      else command = named;
    }
  }
  const at = command ?? byDefault;
  const candidates = () => {
    if (awaits !== null) return valuesOf(awaits);
    const [, name, value] = /^(--[^=]+)=(.*)$/s.exec(current) ?? [];
    if (value !== undefined && !onlyArguments) return prefixed(`${name}=`, valuesOf(optionOf(at, name ?? '')));
    if (current.startsWith('-') && !onlyArguments) return optionsOf(program, at);
    if (command === null) return operands.length === 0 ? commandsOf(program) : NOTHING;
    return argumentsOf(command, operands.length);
  };
  return { candidates: candidates(), config: given.get('--config'), profile: given.get('--profile') };
}

const NOTHING: Candidates = { kind: 'nothing' };

function visibleCommands(program: Command): readonly Command[] {
  return program.createHelp().visibleCommands(program);
}

function commandsOf(program: Command): Candidates {
  return {
    kind: 'words',
    words: visibleCommands(program).map((command) => ({ text: command.name(), meaning: command.description() })),
  };
}

function optionOf(command: Command, name: string): Option | undefined {
  return command.options.find(({ long, short }) => long === name || short === name);
}

function optionsOf(program: Command, command: Command): Candidates {
  const all = [...command.options, ...(command.name() === 'watch' ? program.options : [])].filter(({ hidden }) => !hidden);
  const help = { text: '--help', meaning: 'print this help' };
  return { kind: 'words', words: [...all.map(({ long, description }) => ({ text: long ?? '', meaning: description })), help] };
}

function valuesOf(option: Option | undefined): Candidates {
  if (option?.argChoices !== undefined) return words(...option.argChoices);
  return VALUES[option?.long ?? ''] ?? NOTHING;
}

/** Candidates behind a part of the word that stays. Names of the configuration are not looked for there. */
function prefixed(prefix: string, candidates: Candidates): Candidates {
  if (candidates.kind === 'files' || candidates.kind === 'nothing') return NOTHING;
  if (candidates.kind !== 'words') return { ...candidates, prefix };
  return { kind: 'words', words: candidates.words.map(({ text, meaning }) => ({ text: prefix + text, meaning })) };
}

function argumentsOf(command: Command, position: number): Candidates {
  const choices = command.registeredArguments[position]?.argChoices;
  if (choices !== undefined) return words(...choices);
  const known = ARGUMENTS[command.name()];
  return known?.[position] ?? known?.at(-1) ?? NOTHING;
}
