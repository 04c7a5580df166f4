import { readFileSync } from 'node:fs';
import { Help } from 'commander';
import { describe, expect, it, test } from 'vitest';
import { type Commands, commandLine } from '../../src/command-line/program.ts';
import { documentedCommands, documentedExitCodes, documentedFields, documentedVariables } from '../../tools/documented.ts';
import { manPage, roff } from '../../tools/man-page.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
/** The manual page as a terminal shows its text: without fonts, and with plain hyphens. */
const manual = manPage()
  .replace(/\\f[BR]/g, '')
  .replaceAll('\\-', '-')
  .replace(/\\\[u([0-9A-F]+)\]/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
  .replaceAll('\\(dq', '"')
  .replaceAll('\\&', '')
  .replaceAll('\\e', '\\');

const program = commandLine('1', {} as Commands, () => {});
const commands = new Help().visibleCommands(program);
const longNames = (text: string) => new Set(text.match(/(?<![\w-])--[a-z][a-z-]*/g));

describe.each(commands.map((command) => [command.name(), command] as const))('%s', (name, command) => {
  /** As `--help` prints it, without the line breaks that only the width of a terminal asks for. */
  const help = command.createHelp().formatHelp(command, Object.assign(command.createHelp(), { helpWidth: 1000 }));

  it('is told the same by --help, the manual page and the README', () => {
    const told = documentedCommands().find((documented) => documented.name === name);
    expect(told?.options.length).toBe(command.options.filter(({ hidden }) => !hidden).length);
    for (const { flags, meaning } of told?.options ?? []) {
      expect(help).toContain(flags);
      expect(help).toContain(meaning);
      expect(manual).toContain(`${flags}\n${meaning}`);
      expect(readme.replaceAll('\\|', '|')).toContain(`| \`${flags}\` | ${meaning} |`);
    }
    for (const text of [manual, readme]) expect(text).toContain(told?.usage);
    expect(program.createHelp().formatHelp(program, Object.assign(program.createHelp(), { helpWidth: 1000 }))).toContain(
      command.description(),
    );
  });
});

test('the manual page tells of the options that every command has', () => {
  for (const text of ['-h, --help\nprint this help', '-V, --version\nprint the version']) expect(manual).toContain(text);
});

test('README and manual page know no option that --help does not', () => {
  const known = new Set(['--help', '--version', ...commands.flatMap(({ options }) => options.map(({ long }) => long ?? ''))]);
  /** Of the bench. */
  const foreign = new Set(['--minutes']);
  for (const text of [manual, readme]) {
    expect([...longNames(text)].filter((name) => !known.has(name) && !foreign.has(name))).toEqual([]);
  }
});

test('fields, variables and exit codes are in the manual page and the README', () => {
  for (const { name, meaning } of documentedFields()) expect(manual).toContain(`${name}\n${meaning}`);
  for (const { name, meaning } of documentedVariables()) {
    expect(manual).toContain(`${name}\n${meaning}`);
    expect(readme).toContain(name);
  }
  for (const { code, meaning } of documentedExitCodes()) {
    expect(manual).toContain(`${code}\n${meaning}`);
    expect(readme).toContain(`| ${code} | ${meaning} |`);
  }
});

test('nothing in a text is a request to roff', () => {
  expect(roff(".so /etc/passwd\n'x \\fB -a ×")).toBe("\\&.so /etc/passwd\n\\&'x \\efB \\-a \\[u00D7]");
});
