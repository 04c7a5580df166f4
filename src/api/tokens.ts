import { ApiError, isApiError } from './errors.ts';
import type { HttpProxy } from './proxy.ts';
import { appTokens } from './tokens/app-token.ts';
import { checkedToken } from './tokens/bearer.ts';
import { clientCredentials } from './tokens/client-credentials.ts';
import type { TokenTrouble } from './tokens/renewal.ts';
import { type Maker, renewing } from './tokens/renewing.ts';
import { type Environment, type Secret, type SecretPlace, secretAt } from './tokens/secret.ts';

/** Where the bearer token comes from. */
export interface TokenSource {
  /** What it is, for messages: `environment variable CHAT_TOKEN`. Never the token itself. */
  readonly name: string;
  /** What to do when the server refuses the source's tokens; the general advice stands when it is missing. */
  readonly refusedHint?: string;
  /** The token to use now. Rejects with an `ApiError` when there is none that works. */
  get(): Promise<string>;
  /** Called after a 401 that answered `rejected`; gives a newer token, or the same one when there is no other now. */
  renew(rejected: string): Promise<string>;
  /** Tells of renewals: why one failed, though the present token may still work, and null once one succeeds again. Gives what ends that. */
  onTrouble?(listener: (trouble: TokenTrouble | null) => void): () => void;
  /** Milliseconds until the token that was given last ends, as far as whoever made it told; null when nobody knows. */
  endsIn?(): number | null;
  /** Gives up a renewal that is under way. */
  close?(): void;
}

/** Where a token comes from, as the configuration words it. */
export type TokenPlace =
  | SecretPlace
  | { readonly clientId: string; readonly clientSecret: SecretPlace }
  | { readonly appId: string; readonly appCertificate: SecretPlace };

/** What making a token may need: the process's environment, and where the calls go. */
export interface TokenSurroundings {
  readonly env: Environment;
  /** See `baseUrl`. */
  readonly base: URL;
  /** See `proxyFor`. */
  readonly proxy: HttpProxy | null;
}

/** The source of tokens at a place. Nothing is read, run or sent before the first token is wanted. */
export function tokenFrom(place: TokenPlace, { env, base, proxy }: TokenSurroundings): TokenSource {
  if ('clientId' in place) {
    return renewing(
      clientCredentials({ base, proxy, clientId: place.clientId, clientSecret: secretAt(place.clientSecret, env) }),
    );
  }
  if ('appId' in place) return renewing(appTokens(place.appId, secretAt(place.appCertificate, env)));
  return renewing(stored(secretAt(place, env)));
}

/** The token in the variable `variable` of `env`, surrounding blanks ignored. */
export function envToken(variable: string, env: Environment): TokenSource {
  return renewing(stored(secretAt({ env: variable }, env)));
}

/** A token that somebody else put there: nobody knows how long it lives, so it is read again only after a 401. */
export function stored(secret: Secret): Maker {
  return {
    name: secret.name,
    longestPause: 30_000,
    make: async (stop) => ({ token: await secret.read(stop), lifetime: null }),
  };
}

/** Runs `call` with the source's token; when that answers 401 and the source has another token, runs it once more with that one. */
export async function withToken<T>(source: TokenSource, call: (token: string) => Promise<T>): Promise<T> {
  const token = checkedToken(await source.get(), source.name);
  try {
    return await call(token);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    const other = checkedToken(await source.renew(token), source.name);
    if (other === token) throw withHint(error, source.refusedHint);
    try {
      return await call(other);
    } catch (again) {
      throw isUnauthorized(again) ? withHint(again, source.refusedHint) : again;
    }
  }
}

function isUnauthorized(error: unknown): error is ApiError {
  return isApiError(error) && error.failure.code === 'unauthorized';
}

function withHint(error: ApiError, hint: string | undefined): ApiError {
  return hint === undefined ? error : new ApiError({ ...error.failure, hint });
}
