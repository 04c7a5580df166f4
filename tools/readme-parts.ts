import type { Command, Option } from 'commander';
import { commandLine } from '../src/command-line/program.ts';
import { EXIT } from '../src/commands/exit-codes.ts';
import { configJsonSchema, DEFAULTS } from '../src/config/schema.ts';
import { SETTINGS } from '../src/config/settings.ts';
import { keyTable } from '../src/keys/describe.ts';
import { FIELDS } from '../src/monitor/filter/fields.ts';

/** The parts of the README that are declared in the code, as Markdown by the name of their region. */
export function readmeParts(): Readonly<Record<string, string>> {
  return { keys: keys(), filter: filterFields(), options: options(), fields: fields(), 'exit-codes': exitCodes() };
}

/** A text whose regions, from `<!-- name -->` to `<!-- /name -->`, hold these parts. Throws when a region is missing. */
export function fillRegions(text: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((filled, [name, part]) => {
    const region = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
    if (!region.test(filled)) throw new Error(`README.md has no region <!-- ${name} --> … <!-- /${name} -->`);
    return filled.replace(region, (_, start: string, end: string) => `${start}${part}\n${end}`);
  }, text);
}

function keys(): string {
  const where: Record<string, string> = {
    table: 'table',
    frozen: 'frozen table',
    user: 'user page',
    sort: 'sort menu',
    range: 'range',
    filter: 'filter',
    help: 'help',
    copy: 'copy menu',
    palette: 'palette',
    dialog: 'dialogs',
    leave: 'quitting',
  };
  const rows = keyTable().map(({ keys: pressed, text, where: places }) => [
    pressed.map((key) => `\`${key}\``).join(' '),
    text,
    places
      .filter((place) => place !== 'frozen' || !places.includes('table'))
      .map((place) => where[place] ?? place)
      .join(', '),
  ]);
  return table(['key', 'does', 'where'], rows);
}

function filterFields(): string {
  return table(
    ['word', 'asks for'],
    FIELDS.map(({ example, meaning }) => [`\`${example}\``, meaning]),
  );
}

function options(): string {
  const program = commandLine(
    '',
    { watch: async () => 0, simulate: async () => 0, write: async () => 0, config: async () => 0, doctor: async () => 0 },
    () => {},
  );
  const told = new Set<string>();
  return program.commands.map((command) => optionsOf(command, told)).join('\n\n');
}

/** The options of a command in a table; those that a command before it has too are only named. */
function optionsOf(command: Command, told: Set<string>): string {
  const shown = command.options.filter(({ hidden }) => !hidden);
  const isKnown = ({ flags, description }: Option) => told.has(`${flags} ${description}`);
  const rows = shown.filter((option) => !isKnown(option)).map(({ flags, description }) => [`\`${flags}\``, description]);
  const known = shown.filter(isKnown).map(({ long }) => `\`${long}\``);
  for (const { flags, description } of shown) told.add(`${flags} ${description}`);
  const given = command.registeredArguments.map((argument) => `<${argument.name()}${argument.variadic ? '…' : ''}>`);
  const title = ['presence-monitor', command.name() === 'watch' ? '[watch]' : command.name(), ...given].join(' ');
  return [
    `\`${title}\`: ${command.description()}`,
    ...(rows.length > 0 ? [table(['option', 'meaning'], rows)] : []),
    ...(known.length > 0 ? [`As above: ${known.join(' ')}`] : []),
  ].join('\n\n');
}

function fields(): string {
  const { properties = {} } = configJsonSchema();
  const described = Object.entries(properties).flatMap(([name, schema]) => {
    if (name === '$schema' || typeof schema === 'boolean') return [];
    return [[`\`${name}\``, schema.description ?? '', defaultOf(name), elsewhere(name)]];
  });
  return table(['field', 'meaning', 'default', 'also set by'], described);
}

function defaultOf(name: string): string {
  const value = (DEFAULTS as Readonly<Record<string, unknown>>)[name];
  return value === undefined ? '' : `\`${JSON.stringify(value)}\``;
}

function elsewhere(name: string): string {
  const found = SETTINGS.filter(({ field }) => field.split('.')[0] === name);
  const ways = found.flatMap(({ flag, variable }) => [flag?.name, variable]).filter((way) => way !== null && way !== undefined);
  return ways.map((way) => `\`${way}\``).join(' ');
}

function exitCodes(): string {
  return table(
    ['code', 'meaning'],
    Object.values(EXIT).map(({ code, meaning }) => [String(code), meaning]),
  );
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, headings.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  return lines.join('\n');
}
