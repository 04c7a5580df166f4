import * as z from 'zod';
import { BOUNDS } from '../monitor/bounds.ts';
import { type FilterProblem, parseFilter } from '../monitor/filter/parse.ts';
import { nearest } from '../text/nearest.ts';
import { pointedAt } from '../text/pointed.ts';
import { safe } from '../text/safe.ts';
import { duration } from './field-types.ts';

const DAY = 86_400_000;

const LIST = 'a list of rules such as [{"when":"alice status:offline","for":"2m","do":"bell"}]';
const RULE = 'a rule such as {"when":"alice status:offline","for":"2m","do":"bell"}';
const MOST = `at most ${BOUNDS.alertRules} rules: a filter can match many users`;
const WHEN = 'a filter, as / takes it, such as "alice status:offline"';
const LENGTH = `a filter of at most ${BOUNDS.filterLength} characters`;
const NAME = 'a name of at most 60 characters without spaces around it';
const FOR = 'a time up to 7d, such as "2m"';
const EVERY = 'a time up to 1d, such as "1m"';
const EDGES = ['begins', 'ends', 'both'] as const;
const TOLD_BY = ['bell', 'notify'] as const;
const DO = '"bell", "notify" or {"run":["PROGRAM","ARGUMENT"]}';
const PROGRAM = 'a program and its arguments as a list, such as ["/opt/page-me","--quiet"]: no shell reads them';

const when = z
  .string(WHEN)
  .max(BOUNDS.filterLength, LENGTH)
  .superRefine((text, context) => {
    const { terms, problem } = parseFilter(text);
    if (problem !== null) context.addIssue(issueOf(problem, text));
    else if (terms.length === 0) context.addIssue({ code: 'custom', message: WHEN });
  });

const argument = z.string(PROGRAM).regex(/^[^\0]*$/, PROGRAM);
const program = z.array(argument, PROGRAM).refine(([name = '']) => name.trim() !== '', PROGRAM);
const toldBy = z.union(
  [
    z.strictObject(
      { run: program.describe('Program and arguments; it is told on standard input what happened, as one line of JSON') },
      DO,
    ),
    z.enum(TOLD_BY, { error: ({ input }) => meant(input, TOLD_BY) ?? DO }),
  ],
  DO,
);

const rule = z
  .strictObject(
    {
      name: z
        .string(NAME)
        .regex(/^[^\p{C}\p{Z}]([^\p{C}]{0,58}[^\p{C}\p{Z}])?$/u, NAME)
        .optional()
        .describe('What the alert is called; the filter unless given'),
      when: when.describe('The filter that a user begins to match, in the language of `/`'),
      edge: z
        .enum(EDGES, { error: ({ input }) => meant(input, EDGES) ?? `one of ${EDGES.join(', ')}` })
        .prefault('begins')
        .describe('Whether it goes off when a user `begins` to match, when that `ends`, or at `both`'),
      for: duration(FOR, 0, 7 * DAY)
        .prefault('0s')
        .describe('How long that must hold; time in which nobody could see it does not count'),
      atMostEvery: duration(EVERY, 0, DAY).prefault('1m').describe('From one alert about a user to the next one'),
      do: toldBy.describe('What happens: the terminal rings (`bell`), shows a notification (`notify`), or a program is run'),
    },
    RULE,
  )
  .transform(({ name, ...fields }) => ({ name: name ?? fields.when, ...fields }));

/** The field that says what is to be told when it happens. */
export const alertsField = () => z.array(rule, LIST).max(BOUNDS.alertRules, MOST);

/** The mistake with the words around it, marked where it is. */
function issueOf(problem: FilterProblem, text: string) {
  const message = safe(`a filter that can be read: ${problem.what}; ${problem.hint}`);
  return { code: 'custom', message, params: { excerpt: pointedAt(text, problem) } } as const;
}

function meant(input: unknown, known: readonly string[]): string | null {
  const near = typeof input === 'string' ? nearest(input, known) : null;
  return near === null ? null : `"${near}"`;
}
