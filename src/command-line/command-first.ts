import type { Command } from 'commander';

/**
 * Arguments with the command in front, where all that stands before it are options that it takes: `-p prod set …` is
 * `set -p prod …`. Any others stay as they are, and the command line says what is wrong with them.
 */
export function commandFirst({ commands }: Command, args: readonly string[]): readonly string[] {
  for (const command of commands) {
    const at = afterOptions(command, args);
    if (at > 0 && args[at] === command.name()) return [command.name(), ...args.slice(0, at), ...args.slice(at + 1)];
  }
  return args;
}

/** Place of the first argument that is neither an option of a command nor the value of one. */
function afterOptions({ options }: Command, args: readonly string[]): number {
  let at = 0;
  for (;;) {
    const [name = '', glued] = (args[at] ?? '').split('=', 2);
    const option = options.find(({ long, short }) => name === long || name === short);
    // Whether an optional value follows cannot be told.
    if (option === undefined || option.optional) return at;
    at += option.required && glued === undefined ? 2 : 1;
  }
}
