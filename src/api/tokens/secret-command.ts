import { aborted } from '../errors.ts';
import { redactor } from '../redaction.ts';
import { type Ended, type Limits, runProgram, whyFailed } from '../run-program.ts';
import { oneLine } from '../server-text.ts';
import { noToken } from './bearer.ts';
import type { Environment, Secret } from './secret.ts';

const LIMITS: Limits = { milliseconds: 10_000, bytes: 64 * 1024 };

/** Runs this long are no words; they may be what should not be shown. */
const TOKEN_LIKE = /[\w+=-]{24,}/g;

/**
 * The secret on the first line that a program prints. It is run without a shell and without a terminal; of what it says on
 * stderr one line is told when it fails, with everything that looks like a token hidden.
 */
export function commandSecret(argv: readonly string[], env: Environment, limits: Limits = LIMITS): Secret {
  const [program = ''] = argv;
  const name = `command ${program}`;
  return {
    name: `the output of ${name}`,
    read: async (stop) => {
      const ended = await runProgram(argv, { env, stop, ...limits });
      if (ended === null) throw aborted('token');
      const [line = '', ...rest] = ended.stdout.split('\n');
      const trouble = whyFailed(ended, limits);
      if (trouble !== null) throw noToken(`${name} ${trouble}${toldBy(ended, line)}`, hintFor(ended));
      if (rest.length > 0 || ended.stdout.length < limits.bytes) return line.trim();
      throw noToken(
        `${name} printed ${limits.bytes / 1024} KB without a line end`,
        'It must print the secret alone on its first line.',
      );
    },
  };
}

function toldBy({ stderr }: Ended, printed: string): string {
  const [line = ''] = redactor([printed.trim()])(stderr.trim()).split('\n');
  return line === '' ? '' : `: ${oneLine(line.replace(TOKEN_LIKE, '[hidden]'))}`;
}

function hintFor({ code }: Ended): string {
  if (code === 'ENOENT') return 'Give program and arguments as a list, such as ["pass","show","chat"]: no shell reads them.';
  return 'Run it by hand: it must ask nothing, print the secret on its first line and end with exit code 0.';
}
