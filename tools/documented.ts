import type { Command } from 'commander';
import { type Commands, commandLine } from '../src/command-line/program.ts';
import { EXIT } from '../src/commands/exit-codes.ts';
import { configJsonSchema, DEFAULTS } from '../src/config/schema.ts';
import { SETTINGS, SWITCHES } from '../src/config/settings.ts';

/** An option as people read of it. */
export interface DocumentedOption {
  readonly flags: string;
  readonly meaning: string;
}

/** A command, with every option that its `--help` shows. */
export interface DocumentedCommand {
  readonly name: string;
  /** `presence-monitor subscribe <uid…>` */
  readonly usage: string;
  readonly meaning: string;
  readonly options: readonly DocumentedOption[];
}

/** A field of the configuration. */
export interface DocumentedField {
  readonly name: string;
  readonly meaning: string;
  /** As JSON, or an empty text. */
  readonly standard: string;
  /** Flags and variables that set it too. */
  readonly elsewhere: readonly string[];
}

/** Every command that `--help` shows, read from the table that reads the command line. */
export function documentedCommands(): readonly DocumentedCommand[] {
  const program = commandLine('', {} as Commands, () => {});
  return program.createHelp().visibleCommands(program).map(documented);
}

/** The options that stand before or behind any command. */
export function documentedEverywhere(): readonly DocumentedOption[] {
  const program = commandLine('', {} as Commands, () => {});
  const own = new Set([...program.options.map(({ long }) => long), '--help']);
  const shown = program
    .createHelp()
    .visibleOptions(program)
    .filter(({ long }) => own.has(long));
  return shown.map(({ flags, description }) => ({ flags, meaning: description }));
}

function documented(command: Command): DocumentedCommand {
  const given = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  const shown = command.options.filter(({ hidden }) => !hidden);
  return {
    name: command.name(),
    usage: ['presence-monitor', command.name() === 'watch' ? '[watch]' : command.name(), ...given].join(' '),
    meaning: command.description(),
    options: shown.map(({ flags, description }) => ({ flags, meaning: description })),
  };
}

/** Every field of the configuration, in the order of the schema. */
export function documentedFields(): readonly DocumentedField[] {
  return Object.entries(configJsonSchema().properties ?? {}).flatMap(([name, schema]) => {
    if (name === '$schema' || typeof schema === 'boolean') return [];
    const value = (DEFAULTS as Readonly<Record<string, unknown>>)[name];
    const found = SETTINGS.filter(({ field }) => field.split('.')[0] === name);
    return [
      {
        name,
        meaning: schema.description ?? '',
        standard: value === undefined ? '' : JSON.stringify(value),
        elsewhere: found.flatMap(({ flag, variable }) => [flag?.name, variable]).filter((way) => typeof way === 'string'),
      },
    ];
  });
}

/** Every environment variable of the program's own, and what it stands for. */
export function documentedVariables(): readonly { readonly name: string; readonly meaning: string }[] {
  const settings = SETTINGS.flatMap(({ field, variable }) =>
    variable === null ? [] : [{ name: variable, meaning: `the field ${field}` }],
  );
  return [...settings, ...SWITCHES];
}

export function documentedExitCodes(): readonly { readonly code: number; readonly meaning: string }[] {
  return Object.values(EXIT);
}
