import { shownMoment } from '../../monitor/moment.ts';
import type { UserRecord } from '../../monitor/roster.ts';
import type { State } from '../../monitor/state.ts';
import { extTrack } from '../../monitor/timeline.ts';
import { signs } from '../../text/signs.ts';
import { fullTime } from '../../text/time.ts';
import { beginningOf } from '../ext-words.ts';
import type { Words } from '../flow.ts';
import type { Line } from '../lines.ts';
import { freshUntil } from '../rows.ts';
import { type Page, timelineLines } from './timeline.ts';
import { atMost, fact, relative } from './words.ts';

/** What is known of a user as a whole: ext with its timeline, times, subscription. */
export function factLines(state: State, record: UserRecord, page: Page): Line[] {
  const { now, width } = page;
  const { presence, index } = record;
  const receivedAt = state.view.roster.receivedAt(index);
  const track = extTrack(record, receivedAt);
  const changes = track.intervals.length < 2 ? [] : timelineLines(track, extWords, page);
  return [
    ...fact(
      'ext',
      presence === null ? [[notRead(receivedAt)]] : presence.ext === '' ? [['none']] : pieces(presence.ext, ''),
      width,
    ),
    ...changes,
    ...fact('last change', [[presence === null ? notRead(receivedAt) : lastTime(presence.lastTime, now)]], width),
    ...fact('observed', [[observed(receivedAt, freshUntil(state.planner.periodOf(index)), now)]], width),
    ...fact('subscription', [[subscription(state, record, now)]], width),
  ];
}

/** Why nothing is known of a user of whom no answer told. */
export function notRead(receivedAt: number): string {
  return receivedAt === 0 ? 'not read yet' : 'the answers leave this user out';
}

function extWords(ext: string | null): Words[] {
  return ext ? pieces(ext, '"') : [['none']];
}

function pieces(ext: string, quote: string): Words[] {
  const { text, rest } = beginningOf(ext);
  return [[quote + text + quote], ...(rest === null ? [] : [[`${signs.more} ${rest}`, 'unknown'] as const])];
}

function lastTime(seconds: number | null, now: number): string {
  if (seconds === null) return 'the server did not say';
  return `${fullTime(seconds * 1000)} (${relative(seconds * 1000, now)}), login or logout the server saw`;
}

/** While data are kept fresh the text stands still; the exact moment is told with the answer. */
function observed(receivedAt: number, fresh: number, now: number): string {
  if (receivedAt === 0) return 'never answered yet';
  const age = now - receivedAt;
  return age >= 0 && age < fresh ? `${atMost(fresh)} ago` : `${fullTime(receivedAt)} (${relative(receivedAt, now)})`;
}

function subscription(state: State, { subscription: end }: UserRecord, now: number): string {
  const whose = `by ${state.settings.uid}`;
  if (!shownMoment(state).subscriptionsRead) return 'not read yet';
  if (end === null) return `not subscribed ${whose}`;
  if (end === Number.POSITIVE_INFINITY) return `subscribed ${whose}; the server gave no end`;
  return `${whose} until ${fullTime(end * 1000)} (${relative(end * 1000, now)})`;
}
