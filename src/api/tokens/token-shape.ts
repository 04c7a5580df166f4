import { AccessToken2, kChatServiceType } from 'agora-token/src/AccessToken2.js';

/** What a token tells of itself, by its looks alone: nobody asked the server, and no part of the secret is in here. */
export interface TokenShape {
  /**
   * `chat-app`, `chat-user`, `no-chat`: signed with an app's certificate (`007…`), for Chat as the app or one user, or for other
   * products only. `damaged`: begins like one of these and cannot be read. `issued`: given by the server (`YWMt…`), which alone
   * knows more. `jwt`: a JSON Web Token. `certificate`: 32 hexadecimal digits, as an app's certificate has. `unknown`: none of these.
   */
  readonly kind: 'chat-app' | 'chat-user' | 'no-chat' | 'damaged' | 'issued' | 'jwt' | 'certificate' | 'unknown';
  /** Characters. */
  readonly length: number;
  /** Milliseconds since the epoch, or null when it does not say. */
  readonly madeAt: number | null;
  readonly endsAt: number | null;
  /** The app that it was signed for, which is no secret; null when it does not say. */
  readonly appId: string | null;
}

/** Privileges of the vendor's Chat service: to act as the app. */
const AS_APP = 2;
/** Seconds that the server honours a signed token for, whatever it says. */
const DAY = 86_400;

/** Reads the shape of a token; never throws. */
export function tokenShape(token: string): TokenShape {
  const silent = { length: token.length, madeAt: null, endsAt: null, appId: null };
  if (token.startsWith('007')) return signedShape(token) ?? { ...silent, kind: 'damaged' };
  if (/^YWMt[\w-]{20,}$/.test(token)) return { ...silent, kind: 'issued' };
  if (/^[0-9a-f]{32}$/i.test(token)) return { ...silent, kind: 'certificate' };
  const claims = jwtClaims(token);
  if (claims === null) return { ...silent, kind: 'unknown' };
  return { ...silent, kind: 'jwt', madeAt: milliseconds(claims.iat), endsAt: milliseconds(claims.exp) };
}

function signedShape(token: string): TokenShape | null {
  const read = new AccessToken2();
  if (!read.from_string(token)) return null;
  const appId = String(read.appId);
  const privileges = read.getServices(kChatServiceType).flatMap(({ __privileges }) => Object.keys(__privileges).map(Number));
  return {
    kind: privileges.length === 0 ? 'no-chat' : privileges.includes(AS_APP) ? 'chat-app' : 'chat-user',
    length: token.length,
    madeAt: read.issueTs * 1000,
    endsAt: (read.issueTs + Math.min(read.expire, DAY)) * 1000,
    appId: /^[0-9a-f]{32}$/i.test(appId) ? appId : null,
  };
}

function jwtClaims(token: string): Readonly<Record<string, unknown>> | null {
  const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token) ?? [];
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? { ...claims } : null;
  } catch {
    return null;
  }
}

function milliseconds(seconds: unknown): number | null {
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : null;
}
