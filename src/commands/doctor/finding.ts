import * as z from 'zod';
import type { Failure } from '../../api/errors.ts';
import { safe } from '../../text/safe.ts';
import { exitCodeOf } from '../exit-codes.ts';

/** What is looked at, in this order: what is most often wrong comes last, where it is still on the screen at the end. */
export const CHECKS = [
  'program',
  'memory',
  'state',
  'buffers',
  'streams',
  'size',
  'colours',
  'session',
  'locale',
  'widths',
  'configuration',
  'proxy',
  'dns',
  'connection',
  'tls',
  'token',
  'retrieve',
  'sublist',
  'presence',
  'clock',
  'quota',
  'subscription',
] as const;

export type CheckName = (typeof CHECKS)[number];

const verdict = z
  .enum(['ok', 'note', 'problem', 'skipped'])
  .describe('`note`: works, but is worth knowing; `skipped`: not looked at, `found` says why');

const begin = z
  .strictObject({
    type: z.literal('doctor'),
    version: z.string().describe('Version of the program'),
    at: z.iso.datetime({ precision: 3 }),
    calls: z.array(z.enum(['token', 'retrieve', 'sublist'])).describe('What the server is going to be asked, once each'),
  })
  .describe('The first line');

const check = z
  .strictObject({
    type: z.literal('check'),
    check: z.enum(CHECKS),
    verdict,
    found: z.string().describe('What was found, in words'),
    hint: z.string().nullable().describe('What to do next, or null'),
    facts: z.record(z.string(), z.json()).describe('The same for programs; times in milliseconds unless a name says otherwise'),
  })
  .describe('One check; `configuration` has one for each mistake');

const end = z
  .strictObject({
    type: z.literal('end'),
    problems: z.int(),
    notes: z.int(),
    exitCode: z.int().describe('That of the first problem, or 0'),
  })
  .describe('The last line');

/** The lines of `doctor --json`. */
export const doctorLine = z.discriminatedUnion('type', [begin, check, end]);

export type DoctorLine = z.output<typeof doctorLine>;

type Facts = z.output<typeof check>['facts'];

/** What a check came to. Texts are one line each and safe for a terminal. */
export interface Finding {
  readonly check: CheckName;
  readonly verdict: z.output<typeof verdict>;
  readonly found: string;
  readonly hint: string | null;
  /** What the program leaves with when this is the first problem; 0 for anything else. */
  readonly exitCode: number;
  readonly facts: Facts;
  /** More for people, in two columns below the line. */
  readonly details: readonly (readonly [name: string, text: string])[];
}

interface More {
  readonly hint?: string | null;
  readonly facts?: Facts;
  readonly details?: Finding['details'];
}

function finding(check: CheckName, verdict: Finding['verdict'], found: string, exitCode: number, more: More): Finding {
  const { hint = null, facts = {}, details = [] } = more;
  const harmless = details.map(([name, text]) => [safe(name), safe(text)] as const);
  return { check, verdict, found: safe(found), hint: hint === null ? null : safe(hint), exitCode, facts, details: harmless };
}

/** All is as it should be. */
export function ok(check: CheckName, found: string, more: More = {}): Finding {
  return finding(check, 'ok', found, 0, more);
}

/** It works, but whoever looks for a reason should know. */
export function note(check: CheckName, found: string, hint: string | null, more: More = {}): Finding {
  return finding(check, 'note', found, 0, { ...more, hint });
}

/** It does not work. */
export function problem(check: CheckName, found: string, hint: string | null, exitCode: number, more: More = {}): Finding {
  return finding(check, 'problem', found, exitCode, { ...more, hint });
}

/** A failure of a call, or of what has to be there before one. */
export function failure(check: CheckName, { code, message, hint, status }: Failure, facts: Facts = {}): Finding {
  return problem(check, message, hint, exitCodeOf(code), { facts: { code, status, ...facts } });
}

/** It was not looked at: `because` completes "not looked at because …". */
export function skipped(check: CheckName, because: string): Finding {
  return finding(check, 'skipped', `not looked at because ${because}`, 0, {});
}
