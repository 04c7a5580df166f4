import { shownMoment } from '../monitor/moment.ts';
import type { UserRecord } from '../monitor/roster.ts';
import { type State, shownAt } from '../monitor/state.ts';
import { deviceStatus } from '../monitor/status.ts';
import { safe } from '../text/safe.ts';
import { clockTime, fullTime, inLargestUnit } from '../text/time.ts';
import { wrap } from '../text/width.ts';
import { statusWord } from './cells.ts';
import { changeLine } from './changes.ts';
import { type Line, type Style, span } from './lines.ts';
import { SIGNS } from './theme.ts';

/** The page of one user: every device with its full id, times, ext, subscription, latest changes. Long values wrap. */
export function userPage(state: State, index: number, width: number): Line[] {
  const { roster } = state.view;
  const record = roster.record(index);
  const { presence } = record;
  const now = shownAt(state);
  const field = (name: string, value: string): Line[] =>
    wrap(value, Math.max(8, width - 16)).map((text, at) => [span(` ${(at === 0 ? name : '').padEnd(14)} `, 'dim'), span(text)]);
  return [
    [span(` ${record.uid}`, 'title'), span('   '), span(`${SIGNS[record.status]} ${statusWord(record)}`, record.status)],
    ...standing(state, record, width),
    [],
    ...deviceLines(record, width),
    [],
    ...field('ext', safe(presence?.ext ?? '') || 'none'),
    ...field('last change', lastTime(presence?.lastTime ?? null, now)),
    ...field('observed', observed(roster.receivedAt(index), now)),
    ...field('subscription', subscription(state, record, now)),
    [],
    [span(' changes', 'dim')],
    ...(record.timeline.length === 0
      ? [[span(' none observed yet')]]
      : record.timeline.map((change): Line => [span(' '), ...changeLine(change, 0)])),
  ];
}

/** What stands between the data and the present: a failure, or an answer that left the user out. */
function standing(state: State, record: UserRecord, width: number): Line[] {
  const failing = state.view.roster.failing(record.index);
  const wrapped = (text: string, style: Style): Line[] => wrap(text, width - 2).map((part) => [span(` ${part}`, style)]);
  if (failing !== undefined) {
    const { message, hint } = failing.failure;
    return [...wrapped(`failing since ${clockTime(failing.since)}: ${safe(message)}`, 'bad'), ...wrapped(hint, 'plain')];
  }
  return record.absent ? wrapped('the latest answer left this user out: unknown, and the data below are older', 'unknown') : [];
}

function deviceLines({ presence }: UserRecord, width: number): Line[] {
  const devices = presence?.devices ?? [];
  if (devices.length === 0) return [[span(' no device was ever seen', 'dim')]];
  return devices.flatMap(({ device, status }) => {
    const kind = deviceStatus(status);
    const word = kind === 'custom' ? `custom ${status}` : kind;
    return wrap(safe(device), Math.max(8, width - 20)).map(
      (text, at): Line =>
        at === 0 ? [span(` ${SIGNS[kind]} `, kind), span(text), span(`  ${word}`, kind)] : [span('   '), span(text)],
    );
  });
}

function lastTime(seconds: number | null, now: number): string {
  if (seconds === null) return 'the server did not say';
  return `${fullTime(seconds * 1000)} (${relative(seconds * 1000, now)}), login or logout the server saw`;
}

function observed(receivedAt: number, now: number): string {
  return receivedAt === 0 ? 'never answered yet' : `${fullTime(receivedAt)} (${relative(receivedAt, now)})`;
}

function subscription(state: State, { subscription: end }: UserRecord, now: number): string {
  const whose = `by ${safe(state.settings.uid)}`;
  if (!shownMoment(state).subscriptionsRead) return 'not read yet';
  if (end === null) return `not subscribed ${whose}`;
  if (end === Number.POSITIVE_INFINITY) return `subscribed ${whose}; the server gave no end`;
  return `${whose} until ${fullTime(end * 1000)} (${relative(end * 1000, now)})`;
}

function relative(at: number, now: number): string {
  const distance = inLargestUnit(Math.abs(now - at));
  return at > now ? `in ${distance}` : `${distance} ago`;
}
