import { CALLS } from '../api/contract.ts';
import { fitsClipboard, pasteable } from '../text/clipboard.ts';
import { curlLine } from '../text/curl.ts';
import { jsonLine } from '../text/json-line.ts';
import { shellWord } from '../text/shell.ts';
import { rowJson } from './row-json.ts';
import type { Settings, State } from './state.ts';
import { quietly, type Step } from './step.ts';

/** What can be copied of a user: the name, the row as JSON, and a line of curl that retrieves the user. */
export const COPIES = ['uid', 'row', 'curl'] as const;

export type Copy = (typeof COPIES)[number];

/** Stands in a line of curl for the file that holds the token, when we know of none. */
export const TOKEN_FILE = 'TOKEN_FILE';

/** Sends something of a user to the clipboard. Whether it gets there cannot be known: terminals do not answer. */
export function copyOf(state: State, index: number, copy: Copy): Step {
  return send(state, state.roster.record(index).uid, copy, copyText(state, index, copy));
}

/** Sends a name to the clipboard, whether the user is watched or not. */
export function copyName(state: State, uid: string): Step {
  return send(state, uid, 'uid', pasteable(uid));
}

function send(state: State, uid: string, copy: Copy, text: string): Step {
  if (!fitsClipboard(text)) {
    const { what, instead } = TOO_LONG[copy];
    return quietly({
      ...state,
      notice: { kind: 'failed', text: `${what} is too long for the clipboard of a terminal`, hint: instead },
    });
  }
  const sent = { uid, row: `the row of ${uid} as JSON`, curl: `a curl line for ${uid}` }[copy];
  return {
    state: { ...state, notice: { kind: 'done', text: `sent ${sent} to the clipboard`, hint: hintOf(copy, text, uid) } },
    effects: [{ type: 'copy', text }],
  };
}

/** What would be copied: one line, without anything that acts when it is pasted. */
export function copyText(state: State, index: number, copy: Copy): string {
  const { uid } = state.roster.record(index);
  switch (copy) {
    case 'uid':
      return pasteable(uid);
    case 'row':
      return jsonLine(rowJson(state, index));
    case 'curl':
      return retrieveLine(state.settings, uid);
  }
}

/** The token stays in its file: no line on a clipboard or in the history of a shell holds it. */
export function retrieveLine({ retrieveUrl, tokenFile }: Settings, uid: string): string {
  const { method } = CALLS.retrieve;
  const file = tokenFile !== null && isQuotable(tokenFile) ? shellWord(tokenFile) : TOKEN_FILE;
  return curlLine({ method, url: retrieveUrl, body: { usernames: [uid] }, token: `$(cat ${file})` });
}

/** Between double quotes bash takes `!` as a search in its history, however else it is quoted. */
function isQuotable(path: string): boolean {
  return pasteable(path) === path && !path.includes('!');
}

function hintOf(copy: Copy, text: string, uid: string): string | null {
  if (copy === 'uid' && text !== uid) return 'Control and invisible characters in it were replaced by signs.';
  if (copy === 'curl' && text.includes(`$(cat ${TOKEN_FILE})`))
    return `Put the file that holds your token in place of ${TOKEN_FILE}.`;
  return null;
}

const TOO_LONG: Readonly<Record<Copy, { readonly what: string; readonly instead: string }>> = {
  uid: { what: 'the name', instead: 'Enter opens the user: select the name there with the mouse.' },
  row: { what: 'the row', instead: 'presence-monitor --once --json prints it.' },
  curl: { what: 'the curl line', instead: 'Write one with the name in a file.' },
};
