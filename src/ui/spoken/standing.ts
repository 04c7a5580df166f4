import type { State } from '../../monitor/state.ts';
import { STATUSES } from '../../monitor/status.ts';
import { tabsOf } from '../../monitor/tabs.ts';
import { writeNotice } from '../../monitor/writing.ts';
import { clockTime } from '../../text/time.ts';
import { markedTexts } from '../marked.ts';
import { troubleSentences } from './troubles.ts';
import { brief, capital, count, sentence } from './words.ts';

/** What is said first. `dumb`: nobody asked for lines, but the terminal can do nothing else. */
export function greeting(state: State, dumb: boolean): string[] {
  const why = dumb
    ? 'This terminal cannot move its cursor (TERM is dumb), so presence-monitor speaks in lines'
    : 'presence-monitor speaks in lines';
  return [
    `${why}: type a key or its name, then Enter; ? lists the keys, q quits.`,
    ...placeSentences(state),
    waitingSentence(state),
  ];
}

/** Where and as whom: what must be known before a key is pressed. */
function placeSentences({ settings }: State): string[] {
  const { place, profile, uid, readOnly, masked } = settings;
  const named = profile === null ? '' : `profile ${brief(profile)}, `;
  const hidden = masked === undefined ? [] : ['Masked: users and devices have pseudonyms, and what users say is hidden.'];
  const lock = readOnly === null ? [] : [`${sentence(capital(readOnly.why))} ${sentence(capital(readOnly.hint))}`];
  return [`Watching ${count(settings.users.length, 'user')} of ${named}${place}, as ${brief(uid)}.`, ...hidden, ...lock];
}

/** How everything stands, a sentence a line: what is said again when somebody asks. */
export function standingSentences(state: State): string[] {
  const { governor, perSecond, pending, stopped } = state;
  return [
    ...placeSentences(state),
    ...[stoppedSentence(state), frozenSentence(state)].filter((said) => said !== null),
    ...(hasSwept(state) ? [countsSentence(state)] : [waitingSentence(state)]),
    ...(state.filter === '' && state.tab === 0 ? [] : [shownSentence(state)]),
    sortedSentence(state),
    ...markedSentences(state),
    ...(pending === null ? [] : [sentence(capital(writeNotice(state)?.text ?? ''))]),
    ...troubleSentences(state),
    ...(stopped === null ? [`${perSecond.toFixed(1)} of ${governor.ceiling} calls a second.`] : []),
  ];
}

/** Whether everybody was asked about. */
export function hasSwept({ planner, roster }: State): boolean {
  return planner.sweeps > 0 || roster.oldestReceivedAt() !== 0;
}

/** `12 users watched: 5 online, 1 custom, 6 offline, 0 unknown.` */
export function countsSentence({ view: { roster } }: State): string {
  const counts = STATUSES.map((status) => `${roster.counts[status]} ${status}`).join(', ');
  return `${count(roster.size, 'user')} watched: ${counts}.`;
}

/** What is awaited before there is anything to tell. */
function waitingSentence({ planner, settings, stamp }: State): string {
  if (planner.callsPerSweep <= 1) return 'The first answer is awaited.';
  const end = stamp.wall + ((1 - planner.progress) * planner.callsPerSweep * 1000) / settings.callsPerSecond;
  return `The first answers are awaited: ${count(planner.callsPerSweep, 'call')}, until about ${clockTime(end)}.`;
}

/** What filter and tab let through. */
export function shownSentence(state: State): string {
  const { view, filter, tab } = state;
  const name = tabsOf(state)[tab]?.name;
  const which = [
    ...(filter === '' ? [] : [`filter ${brief(filter)}`]),
    ...(name === undefined ? [] : [tab === 0 ? 'everybody' : `group ${brief(name)}`]),
  ];
  const by = which.length === 0 ? 'No filter' : capital(which.join(', '));
  return view.size === view.roster.size ? `${by}: all ${view.size} shown.` : `${by}: ${view.size} of ${view.roster.size} shown.`;
}

export function sortedSentence({ sorting: { column, descending } }: State): string {
  return `Sorted by ${column}, ${descending ? 'descending' : 'ascending'}.`;
}

export function markedSentences(state: State): string[] {
  return markedTexts(state).slice(0, 1).map(sentence);
}

/** That nothing is asked any more, or null. */
export function stoppedSentence({ stopped }: State): string | null {
  return stopped === null ? null : `Stopped since ${clockTime(stopped)}: nothing is asked; capital P goes on.`;
}

/** That the view stands still, or null. */
export function frozenSentence({ frozen, log }: State): string | null {
  if (frozen === null) return null;
  const missed = log.lastId - frozen.lastChange;
  return `Frozen at ${clockTime(frozen.at)}: ${count(missed, 'change')} since; p lets the view go on.`;
}
