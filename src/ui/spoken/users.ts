import { flagsOf, isFlagged } from '../../monitor/flags.ts';
import { shownMoment } from '../../monitor/moment.ts';
import type { UserRecord } from '../../monitor/roster.ts';
import { type State, shownAt } from '../../monitor/state.ts';
import { type DeviceTrack, deviceTracks } from '../../monitor/timeline.ts';
import { type Unobserved, unobserved } from '../../monitor/unobserved.ts';
import { safe } from '../../text/safe.ts';
import { clockTime, fullTime, shortTime } from '../../text/time.ts';
import { statusWord } from '../cells.ts';
import { deviceWord } from '../device-word.ts';
import { beginningOf } from '../ext-words.ts';
import { notRead } from '../user-page/facts.ts';
import { lasted } from '../user-page/timeline.ts';
import { changeSentence } from './changes.ts';
import { proofSentences } from './proof.ts';
import { brief, count, relative, sentence, spelledLengths } from './words.ts';

/** Devices that a sentence about a user names. */
const NAMED = 3;

/** A user as one sentence, with the place in the list: what the selection speaks. */
export function rowSentence(state: State, index: number): string {
  const { view, marks } = state;
  const record = view.roster.record(index);
  const parts = [
    placeInList(state, index),
    ...(marks.has(index) ? ['marked'] : []),
    statusWords(record),
    ...(isFlagged(record, shownAt(state)) ? ['flagged'] : []),
    ...standing(state, record, true),
    ...devicesOf(record),
    ...(record.presence?.lastTime == null ? [] : [`last change ${shortTime(record.presence.lastTime * 1000, shownAt(state))}`]),
    ...(record.presence?.ext ? [`ext "${brief(record.presence.ext)}"`] : []),
    subscriptionOf(state, record),
  ];
  return sentence(parts.join(', '));
}

/** `3 of 12: bob` */
export function placeInList({ view }: State, index: number): string {
  return `${view.positionOf(index) + 1} of ${view.size}: ${brief(view.roster.record(index).uid)}`;
}

/** Everything that is known of a user, a sentence a line. */
export function userSentences(state: State, index: number): string[] {
  const { roster } = state.view;
  const record = roster.record(index);
  const { presence, timeline } = record;
  const now = shownAt(state);
  const at = (time: number) => `${fullTime(time)}, ${relative(time, now)}`;
  const receivedAt = roster.receivedAt(index);
  const devices = presence?.devices ?? [];
  const gaps = unobserved(state, record);
  const known = [
    `${safe(record.uid)}, ${statusWords(record)}`,
    ...standing(state, record, false),
    ...flagsOf(record, now).map(({ kind, reason }) => `Flag ${kind}: ${safe(reason)}`),
    ...(devices.length === 0
      ? ['No device was ever seen']
      : deviceTracks(record, receivedAt).flatMap((track) => deviceWords(track, gaps))),
    presence === null ? `Ext: ${notRead(receivedAt)}` : extWords(presence.ext),
    presence?.lastTime == null
      ? `Last change: ${presence === null ? notRead(receivedAt) : 'the server did not say'}`
      : `Last change ${at(presence.lastTime * 1000)}: a login or logout that the server saw`,
    receivedAt === 0 ? 'Never answered yet' : `Observed ${at(receivedAt)}`,
    subscriptionOf(state, record).replace(/^./u, (first) => first.toUpperCase()),
    timeline.length === 0 ? 'No change observed yet' : `${count(timeline.length, 'change')}, newest first`,
    ...timeline.map((change) => changeSentence(change, now, false)),
  ];
  return [...known.map(sentence), ...proofSentences(state, record)];
}

function extWords(ext: string): string {
  if (ext === '') return 'No ext';
  const { text, rest } = beginningOf(ext);
  return `Ext "${safe(text)}"${rest === null ? '' : ` ${rest}`}`;
}

/** A device, how it is and for how long, and how much of that nobody observed. */
function deviceWords({ device, status, intervals: [present] }: DeviceTrack, gaps: readonly Unobserved[]): string[] {
  if (status === null) return [];
  const length = present === undefined ? '' : spelledLengths(lasted(present, gaps));
  return [`Device ${safe(device)}: ${[deviceWord(status), length].filter((words) => words !== '').join(', ')}`];
}

function statusWords(record: UserRecord): string {
  return record.status === 'custom' ? `custom ${brief(statusWord(record))}` : record.status;
}

function devicesOf({ presence }: UserRecord): string[] {
  const devices = presence?.devices ?? [];
  const named = devices.slice(0, NAMED).map(({ device, status }) => `${brief(device)} ${deviceWord(status)}`);
  return devices.length > NAMED ? [...named, `${devices.length - NAMED} more devices`] : named;
}

/** What stands between the data and the present: a failure; briefly also that an answer left the user out, which is else told by a flag. */
function standing({ view }: State, record: UserRecord, briefly: boolean): string[] {
  const failing = view.roster.failing(record.index);
  if (failing !== undefined) {
    const since = `failing since ${clockTime(failing.since)}`;
    return briefly ? [since] : [`${since}: ${failing.failure.message}`, failing.failure.hint];
  }
  return briefly && record.absent ? ['left out of the latest answer'] : [];
}

/** Whether and until when the acting user is subscribed. */
export function subscriptionOf(state: State, { subscription: end }: Pick<UserRecord, 'subscription'>): string {
  if (!shownMoment(state).subscriptionsRead) return 'subscription not read yet';
  if (end === null) return 'not subscribed';
  if (end === Number.POSITIVE_INFINITY) return 'subscribed without an end';
  const now = shownAt(state);
  return end * 1000 <= now ? 'subscription over' : `subscribed until ${shortTime(end * 1000, now)}, ${relative(end * 1000, now)}`;
}
