import type { Command } from 'commander';
import type { DoctorOptions } from '../commands/doctor.ts';
import { connectionOptions, type Run } from './options.ts';

/** What to run when the monitor shows nothing. */
export function addDoctor(program: Command, run: Run<DoctorOptions>): void {
  connectionOptions(program.command('doctor'))
    .description(
      'looks at everything a run depends on, from the configuration to the terminal, and says what is wrong and what to do; changes nothing',
    )
    .option(
      '-u, --user <UID>',
      "whom to reckon with, instead of the configuration's list; repeatable",
      (uid, all: string[]) => [...all, uid],
      [],
    )
    .option('--users-file <FILE>', 'the same, one name a line; - reads standard input')
    .option('--refresh <TIME>', 'how old what is shown may get, such as 30s')
    .option('--json', 'one JSON object a line', false)
    .action(async ({ json, user, ...flags }) => run({ json, flags: { ...flags, users: user } }));
}
