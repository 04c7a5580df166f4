import { keyTable } from '../src/keys/describe.ts';
import { FIELDS } from '../src/monitor/filter/fields.ts';
import {
  type DocumentedCommand,
  type DocumentedOption,
  documentedCommands,
  documentedExitCodes,
  documentedFields,
} from './documented.ts';

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
  const told = new Set<string>();
  return documentedCommands()
    .map((command) => optionsOf(command, told))
    .join('\n\n');
}

/** The options of a command in a table; those that a command before it has too are only named. */
function optionsOf({ usage, meaning, options }: DocumentedCommand, told: Set<string>): string {
  const isKnown = ({ flags, meaning }: DocumentedOption) => told.has(`${flags} ${meaning}`);
  const rows = options.filter((option) => !isKnown(option)).map(({ flags, meaning }) => [`\`${flags}\``, meaning]);
  const known = options.filter(isKnown).map(({ flags }) => `\`${/--[\w-]+/.exec(flags)?.[0]}\``);
  for (const { flags, meaning } of options) told.add(`${flags} ${meaning}`);
  return [
    `\`${usage}\`: ${meaning}`,
    ...(rows.length > 0 ? [table(['option', 'meaning'], rows)] : []),
    ...(known.length > 0 ? [`As above: ${known.join(' ')}`] : []),
  ].join('\n\n');
}

function fields(): string {
  const code = (text: string) => (text === '' ? '' : `\`${text}\``);
  return table(
    ['field', 'meaning', 'default', 'also set by'],
    documentedFields().map(({ name, meaning, standard, elsewhere }) => [
      code(name),
      meaning,
      code(standard),
      elsewhere.map(code).join(' '),
    ]),
  );
}

function exitCodes(): string {
  return table(
    ['code', 'meaning'],
    documentedExitCodes().map(({ code, meaning }) => [String(code), meaning]),
  );
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, headings.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  return lines.join('\n');
}
