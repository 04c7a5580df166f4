import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Place } from './simulator-messages.ts';

/** What a refresh of the users took, on average. */
export interface RefreshFigures {
  /** Milliseconds from asking until the rows are on the screen. */
  readonly wall: number;
  /** Milliseconds of processor time. */
  readonly cpu: number;
  readonly requests: number;
}

const REFRESHES = 30;

/** A table of uid and status, as one writes it at a prompt. The body comes from a variable, so that nothing is read from a disk. */
const LOOP = `
TIMEFORMAT='%3R %3U %3S'
time for ((i = 0; i < REFRESHES; i++)); do
  curl -sS -X POST "$PLACE" -H "Authorization: Bearer $CHAT_TOKEN" -H 'Content-Type: application/json' --data-binary "$BODY" |
    jq -r '.result[] | [.uid, (if any(.status[]; . == "1") then "online" else ([.status[] | select(. != "0")][0] // "offline") end)] | @tsv'
done`;

/** Runs the loop of curl and jq; its processor time is that of everything it starts. A string says why that cannot be. */
export async function measureShell(place: Place, names: readonly string[]): Promise<RefreshFigures | string> {
  for (const tool of ['bash', 'curl', 'jq']) {
    if (!(await isThere(tool))) return `Not compared with a shell loop: there is no ${tool} on this machine.`;
  }
  const env = {
    PATH: process.env.PATH,
    REFRESHES: String(REFRESHES),
    PLACE: `${place.host}/${place.orgName}/${place.appName}/users/${place.uid}/presence`,
    CHAT_TOKEN: place.token,
    BODY: JSON.stringify({ usernames: names }),
  };
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-c', LOOP], { env });
  const rows = stdout.trimEnd().split('\n').length;
  if (rows !== REFRESHES * names.length) throw new Error(`The shell loop printed ${rows} rows: ${stderr}`);
  const [wall, user, system] = stderr.trim().split(' ').map(Number) as [number, number, number];
  return { wall: (wall * 1000) / REFRESHES, cpu: ((user + system) * 1000) / REFRESHES, requests: 1 };
}

async function isThere(tool: string): Promise<boolean> {
  return promisify(execFile)(tool, ['--version']).then(
    () => true,
    () => false,
  );
}
