import { isApiError } from '../../api/errors.ts';
import { type TokenShape, tokenShape } from '../../api/tokens/token-shape.ts';
import type { tokenFrom } from '../../api/tokens.ts';
import type { Config } from '../../config/schema.ts';
import { lengthOfTime } from '../../text/length-of-time.ts';
import { isoTime, utcTime } from '../../text/time.ts';
import { EXIT } from '../exit-codes.ts';
import { type Finding, failure, note, ok, problem } from './finding.ts';

type TokenSource = ReturnType<typeof tokenFrom>;

/** Milliseconds: a token from a file or variable that ends sooner is worth a word, and by how much clocks may differ. */
const SOON = 600_000;
const SKEW = 60_000;

const KINDS: Readonly<Record<TokenShape['kind'], string>> = {
  'chat-app': "signed with an app's certificate, for Chat as the app",
  'chat-user': "signed with an app's certificate, for Chat as one user",
  'no-chat': "signed with an app's certificate, for other products than Chat",
  damaged: 'begins like a signed token and cannot be read',
  issued: 'issued by the server',
  jwt: 'a JSON Web Token',
  certificate: '32 hexadecimal digits, which is an App ID or a certificate and no token',
  unknown: 'of no kind that is known here',
};

const MAKE = 'Make a new app token for Chat and put it where this one came from.';

/** Tokens that no server takes, and what to do. */
const USELESS: Readonly<Partial<Record<TokenShape['kind'], string>>> = {
  'no-chat': 'Make an app token for Chat: tokens of other products are refused.',
  damaged: `It was cut or changed. ${MAKE}`,
  certificate: 'Let tokens be signed here: "token": {"appId":"ID","appCertificate":SOURCE}.',
};

/** Whether a token can be had, and what it tells of itself. Nothing of the token is in what comes back. */
export async function lookAtToken(source: TokenSource, config: Partial<Config>, now: number): Promise<Finding> {
  try {
    const shape = tokenShape(await source.get());
    const endsIn = source.endsIn?.() ?? null;
    return judge(source.name, endsIn === null ? shape : { ...shape, endsAt: shape.endsAt ?? now + endsIn }, config, now);
  } catch (error) {
    if (!isApiError(error)) throw error;
    return failure('token', error.failure, { source: source.name });
  }
}

function judge(source: string, shape: TokenShape, { appId, token }: Partial<Config>, now: number): Finding {
  const { kind, length, madeAt, endsAt } = shape;
  const found = [`${source}: ${KINDS[kind]}`, `${length} characters`, ...lifeOf(shape, now)].join(', ');
  const facts = { source, kind, length, madeAt: iso(madeAt), endsAt: iso(endsAt), appId: shape.appId };
  const refuse = (hint: string) => problem('token', found, hint, EXIT.unauthorised.code, { facts });
  const useless = USELESS[kind];
  if (useless !== undefined) return refuse(useless);
  if (endsAt !== null && endsAt <= now) return refuse(`${MAKE} Look at the clock below, too.`);
  const hint = hintFor(shape, appId ?? (token && 'appId' in token ? token.appId : null) ?? null, now);
  return hint === null ? ok('token', found, { facts }) : note('token', found, hint, { facts });
}

function hintFor({ kind, madeAt, endsAt, appId }: TokenShape, app: string | null, now: number): string | null {
  if (madeAt !== null && madeAt > now + SKEW)
    return 'It is made in the future: this clock, or that of the machine that made it, is wrong.';
  if (appId !== null && app !== null && appId.toLowerCase() !== app.toLowerCase())
    return `It is for the App ID ${appId}, and the configuration names ${app}.`;
  if (endsAt !== null && endsAt < now + SOON)
    return 'It ends soon; a token that is signed here or asked for by the program is renewed in time.';
  return kind === 'unknown' ? 'Put the token alone there, as it was given out: nothing before or after it.' : null;
}

function lifeOf({ kind, endsAt }: TokenShape, now: number): string[] {
  if (endsAt === null) return [kind === 'issued' ? 'the server alone knows when it ends' : 'it does not say when it ends'];
  const apart = lengthOfTime(Math.abs(endsAt - now));
  return [endsAt <= now ? `ended ${apart} ago (${utcTime(endsAt)})` : `ends in ${apart} (${utcTime(endsAt)})`];
}

function iso(at: number | null): string | null {
  return at === null ? null : isoTime(at);
}
