import type { Command } from 'commander';
import type { WriteOptions } from '../commands/write.ts';
import { extMaxBytesOption, groupOption, type Run, writeOptions } from './options.ts';

/** The commands that change something. */
export function addWrites(program: Command, run: Run<WriteOptions>): void {
  const set = program
    .command('set <uid> <resource> <status>')
    .description('sets the status of one device of a user: 1 online, 0 offline, anything else custom')
    .requiredOption('--ext <TEXT>', 'what the user says beside the status; one for all devices')
    .addOption(extMaxBytesOption());
  writeOptions(set).action(async (uid, resource, status, { ext, yes = false, dryRun = false, json = false, ...flags }) => {
    const wanted = { call: 'set', resource, status, ext } as const;
    await run({ wanted, yes, dryRun, json, flags: { ...flags, uids: [uid] } });
  });
  const subscribe = program
    .command('subscribe [uid...]')
    .description('subscribes the acting user to users')
    .option('--for <TIME>', 'how long, from 1s to 30d; as configured unless given');
  const unsubscribe = program.command('unsubscribe [uid...]').description('ends subscriptions of the acting user');
  for (const [call, command] of Object.entries({ subscribe, unsubscribe }) as ['subscribe' | 'unsubscribe', Command][]) {
    command
      .addOption(groupOption())
      .option('--users-file <FILE>', 'users beside those named, one a line; - reads standard input');
    writeOptions(command).action(async (uids: string[], { yes = false, dryRun = false, json = false, group, ...flags }) => {
      if (uids.length === 0 && group.length === 0 && flags.usersFile === undefined)
        command.error("error: missing required argument 'uid'");
      await run({ wanted: { call }, yes, dryRun, json, flags: { ...flags, uids, groups: group } });
    });
  }
}
