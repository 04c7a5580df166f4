import * as z from 'zod';
import { COLUMNS } from '../../text/column-names.ts';
import { PLACES } from './places.ts';

const time = z.iso.datetime({ precision: 3 });
const places = z.string().regex(PLACES).describe('Places among those watched, from 0 on: "0-99,105"');

const failure = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  call: z.string().nullable(),
  status: z.int().nullable().describe('HTTP status, or null when there was none'),
});

const trouble = z.object({
  failure,
  since: time,
  retryAt: time.nullable(),
});

/** What a recording says of its run beside the first line. */
export const setup = z
  .strictObject({
    type: z.literal('setup'),
    profile: z.string().nullable(),
    retrieveUrl: z.string(),
    callsPerSecond: z.number(),
    refresh: z.number().describe('Milliseconds'),
    subscriptionFor: z.string(),
    extMaxBytes: z.int(),
    groups: z.array(
      z.object({ name: z.string(), users: places, refresh: z.number().nullable().describe('Milliseconds, null: as everybody') }),
    ),
    columns: z.array(z.enum(COLUMNS)).nullable().describe('Null: every column'),
    sorting: z.object({ column: z.enum(COLUMNS), descending: z.boolean() }).nullable(),
  })
  .describe('In recordings only, after the first line: what else the screen shows of the run. Never a secret');

const exchange = z.object({
  sequence: z.int().describe('Number of the call'),
  request: z.string().optional().describe('Method, raw path and query; missing when they are as before'),
  status: z.int(),
  date: z.string().nullable().describe('The `Date` header'),
  asked: z.int().describe('How many users were asked about'),
  answered: z.int().describe('How many of them the answer held'),
  length: z.int().describe('UTF-16 units of the body'),
  kept: z.int().optional().describe('The same of its beginning that was kept, when that was not all'),
  entries: z
    .array(z.union([z.tuple([z.int(), z.string().nullable()]), z.tuple([z.int(), z.string(), z.literal('cut')])]))
    .optional()
    .describe('Place and entry as the server wrote it, null when it was not kept; who is missing here had the same entry before'),
});

const answer = z.object({
  askedAt: time,
  observedAt: time,
  clockError: z.number().describe('Milliseconds by which the clock of the server was ahead'),
  users: places.describe('Whom the answer was about; whoever has no `presence` line before this one was as before'),
  lastTimes: z
    .array(z.tuple([z.int(), z.number()]))
    .optional()
    .describe('Place and seconds since the epoch, where the `presence` line cannot say it'),
  oddities: z
    .array(z.object({ place: z.int(), kind: z.string(), detail: z.string() }))
    .optional()
    .describe('What was odd in it, by user'),
  exchange: exchange.optional().describe('How it came'),
});

const mishap = z.object({
  kind: z.string(),
  call: z.string().nullable(),
  status: z.int().nullable(),
  message: z.string(),
  hint: z.string().nullable(),
  concerned: z.object({ name: z.string(), count: z.int() }).nullable(),
  at: time,
  since: time,
});

const standing = z.object({
  stopped: time.nullable(),
  throttled: z.int(),
  swept: z.boolean(),
  progress: z.number(),
  failures: z.int(),
  period: z.number(),
  periods: z.array(z.number()),
  subscriptions: z.object({ readAt: time.nullable(), nextAt: time.nullable() }),
  troubles: z.object({
    retrieve: trouble.nullable(),
    token: trouble.extend({ worksUntil: time.nullable() }).nullable(),
    sublist: trouble.nullable(),
    clock: z.object({ ahead: z.number(), since: time }).nullable(),
  }),
});

/** What a recording says of a moment beside the lines that everybody gets. */
export const moment = z
  .strictObject({
    type: z.literal('moment'),
    at: time,
    gaps: z
      .array(z.object({ from: time, to: time, reason: z.enum(['failed', 'stopped', 'asleep']) }))
      .optional()
      .describe('When nobody was asked about, the oldest first'),
    answer: answer.optional(),
    failed: z.object({ users: places, failure }).optional().describe('Whom asking failed for'),
    subscriptions: z
      .array(z.tuple([z.string(), z.union([z.number(), z.literal('open')]).nullable()]))
      .optional()
      .describe(
        'Subscriptions that are new or others: name, and end in seconds since the epoch, "open" without one, null: no more',
      ),
    noted: z.array(mishap).optional().describe('What went wrong, as the list of errors tells it'),
    standing: standing.partial().optional().describe('What else changed that a frame shows'),
  })
  .describe('In recordings only, after the other lines of a moment: what else it takes to draw its frame again');
