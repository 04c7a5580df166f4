import { isApiError } from '../api/errors.ts';
import { sublistRequest } from '../api/requests.ts';
import type { Flags } from '../config/settings.ts';
import { type HeldSubscription, SubscriptionList } from '../monitor/subscription-list.ts';
import { openClient } from '../runtime/gate.ts';
import { jsonLine } from '../text/json-line.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { inLargestUnit, utcTime } from '../text/time.ts';
import { fitText, widthOf } from '../text/width.ts';
import { type Connection, configured, connection } from './connect.ts';
import { requestLine } from './dry-run.ts';
import { EXIT } from './exit-codes.ts';
import { hidesIds, maskedConnection, openMask } from './masked.ts';
import { programErrorOf } from './program-error.ts';
import type { Streams } from './streams.ts';
import { processSurroundings, type Surroundings } from './surroundings.ts';
import { tellingCalls } from './verbose.ts';

export interface SubscriptionsOptions {
  readonly flags: Flags;
  /** The request for the first page is shown and not sent. */
  readonly dryRun: boolean;
  /** One JSON object a line in place of a table. */
  readonly json: boolean;
  /** Pseudonyms in place of ids; undefined unless given. */
  readonly mask?: boolean | undefined;
}

/** Lists every subscription of the acting user, the one that ends soonest first, and gives the exit code. */
export async function subscriptions(
  { flags, dryRun, json, mask }: SubscriptionsOptions,
  surroundings?: Partial<Surroundings>,
): Promise<number> {
  const { env, cwd, streams } = { ...processSurroundings(), ...surroundings };
  const real = connection(await configured({ flags, env, cwd }), env);
  const opened = hidesIds(mask, env) ? await masked(real, env, streams) : real;
  const { uid } = opened.settings;
  if (dryRun) {
    streams.out(requestLine(sublistRequest(1), { ...opened.client, uid }, json));
    streams.err('dry run: nothing was sent');
    return EXIT.done.code;
  }
  let pages = 0;
  const onRequest = () => streams.progress(`page ${++pages}`);
  const client = openClient({ ...opened.client, onRequest, ...tellingCalls(flags.verbose) }, opened.settings);
  try {
    const { value, receivedAt } = await client.sublist();
    streams.progress(null);
    const list = new SubscriptionList(value.map(({ uid, expiry }) => ({ uid, end: expiry ?? Number.POSITIVE_INFINITY })));
    const held = Array.from({ length: list.size }, (_, position) => list.at(position) as HeldSubscription);
    for (const line of json ? held.map(asJson) : asTable(held, receivedAt)) streams.out(line);
    if (held.length === 0) streams.err(`${safe(uid)} is subscribed to nobody`);
    return EXIT.done.code;
  } catch (error) {
    streams.progress(null);
    if (isApiError(error)) throw programErrorOf(error.failure);
    throw error;
  } finally {
    client.close();
  }
}

/** The same connection in pseudonyms. What is wrong with their key is said. */
async function masked(real: Connection, env: NodeJS.ProcessEnv, streams: Pick<Streams, 'err'>): Promise<Connection> {
  const { mask, trouble } = await openMask(real, env);
  if (trouble !== null) streams.err(safe(`${trouble.message}. ${trouble.hint}`));
  return maskedConnection(real, mask);
}

/** `until` is ISO 8601 in UTC, or null when the server gave no end. */
function asJson({ uid, end }: HeldSubscription): string {
  return jsonLine({ type: 'subscription', uid, until: Number.isFinite(end) ? utcTime(end * 1000) : null });
}

function asTable(held: readonly HeldSubscription[], now: number): string[] {
  if (held.length === 0) return [];
  const rows = [['USER', 'UNTIL', 'LEFT'], ...held.map(({ uid, end }) => [safe(uid), ...whenItEnds(end * 1000, now)])];
  const widths = [0, 1].map((column) => Math.max(...rows.map((cells) => widthOf(cells[column] as string))));
  return rows.map((cells) =>
    cells
      .map((text, at) => fitText(text, widths[at] ?? widthOf(text)))
      .join('  ')
      .trimEnd(),
  );
}

function whenItEnds(end: number, now: number): [string, string] {
  if (!Number.isFinite(end)) return [signs.nothing, signs.nothing];
  return [utcTime(end), end > now ? inLargestUnit(end - now) : 'ended'];
}
