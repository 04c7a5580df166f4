import { fitsClipboard, pasteable } from '../text/clipboard.ts';
import { shellWord } from '../text/shell.ts';
import { isoTime } from '../text/time.ts';
import { shownMoment } from './moment.ts';
import type { Sorting } from './sort.ts';
import { type State, topLayer } from './state.ts';
import { quietly, type Step } from './step.ts';

/** Copies the line that replays the moment of the selected change, with the same filter, order and tab, and its user selected. */
export function shareMoment(state: State): Step {
  const { recording } = state.settings;
  if (recording === undefined) return quietly(state);
  const { at, uid } = sharedMoment(state);
  const all = wordsOf(state, recording, at, uid);
  const words = all.filter(([, value]) => pasteable(value) === value);
  const text = ['presence-monitor replay', ...words.map(([option, value]) => optionWords(option, value))].join(' ');
  if (!words.some(([option]) => option === '') || !fitsClipboard(text)) {
    return quietly({
      ...state,
      notice: { kind: 'failed', text: 'no shell takes such a line', hint: 'Record into a file of a simple name.' },
    });
  }
  const left = all.filter((word) => !words.includes(word)).map(([option]) => option);
  const hint =
    left.length === 0
      ? state.settings.replay?.masked
        ? ONLY_HERE
        : 'Whoever has the file sees the same.'
      : `Left out, for the characters in it: ${left.join(', ')}.`;
  const notice = { kind: 'done', text: 'sent a line that replays this moment to the clipboard', hint } as const;
  return { state: { ...state, notice }, effects: [{ type: 'copy', text }] };
}

const ONLY_HERE = 'It has the pseudonyms of this machine; the file itself has the names.';

/** The moment at which the selected change was seen; what is shown of a frozen view when that change is the newest in it. */
function sharedMoment(state: State): { readonly at: number; readonly uid: string | null } {
  const { log, history, roster, selected } = state;
  const layer = topLayer(state);
  const shown = shownMoment(state);
  const change = layer?.kind === 'change-list' ? log.at(Number(layer.cursor.selected)) : undefined;
  if (change === undefined) return { at: shown.at, uid: selected === null ? null : roster.record(selected).uid };
  if (state.frozen !== null && change.id === shown.lastChange) return { at: shown.at, uid: change.uid };
  let [low, high] = [history.first, history.end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((history.moment(middle)?.lastChange ?? 0) < change.id) low = middle + 1;
    else high = middle;
  }
  return { at: history.moment(low)?.at ?? change.notAfter, uid: change.uid };
}

type Word = readonly [option: string, value: string];

function wordsOf(
  { filter, tab, sorting, settings, view, selected, top }: State,
  file: string,
  at: number,
  uid: string | null,
): Word[] {
  const group = view.roster.groups.names[tab - 1];
  const isSelected = selected !== null && view.roster.record(selected).uid === uid;
  return [
    ['', file],
    ['--at', isoTime(at) ?? ''],
    ...(settings.replay?.masked ? [['--mask', ''] as const] : []),
    ...(filter.trim() === '' ? [] : [['--filter', filter] as const]),
    ...(group === undefined ? [] : [['--tab', group] as const]),
    ...(sameSorting(sorting, settings.sorting) ? [] : [['--sort', `${sorting.descending ? '-' : ''}${sorting.column}`] as const]),
    ...(uid === null ? [] : [['--select', uid] as const]),
    ...(isSelected && top > 0 ? [['--top', `${top}`] as const] : []),
  ];
}

/** What begins with a hyphen is taken for an option unless it is joined to its own. */
function optionWords(option: string, value: string): string {
  if (option === '') return shellWord(value);
  if (value === '') return option;
  return value.startsWith('-') ? shellWord(`${option}=${value}`) : `${option} ${shellWord(value)}`;
}

function sameSorting(now: Sorting, { column, descending }: Sorting = { column: 'user', descending: false }): boolean {
  return now.column === column && now.descending === descending;
}
