import * as z from 'zod';
import { moment, setup } from './recording-schema.ts';

/** Version of the lines: raised only when a line loses a field or a field its meaning. New fields and types of lines may come. */
export const LINES_SCHEMA = 1;

const STATUSES = ['online', 'custom', 'offline', 'unknown'] as const;

const time = z.iso.datetime({ precision: 3 });
const at = time.describe('When the line was written');
const uid = z.string().describe('The user, as the watch list spells the name');
const gapReason = z
  .enum(['failed', 'stopped', 'asleep'])
  .describe('Calls failed, or none were made: somebody stopped them, nobody read, or program or machine slept');

const hello = z
  .strictObject({
    type: z.literal('hello'),
    schema: z.literal(LINES_SCHEMA).describe('Version of these lines'),
    masked: z.literal(true).optional().describe('Set when ids are pseudonyms and `ext` is hidden'),
    version: z.string().describe('Version of the program'),
    at,
    place: z.string().describe('The app: organisation and name, or the App ID'),
    as: z.string().describe('The acting user'),
    refresh: z.string().describe('How old data may get, such as "30s"'),
    watched: z.array(z.string()).describe('Everybody who is watched'),
  })
  .describe('The first line');

const presence = z
  .strictObject({
    type: z.literal('presence'),
    uid,
    status: z.enum(STATUSES).describe('Summed up over the devices'),
    absent: z.boolean().describe('Whether the answer left the user out: unknown, not offline, and nothing else is known'),
    devices: z
      .array(z.strictObject({ device: z.string(), status: z.string().describe('"1" online, "0" offline, else custom') }))
      .describe('In the order of the answer; a device that it holds twice stands here twice'),
    lastTime: time.nullable().describe('Last login or logout the server saw, or null when it did not say'),
    ext: z.string(),
    askedAt: time.describe('When the question was sent'),
    observedAt: time.describe('When the answer was complete'),
  })
  .describe('What is known of a user: after the first answer, and after each that differs from the one before');

const change = z
  .strictObject({
    type: z.literal('change'),
    uid,
    device: z.string().nullable().describe('Null for a field of the user'),
    field: z
      .enum(['status', 'device', 'ext'])
      .describe('`status` changes from and to unknown only, `device` is the status of one'),
    from: z.string().nullable().describe('Null when there was none'),
    to: z.string().nullable().describe('Null when there is none any more'),
    notBefore: time.describe('When the question before was sent'),
    notAfter: time.describe('When the answer was complete that showed the change'),
    gap: gapReason.nullable().describe('Set when more may have happened in between than was seen'),
  })
  .describe('What changed, and the two moments between which it did; follows the `presence` line');

const gap = z
  .strictObject({
    type: z.literal('gap'),
    uids: z.array(z.string()).nullable().describe('Who was not observed; null: everybody'),
    reason: gapReason,
    notBefore: time,
    notAfter: time,
  })
  .describe('A time that nobody was asked in, or without an answer, told once it is over, or when the lines end');

const watched = z
  .strictObject({
    type: z.literal('watched'),
    at,
    watched: z.array(z.string()).describe('Everybody who is watched from now on'),
    added: z.array(z.string()).describe('Who was not watched before; their first `presence` lines follow'),
    removed: z.array(z.string()).describe('Who is watched no longer'),
    groups: z.array(
      z.strictObject({
        name: z.string(),
        users: z.array(z.string()),
        refresh: z.string().nullable().describe("How old data of the group may get; null: as old as everybody's"),
      }),
    ),
    refresh: z.string().describe('How old data may get, such as "30s"'),
  })
  .describe('Another watch list, read while the program runs. Of those who stay only what changes is told');

const alert = z
  .strictObject({
    type: z.literal('alert'),
    at,
    rule: z.string().describe('What the rule is called: its name, else its filter'),
    uid,
    edge: z.enum(['begins', 'ends']).describe('Whether the user began to match the filter, or ceased to'),
    status: z.enum(STATUSES).describe('Of the user when the alert went off'),
    notBefore: time.describe('When the question before the edge was sent; as `notAfter` when time alone brought the edge about'),
    notAfter: time.describe('When it was seen: from then on it held, as far as anybody could see'),
    gap: gapReason.nullable().describe('Set when more may have happened between the two than was seen'),
    unobserved: z.int().describe('Milliseconds after `notAfter` in which nobody could see whether it held'),
    action: z.enum(['bell', 'notify', 'run']).describe('What the rule asks for'),
    suppressed: z
      .int()
      .describe('Edges since the last alert of the rule about the user that were over before another one was allowed'),
  })
  .describe('An alert that went off; follows the lines of the answer that showed it');

const error = z
  .strictObject({
    type: z.literal('error'),
    at,
    code: z.string().describe('Stable, such as `unauthorized`, `throttled`, `network`, `timeout`'),
    message: z.string().describe('What happened'),
    hint: z.string().describe('What to do'),
    call: z
      .string()
      .nullable()
      .describe('The call that failed: `retrieve`, `sublist`, `set`, `subscribe`, `unsubscribe`, `token`'),
  })
  .describe('A call that failed; it is made again unless the next line is the end');

const end = z
  .strictObject({
    type: z.literal('end'),
    at,
    reason: z
      .enum([
        ...(['done', 'duration', 'matched', 'timeout', 'quit', 'interrupt', 'terminate', 'hangup'] as const),
        ...(['closed', 'failed', 'full'] as const),
      ])
      .describe(
        '`matched` and `timeout`: of `--until`; `closed`: nobody reads any more; ' +
          '`full`: the recording has all it may and the program goes on',
      ),
    exitCode: z.int().nullable().describe('Null when the program goes on'),
    matched: z.array(z.string()).nullable().describe('Who met the filter of `--until`; null when it is no `matched`'),
  })
  .describe('The last line, whatever the way out');

/** The lines that the monitor writes to standard output and into recordings: one JSON object each, times in ISO 8601, UTC. */
export const lineSchema = z.discriminatedUnion('type', [hello, presence, change, gap, watched, alert, error, end, setup, moment]);

export type Line = z.output<typeof lineSchema>;
export type LineOf<Type extends Line['type']> = Extract<Line, { type: Type }>;
export type EndReason = LineOf<'end'>['reason'];

/** The same for whoever reads lines: the fields that later versions may have added are left out. */
export const readLineSchema = z.discriminatedUnion('type', [
  ...([z.object(hello.shape), z.object(presence.shape), z.object(change.shape), z.object(gap.shape)] as const),
  ...([z.object(error.shape), z.object(end.shape), z.object(setup.shape), z.object(moment.shape)] as const),
  ...([z.object(watched.shape), z.object(alert.shape)] as const),
]);
