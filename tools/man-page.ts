import type { Plugin } from 'vite';
import about from '../package.json' with { type: 'json' };
import { FIELDS } from '../src/monitor/filter/fields.ts';
import {
  documentedCommands,
  documentedEverywhere,
  documentedExitCodes,
  documentedFields,
  documentedVariables,
} from './documented.ts';

/** A text for roff: nothing in it is a request, and hyphens can be copied. */
export function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/[^\0-~]/gu, (char) => `\\[u${(char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/^(?=[.'])/gm, '\\&');
}

const bold = (text: string) => `\\fB${roff(text)}\\fR`;

/** A list of names, each with what it means. */
function list(entries: readonly { readonly name: string; readonly meaning: string }[]): string[] {
  return entries.flatMap(({ name, meaning }) => ['.TP', bold(name), roff(meaning)]);
}

/** The manual page, made from what reads the command line, the configuration and the filter. */
export function manPage(): string {
  const commands = documentedCommands();
  const lines = [
    `.TH PRESENCE\\-MONITOR 1 "" "presence\\-monitor ${roff(about.version)}" "User Commands"`,
    '.SH NAME',
    'presence\\-monitor \\- a live monitor of user presence for Agora Chat',
    '.SH SYNOPSIS',
    ...commands.flatMap(({ usage }, at) => [...(at > 0 ? ['.br'] : []), `${bold(usage)} [options]`]),
    '.SH DESCRIPTION',
    roff(
      'Watches a list of users, reads their presence again and again over the REST API in throttled batches, and shows the status ' +
        'of every device as it changes. Sets statuses, subscribes and unsubscribes, records and replays, and answers scripts with ' +
        'tables, CSV and JSON lines.',
    ),
    '.PP',
    'On the screen \\fB?\\fR lists the keys that work where you are. Data go to standard output, all else to standard error.',
    '.SH COMMANDS',
    ...commands.flatMap(({ usage, meaning, options }) => [
      `.SS "${roff(usage).replaceAll('"', '\\(dq')}"`,
      `${roff(meaning)}.`,
      ...list(options.map(({ flags, meaning }) => ({ name: flags, meaning }))),
    ]),
    '.SH OPTIONS OF EVERY COMMAND',
    ...list(documentedEverywhere().map(({ flags, meaning }) => ({ name: flags, meaning }))),
    '.SH FILTER',
    'What the key \\fB/\\fR and \\fB\\-\\-until\\fR take. Plain words match the name, a device id or the ext; a space means and,',
    '\\fB!\\fR before a word negates it, quotes hold spaces and colons.',
    ...list(FIELDS.map(({ example, meaning }) => ({ name: example, meaning }))),
    '.SH CONFIGURATION',
    roff(
      'One JSON object. Flags come before environment variables, those before the chosen profile, that before the top of the file.',
    ),
    ...list(
      documentedFields().map(({ name, meaning, standard, elsewhere }) => ({
        name,
        meaning: [meaning, standard && `Default: ${standard}`, elsewhere.length > 0 && `Also set by ${elsewhere.join(', ')}`]
          .filter(Boolean)
          .join('. '),
      })),
    ),
    '.SH ENVIRONMENT',
    ...list(documentedVariables()),
    ...list([
      { name: 'NO_COLOR, FORCE_COLOR', meaning: 'no colours, or colours whatever the terminal' },
      { name: 'HTTPS_PROXY, NO_PROXY', meaning: 'the proxy to the server, and for whom there is none' },
      { name: 'NODE_EXTRA_CA_CERTS', meaning: 'a file with certificates of authorities to trust beside the known ones' },
    ]),
    '.SH FILES',
    ...list([
      { name: './presence-monitor.config.json', meaning: 'the configuration, when it is there' },
      { name: '$XDG_CONFIG_HOME/presence-monitor/config.json', meaning: 'the configuration otherwise; ~/.config unless told' },
      { name: '$XDG_STATE_HOME/presence-monitor', meaning: 'what is kept from one run to the next; ~/.local/state unless told' },
    ]),
    '.SH EXIT STATUS',
    ...list(documentedExitCodes().map(({ code, meaning }) => ({ name: String(code), meaning }))),
  ];
  return `${lines.join('\n')}\n`;
}

/** Writes the manual page beside the program. */
export function manPageFile(): Plugin {
  return {
    name: 'man-page',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'presence-monitor.1', source: manPage() });
    },
  };
}
