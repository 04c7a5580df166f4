import * as z from 'zod';

const call = z.enum(['set', 'subscribe', 'unsubscribe']);
const uid = z.string().describe('The user, as the name was given');

const done = z
  .strictObject({
    type: z.literal('result'),
    call,
    uid,
    ok: z.literal(true),
    until: z.string().optional().describe('Of `subscribe`: the end of the subscription, ISO 8601 in UTC'),
    resource: z.string().optional().describe('Of `set`: the device'),
    status: z.string().optional().describe('Of `set`'),
    ext: z.string().optional().describe('Of `set`'),
  })
  .describe('What was done for one user');

const undone = z
  .strictObject({
    type: z.literal('result'),
    call,
    uid,
    ok: z.literal(false),
    verdict: z.enum(['failed', 'unknown']).describe('`failed`: surely not done; `unknown`: it may have been'),
    code: z.string().describe('Stable, such as `unauthorized`, `throttled`, `network`, `timeout`'),
    message: z.string().describe('What happened'),
    hint: z.string().describe('What to do'),
  })
  .describe('Why what was asked for is not known to be done for one user');

const subscription = z
  .strictObject({
    type: z.literal('subscription'),
    uid,
    until: z.string().nullable().describe('ISO 8601 in UTC; null when the server gave no end'),
  })
  .describe('One of `subscriptions`, the one that ends soonest first');

const request = z
  .strictObject({
    type: z.literal('request'),
    call: z.enum(['set', 'subscribe', 'unsubscribe', 'sublist', 'retrieve']),
    method: z.string(),
    url: z.string(),
    body: z.json().describe('What is sent as JSON; null: nothing is'),
  })
  .describe('With `--dry-run`: what would be sent, without the token');

/** The lines that commands write with `--json`: what came of each user, each subscription, each request that is not sent. */
export const resultLine = z.union([done, undone, subscription, request]);

export type ResultLine = z.input<typeof resultLine>;
