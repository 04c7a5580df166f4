import type { ListFilter } from '../monitor/list-filter.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import { cut } from '../text/width.ts';
import { type Line, span } from './lines.ts';

/** Columns that the words of a filter take beside what they found. */
const WORDS = 24;

/** How many of all entries the filter of a list lets through, in ever fewer words; `whole` stands behind the first of them. */
export function narrowedTitles({ text }: ListFilter, found: number, all: number, things: string, whole: string): string[] {
  const counted = `${number(found)} of ${number(all)}`;
  const filter = `match ${words(text)}`;
  return [
    `${counted} ${things} ${filter}, newest first${whole}`,
    `${counted} ${things} ${filter}`,
    `${counted} ${filter}`,
    counted,
  ];
}

/** What stands in the place of entries while the filter lets none through. */
export function nothingMatches({ text }: ListFilter): Line[] {
  return [[span(` nothing matches ${words(text)}`)], [span(' Esc clears the filter')]];
}

function words(text: string): string {
  return `/${cut(safe(text), WORDS)}`;
}
