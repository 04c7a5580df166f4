import * as z from 'zod';
import { CALLS, type CallName } from '../api/contract.ts';
import { parseOrExplain } from './parse-or-explain.ts';
import type { RequestKind } from './traffic.ts';

const REQUEST_KINDS: readonly RequestKind[] = [...(Object.keys(CALLS) as CallName[]), 'token'];

const span = {
  from: z.number().min(0).default(0).describe('Seconds after the rules came into force at which this one begins.'),
  for: z.number().min(0).optional().describe('How many seconds it lasts; left out: to the end.'),
  episodes: z
    .strictObject({ every: z.number().min(1), for: z.number().min(0) })
    .refine(({ every, for: length }) => length <= every, { error: 'an episode must not be longer than the time to the next' })
    .optional()
    .describe('It comes and goes: once in each span of `every` seconds, at random, for about `for` seconds.'),
};

const when = z
  .strictObject({
    ...span,
    calls: z.array(z.enum(REQUEST_KINDS)).min(1).optional().describe('Only these requests; left out: all of them.'),
    users: z.array(z.string().min(1)).min(1).optional().describe('Only requests that name one of these users.'),
    share: z.number().min(0).max(1).default(1).describe('Of the requests it concerns, the share that it strikes.'),
  })
  .prefault({})
  .describe('Which requests it strikes, and when.');

/** Whoever refuses connections cannot be told over HTTP to stop, so this has to end by itself. */
const whenRefusing = z
  .strictObject(span)
  .refine((window) => window.for !== undefined || window.episodes !== undefined, {
    error: '"for" or "episodes", so that connections are accepted again some day',
  })
  .prefault({});

const carriedOut = z.boolean().default(false).describe('Whether the call is carried out although nobody is told.');

const ruleSchema = z.discriminatedUnion('do', [
  z
    .strictObject({ do: z.literal('delay'), milliseconds: z.number().min(0), jitter: z.number().min(0).default(0), when })
    .describe('Carried out at once, answered late: by `milliseconds` and up to `jitter` more. Delays add up.'),
  z
    .strictObject({ do: z.literal('clock'), hours: z.number(), when })
    .describe('Every time the server tells is off by so many hours: Date, timestamps, last_time, expiry. They add up.'),
  z
    .strictObject({
      do: z.literal('status'),
      status: z.int().min(400).max(599),
      body: z.enum(['json', 'html', 'empty']).default('json'),
      text: z.string().optional().describe('What the JSON says; left out: the words of the service for this status.'),
      retryAfter: z
        .strictObject({ seconds: z.int().min(0), as: z.enum(['seconds', 'date']).default('seconds') })
        .optional()
        .describe('A Retry-After header, in either of its forms.'),
      carriedOut,
      when,
    })
    .describe('An error, from the service or from a gateway before it.'),
  z
    .strictObject({ do: z.literal('failed-result'), text: z.string().optional(), when })
    .describe('A 200 whose result is a text that says why it failed; nothing is carried out.'),
  z.strictObject({ do: z.literal('truncated'), when }).describe('The first half of the right answer, sent as if it were all.'),
  z.strictObject({ do: z.literal('invalid-json'), when }).describe('The right answer with the wrong quotation marks.'),
  z
    .strictObject({ do: z.literal('huge'), bytes: z.int().min(1).max(1e9).default(20_000_000), when })
    .describe('The right answer and blanks after it, so many bytes in all.'),
  z
    .strictObject({ do: z.literal('slow'), seconds: z.number().min(0).max(3600), when })
    .describe('The head of the right answer at once, its body bit by bit over so many seconds.'),
  z
    .strictObject({ do: z.literal('reset'), at: z.enum(['before', 'middle']).default('before'), carriedOut, when })
    .describe('The connection is reset: before the answer, or in the middle of the right one, which was then carried out.'),
  z.strictObject({ do: z.literal('hang'), carriedOut, when }).describe('No answer, ever; the connection stays open.'),
  z
    .strictObject({ do: z.literal('refuse'), when: whenRefusing })
    .describe('The port is closed: connections are cut and new ones refused, whatever they would have asked.'),
]);

const rulesSchema = z.array(ruleSchema);

/** A list of faults as a scenario or `PUT /_faults` carries it; times in seconds unless their name says otherwise. */
export const faultsField = rulesSchema.default([]).describe('What goes wrong, and when.');

const documentSchema = z.strictObject({ faults: rulesSchema.describe('What goes wrong, and when.') });

/** One fault: what goes wrong, for whom, when and how often. Fields and meanings: `ruleSchema`. */
export type FaultRule = z.output<typeof ruleSchema>;
/** A fault as it is written down: with everything left out that has a default. */
export type FaultRuleInput = z.input<typeof ruleSchema>;
/** The part of a rule that says when it is in force. */
export type FaultSpan = z.output<typeof whenRefusing>;
/** The faults that decide what an answer looks like; the others leave it as it is. */
export type SpoilingRule = Exclude<FaultRule, { do: 'delay' | 'clock' | 'refuse' }>;

/** Reads `{"faults": […]}`. Throws a `SimulatorError` that names path, found and expected; `where` begins its message. */
export function parseFaults(value: unknown, where: string): readonly FaultRule[] {
  return parseOrExplain(documentSchema, value, where, 'Correct these fields; {"faults":[]} ends all faults.').faults;
}
