import { type State, shownAt } from '../monitor/state.ts';
import { unobserved } from '../monitor/unobserved.ts';
import { statusWord } from './cells.ts';
import { flow } from './flow.ts';
import { type Line, span } from './lines.ts';
import { SIGNS } from './theme.ts';
import { deviceLines } from './user-page/devices.ts';
import { factLines } from './user-page/facts.ts';
import { proofLines } from './user-page/proof.ts';
import { standing } from './user-page/standing.ts';

/** The page of one user: every device with its timeline, ext, times, subscription, and the answer that brought it all. Long values wrap. */
export function userPage(state: State, index: number, width: number): Line[] {
  const { roster } = state.view;
  const record = roster.record(index);
  const now = shownAt(state);
  const gaps = unobserved(state, record);
  return [
    ...flow(
      [span(' ')],
      [
        [record.uid, 'title'],
        [`${SIGNS[record.status]} ${statusWord(record)}`, record.status],
      ],
      width,
    ),
    ...standing(state, record, width),
    [],
    ...deviceLines(record, roster.receivedAt(index), gaps, now, width),
    [],
    ...factLines(state, record, gaps, now, width),
    [],
    ...proofLines(state, record, width),
  ];
}
