import type { Command } from 'commander';
import type { SubscriptionsOptions } from '../commands/subscriptions.ts';
import { type Run, writeOptions } from './options.ts';

/** What there is to know about the acting user's subscriptions. */
export function addSubscriptions(program: Command, run: Run<SubscriptionsOptions>): void {
  const subscriptions = program
    .command('subscriptions')
    .description('lists whom the acting user is subscribed to, by the end of the subscription; changes nothing');
  // As the commands that change something, so that a script may say the same to all of them: there is nothing to ask here.
  writeOptions(subscriptions)
    .option('--mask', 'pseudonyms in place of user ids')
    .action(async ({ yes: _, dryRun = false, json = false, mask, ...flags }) => run({ dryRun, json, mask, flags }));
}
