import { type State, shownAt } from '../monitor/state.ts';
import { unobserved } from '../monitor/unobserved.ts';
import { signs } from '../text/signs.ts';
import { statusWord } from './cells.ts';
import { flagLines } from './flag-lines.ts';
import { flow } from './flow.ts';
import { type Line, span } from './lines.ts';
import { deviceLines } from './user-page/devices.ts';
import { factLines } from './user-page/facts.ts';
import { proofLines } from './user-page/proof.ts';
import { standing } from './user-page/standing.ts';
import { pageWith } from './user-page/timeline.ts';

/** The page of one user: every device with its timeline, ext, times, subscription, and the answer that brought it all. Long values wrap. */
export function userPage(state: State, index: number, width: number): Line[] {
  const { roster } = state.view;
  const record = roster.record(index);
  const page = pageWith(unobserved(state, record), shownAt(state), width);
  return [
    ...flow(
      [span(' ')],
      [
        [record.uid, 'title'],
        [`${signs[record.status]} ${statusWord(record)}`, record.status],
      ],
      width,
    ),
    ...standing(state, record, width),
    ...flagLines(record, shownAt(state), width),
    [],
    ...deviceLines(record, roster.receivedAt(index), page),
    [],
    ...factLines(state, record, page),
    [],
    ...proofLines(state, record, width),
  ];
}
