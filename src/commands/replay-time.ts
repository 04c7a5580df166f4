import type { RecordedRun } from '../runtime/replay/runs.ts';
import { parseDuration } from '../text/duration.ts';
import { fullTime } from '../text/time.ts';

/** A moment in a recording: which run, by its place from 0, and milliseconds since the epoch. */
export interface ReplayMoment {
  readonly run: number;
  readonly at: number;
}

const DAY = 86_400_000;
const DATE_AND_TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const TIME_OF_DAY = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?$/;

/**
 * Reads a moment: ISO 8601, in local time unless it says otherwise; a time of day; or a time before the end (`-5m`) or after
 * the beginning (`+5m`) of the last run. Gives what is wrong instead, in words that follow the text.
 */
export function readMoment(text: string, runs: readonly RecordedRun[]): ReplayMoment | { readonly error: string } {
  if (/^[+-]/.test(text)) return readRelative(text, runs);
  if (DATE_AND_TIME.test(text)) {
    const at = Date.parse(text.replace(' ', 'T'));
    if (Number.isNaN(at)) return { error: 'there is no such day or time' };
    // What stands in full minutes or seconds means all of them.
    return within(at, runs) ?? outOf(runs);
  }
  const parts = TIME_OF_DAY.exec(text);
  if (parts === null) return { error: `expected ${EXPECTED}` };
  const [hours, minutes, seconds, milliseconds] = parts.slice(1).map((part) => Number(part ?? 0));
  const found = daysIn(runs).flatMap((day) => {
    const at = new Date(day).setHours(hours ?? 0, minutes, seconds, milliseconds);
    return within(at, runs) ?? [];
  });
  const [first, second] = found;
  if (first === undefined) return outOf(runs);
  if (second === undefined) return first;
  return { error: `it could be ${fullTime(first.at)} or ${fullTime(second.at)}: give the day as well` };
}

/** What a recording covers, in words. */
export function covered(runs: readonly RecordedRun[]): string {
  const [first, last] = [runs[0], runs.at(-1)];
  const runCount = runs.length === 1 ? '' : `, in ${runs.length} runs`;
  return `${fullTime(first?.from ?? 0)} to ${fullTime(Math.max(...runs.map(({ to }) => to), last?.to ?? 0))}${runCount}`;
}

const EXPECTED = 'a time such as "2026-11-25T14:03:10Z", "14:03:10", or "-5m" for five minutes before the end';

function readRelative(text: string, runs: readonly RecordedRun[]): ReplayMoment | { readonly error: string } {
  const read = parseDuration(text.slice(1));
  if ('error' in read) return { error: `expected ${EXPECTED}` };
  const run = runs.length - 1;
  const { from, to } = runs[run] as RecordedRun;
  const at = text.startsWith('-') ? to - read.milliseconds : from + read.milliseconds;
  return at >= from && at <= to ? { run, at } : outOf(runs);
}

/** The latest run that a moment lies in; null when it lies in none. */
function within(at: number, runs: readonly RecordedRun[]): ReplayMoment | null {
  const run = runs.findLastIndex(({ from, to }) => from <= at && at <= to);
  return run < 0 ? null : { run, at };
}

function outOf(runs: readonly RecordedRun[]) {
  return { error: `nothing is recorded then; the recording covers ${covered(runs)}` };
}

/** The days, each as one of its moments, that runs have a part of; of very many the last. */
function daysIn(runs: readonly RecordedRun[]): number[] {
  const days = new Set<number>();
  for (const { from, to } of runs) {
    for (let at = Math.max(from, to - 1000 * DAY); at < to + DAY; at += DAY) days.add(new Date(at).setHours(0, 0, 0, 0));
  }
  return [...days];
}
