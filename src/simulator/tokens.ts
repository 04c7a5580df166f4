import { randomBytes } from 'node:crypto';
import { AccessToken2 } from 'agora-token/src/AccessToken2.js';
import { type Refusal, refuse } from './refusal.ts';

/** What the app's tokens are made from. */
export interface Credentials {
  /** 32 hexadecimal digits. */
  readonly appId: string;
  /** 32 hexadecimal digits. */
  readonly appCertificate: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface IssuedToken {
  readonly token: string;
  /** Milliseconds since the epoch; Infinity for a token that does not expire. */
  readonly expiresAt: number;
}

/** The longest an app token signed offline is honoured, in seconds. */
const DAY = 86_400;
const KEPT = 1000;
const ISSUED = /^YWMt[\w-]{20,}$/;

/** The tokens that the simulator takes: those it issued itself and app tokens signed with the app's certificate. */
export class Tokens {
  readonly #credentials: Credentials;
  readonly #now: () => number;
  readonly #expiries = new Map<string, number>();

  /** `now` gives milliseconds since the epoch. */
  constructor(credentials: Credentials, now: () => number) {
    this.#credentials = credentials;
    this.#now = now;
  }

  /** A new token for `seconds`; Infinity for one that does not expire. */
  issue(seconds: number): IssuedToken {
    if (this.#expiries.size >= KEPT) this.#forgetExpired();
    const token = `YWMt${randomBytes(48).toString('base64url')}`;
    const expiresAt = this.#now() + seconds * 1000;
    this.#expiries.set(token, expiresAt);
    return { token, expiresAt };
  }

  /** Lets a token that was issued here expire at once. */
  expire(token: string): void {
    this.#expiries.set(token, Number.NEGATIVE_INFINITY);
  }

  /** Throws a `Refusal` of 401 unless the header carries a token that is good now. */
  authorise(header: string | undefined): void {
    const token = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
    const refusal = token === undefined ? refuse.noToken() : this.#faultOf(token);
    if (refusal !== null) throw refusal;
  }

  #faultOf(token: string): Refusal | null {
    const expiresAt = token.startsWith('007') ? this.#readSigned(token) : this.#expiries.get(token);
    if (expiresAt === null) return refuse.corruptToken();
    if (expiresAt === undefined)
      return ISSUED.test(token) || token.startsWith('007') ? refuse.unknownToken() : refuse.corruptToken();
    return expiresAt <= this.#now() ? refuse.expiredToken() : null;
  }

  /** When a signed token expires; undefined when it is for another app or signed with another certificate, null when it cannot be read. */
  #readSigned(text: string): number | undefined | null {
    const token = new AccessToken2();
    if (!token.from_string(text)) return null;
    const { appId, appCertificate } = this.#credentials;
    if (String(token.appId) !== appId || !token.verifySignature(appCertificate)) return undefined;
    return (token.issueTs + Math.min(token.expire, DAY)) * 1000;
  }

  #forgetExpired(): void {
    const now = this.#now();
    for (const [token, expiresAt] of this.#expiries) {
      if (expiresAt <= now) this.#expiries.delete(token);
    }
  }
}
