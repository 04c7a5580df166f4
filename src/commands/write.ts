import { batchesOf, inBatches } from '../api/batches.ts';
import type { PresenceClient } from '../api/client.ts';
import { isApiError } from '../api/errors.ts';
import { endsAll } from '../api/outcome.ts';
import type { Flags } from '../config/settings.ts';
import { openClient } from '../runtime/gate.ts';
import { safe } from '../text/safe.ts';
import { shellWord } from '../text/shell.ts';
import { signs } from '../text/signs.ts';
import { widestOf } from '../text/width.ts';
import { type Change, changeOf, type Wanted } from './changes.ts';
import { type Connection, configured, connection } from './connect.ts';
import { requestLine } from './dry-run.ts';
import { EXIT } from './exit-codes.ts';
import { interruption as untilInterrupted } from './interruption.ts';
import type { Leaving } from './leaving.ts';
import { exitCodeFor, notSent, type Outcome, outcomeJson, outcomeLine, unanswered, undone } from './outcomes.ts';
import { ProgramError, programErrorOf } from './program-error.ts';
import type { Streams } from './streams.ts';
import { processSurroundings, type Surroundings } from './surroundings.ts';
import { tellingCalls } from './verbose.ts';

export interface WriteOptions {
  readonly wanted: Wanted;
  /** `uids` and `usersFile` say whom it concerns. */
  readonly flags: Flags;
  /** Nobody is asked. */
  readonly yes: boolean;
  /** Requests are shown and not sent. */
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Where a change is made, and what ends it early; asked for once there is something to end. */
export interface WriteSurroundings extends Surroundings {
  readonly interruption: () => Promise<Leaving>;
}

/** Sets a status, subscribes or unsubscribes, and gives the exit code. Everything is checked, said and agreed to before anything is sent. */
export async function write(options: WriteOptions, surroundings?: Partial<WriteSurroundings>): Promise<number> {
  const { env, cwd, streams, interruption } = { ...processSurroundings(), interruption: untilInterrupted, ...surroundings };
  const loaded = await configured({ flags: options.flags, env, cwd });
  const opened = connection(loaded, env);
  const { change, requests } = explained(() => {
    const change = changeOf(options.wanted, loaded);
    return { change, requests: batchesOf(change.names).map(change.request) };
  });
  announce(change, requests.length, opened, streams);
  if (options.dryRun) {
    for (const request of requests) streams.out(requestLine(request, opened.client, options.json));
    streams.err('dry run: nothing was sent');
    return EXIT.done.code;
  }
  const client = openClient({ ...opened.client, ...tellingCalls(options.flags.verbose) }, opened.settings);
  try {
    explained(() => client.assertPermitted(change.call));
    const declined = options.yes ? null : await decline(options.flags, streams);
    if (declined !== null) return declined;
    const stop = new AbortController();
    const left = interruption().then((leaving) => {
      stop.abort();
      return leaving;
    });
    const telling = { where: whereOf(options.flags, loaded.profile), json: options.json, streams };
    const sent = send(change, client, telling, stop.signal);
    // A mistake in the program ends it at once; a signal, once it is told what became of everybody.
    const outcomes = await Promise.race([sent, left.then(() => sent)]);
    return stop.signal.aborted ? (await left).exitCode : exitCodeFor(outcomes);
  } finally {
    client.close();
  }
}

/** What is refused before anything is sent ends the program. */
function explained<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!isApiError(error)) throw error;
    throw programErrorOf(error.failure);
  }
}

function announce({ intention, note }: Change, calls: number, { settings }: Connection, streams: Streams): void {
  const where = [settings.profile, settings.place].flatMap((name) => (name === null ? [] : [safe(name)])).join(' ');
  streams.err(`${where}: ${intention} ${signs.apart} ${calls} ${calls === 1 ? 'call' : 'calls'}`);
  if (note !== null) streams.err(`note: ${note}`);
}

/** Asks whether to go on: null for yes, else the code to leave with. */
async function decline({ usersFile }: Flags, streams: Streams): Promise<number | null> {
  const unattended = usersFile === '-' ? 'standard input brought the names' : streams.unattended;
  if (unattended !== null) {
    const hint = 'Say --yes to go on without being asked, or --dry-run to see what would be sent.';
    throw new ProgramError(`nobody can be asked: ${unattended}; nothing was sent`, hint, EXIT.usage.code);
  }
  const answer = await streams.ask('go on? [y/N] ');
  if (/^y(es)?$/i.test(answer?.trim() ?? '')) return null;
  streams.err('nothing was sent');
  return answer === null ? EXIT.interrupt.code : EXIT.usage.code;
}

interface Telling {
  /** What to say to the program so that it looks where the calls went, ready for a shell. */
  readonly where: readonly string[];
  readonly json: boolean;
  readonly streams: Streams;
}

/** The arguments that name server, app and acting user, as they were given; a profile also where a variable chose it. */
function whereOf({ config, as, host, orgName, appName, appId, tokenFile }: Flags, profile: string | null): string[] {
  const given = Object.entries({
    ...{ '-c': config, '-p': profile ?? undefined, '--as': as, '--host': host, '--org-name': orgName },
    ...{ '--app-name': appName, '--app-id': appId, '--token-file': tokenFile },
  });
  return given.flatMap(([flag, value]) => (value === undefined ? [] : [flag, shellWord(safe(value))]));
}

/** Sends batch after batch and tells what became of every name as soon as it is known. */
async function send(
  change: Change,
  client: PresenceClient,
  { where, json, streams }: Telling,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const width = widestOf(change.names.map(safe));
  const outcomes: Outcome[] = [];
  const tell = (outcome: Outcome) => {
    outcomes.push(outcome);
    if (json) streams.out(outcomeJson(outcome, change.call));
    if ('code' in outcome.came) streams.err(outcomeLine(outcome, width));
    else if (!json) streams.out(outcomeLine(outcome, width));
  };
  const calls = batchesOf(change.names).length;
  const showProgress = (made: number) => streams.progress(made < calls && calls > 1 ? `${made} of ${calls} calls` : null);
  showProgress(0);
  for await (const { names, index, answer, error } of inBatches(change.names, (batch) =>
    change.send(client, batch, { signal }),
  )) {
    streams.progress(null);
    for (const uid of names) {
      const done = answer === null ? null : change.read(uid, answer);
      if (done !== null) tell({ uid, came: done });
      else tell(error === null ? unanswered(uid, where) : undone(uid, error.failure, where));
    }
    if (error !== null && (signal.aborted || endsAll(error.failure))) {
      for (const uid of change.names.slice(outcomes.length)) tell(notSent(uid, error.failure));
      break;
    }
    showProgress(index + 1);
  }
  return outcomes;
}
