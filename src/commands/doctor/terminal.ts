import { takesStyles } from '../../config/colours.ts';
import type { Look } from '../../config/look-fields.ts';
import { describeOrigin, type Origin } from '../../config/origin.ts';
import { signs } from '../../text/signs.ts';
import { LEAST } from '../../ui/layout.ts';
import { type Finding, note, ok, skipped } from './finding.ts';
import type { Machine } from './machine.ts';

type Environment = NodeJS.ProcessEnv;

/** Which streams are a terminal. */
export function lookAtStreams({ terminals }: Machine): Finding {
  const { stdin, stdout, stderr } = terminals;
  const facts = { stdin, stdout, stderr };
  const is = (terminal: boolean) => (terminal ? 'a terminal' : 'no terminal');
  const shown = stdout ? '' : ': the monitor would print one table there';
  return ok('streams', `standard output is ${is(stdout)}${shown}; input is ${is(stdin)}, error ${is(stderr)}`, { facts });
}

/** Whether the screen fits. */
export function lookAtSize({ size }: Machine): Finding {
  if (size === null) return skipped('size', 'standard output is no terminal');
  const { columns, rows } = size;
  const facts = { columns, rows, leastColumns: LEAST.columns, leastRows: LEAST.rows };
  const found = `${columns}${signs.times}${rows}`;
  if (columns >= LEAST.columns && rows >= LEAST.rows) return ok('size', found, { facts });
  const hint = `The screen needs ${LEAST.columns}${signs.times}${LEAST.rows}; --once and --screen-reader do with less.`;
  return note('size', found, hint, { facts });
}

/** Which colours there are, and what flags, environment and configuration make of them. */
export function lookAtColours(
  env: Environment,
  { theme, ascii }: Look,
  origin: Origin | null,
  { colourDepth }: Machine,
): Finding {
  const { TERM, COLORTERM, NO_COLOR, FORCE_COLOR } = env;
  const facts = { ...told({ TERM, COLORTERM, NO_COLOR, FORCE_COLOR }), theme, ascii, bits: colourDepth };
  const named = Object.entries(told({ TERM, COLORTERM, NO_COLOR, FORCE_COLOR })).map(([name, value]) => `${name}=${value}`);
  const bits = colourDepth === null ? [] : [`${colourDepth}-bit`];
  const by = ` (${[...named, ...bits].join(', ') || 'TERM is not set'})`;
  const typed = ascii ? '; our own signs in ASCII' : '';
  if (!takesStyles(env)) {
    const hint =
      'The monitor then speaks in sentences, as with --screen-reader; for the screen, set TERM to what the terminal is.';
    return note('colours', `text alone, since TERM is dumb${typed}${by}`, hint, { facts });
  }
  const from = origin === null || origin.kind === 'default' ? '' : `, by ${describeOrigin(origin)}`;
  if (theme === 'mono') return ok('colours', `none, but bold and inverse: theme mono${from}${typed}${by}`, { facts });
  const found = `the terminal's own 16: theme ${theme}${from}${typed}${by}`;
  if (TERM) return ok('colours', found, { facts });
  return note('colours', found, 'Set TERM to what the terminal is, such as xterm-256color.', { facts });
}

/** What stands between the program and the terminal that somebody looks at. */
export function lookAtSession(env: Environment): Finding {
  const tmux = env.TMUX ? 'tmux' : null;
  const version = env.TERM_PROGRAM === 'tmux' ? (env.TERM_PROGRAM_VERSION ?? null) : null;
  const other = env.STY ? 'screen' : env.ZELLIJ === undefined ? null : 'zellij';
  const ssh = Boolean(env.SSH_CONNECTION || env.SSH_TTY);
  const facts = { multiplexer: tmux ?? other, version, ssh };
  const inside = tmux === null ? other : `tmux${version === null ? '' : ` ${version}`}`;
  const found =
    [...(inside === null ? [] : [`inside ${inside}`]), ...(ssh ? ['over SSH'] : [])].join(', ') || 'no multiplexer, not over SSH';
  if (other !== null) return note('session', found, `Copying and notifications may not get through ${other}.`, { facts });
  const passing =
    'Copying (OSC 52) and notifications (OSC 9) get out when both are on: tmux show -gv allow-passthrough, tmux show -sv set-clipboard';
  const hint = tmux !== null ? passing : ssh ? 'On a slow link: --low-bandwidth' : null;
  return ok('session', found, { facts, hint });
}

/** Whether text outside of ASCII can be drawn. */
export function lookAtLocale(env: Environment, { ascii, ambiguousWidth }: Look): Finding {
  const name = (['LC_ALL', 'LC_CTYPE', 'LANG'] as const).find((variable) => env[variable]);
  const utf8 = name !== undefined && /utf-?8/i.test(env[name] ?? '');
  const facts = { variable: name ?? null, value: name === undefined ? null : (env[name] ?? null), utf8, ambiguousWidth };
  const found = name === undefined ? 'none of LC_ALL, LC_CTYPE, LANG is set' : `${name}=${env[name]}`;
  if (utf8) return ok('locale', `${found}: UTF-8`, { facts });
  if (ascii) return ok('locale', `${found}; our own signs are in ASCII`, { facts });
  return note('locale', `${found}: not UTF-8`, 'When signs come out wrong: export LANG=C.UTF-8, or start with --ascii.', {
    facts,
  });
}

function told(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
