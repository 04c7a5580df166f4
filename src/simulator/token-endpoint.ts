import * as z from 'zod';
import { refuse } from './refusal.ts';
import type { Credentials, Tokens } from './tokens.ts';

const grantSchema = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('client_credentials'),
    client_id: z.string(),
    client_secret: z.string(),
    ttl: z.int().positive().optional(),
  }),
  z.object({ grant_type: z.literal('agora') }),
]);

/** What an issued token lives when nobody asks for anything else, in seconds. */
const DAY = 86_400;
/** The application's identity in an answer; any fixed one will do. */
const APPLICATION = '8be024f0-e978-11e8-b697-5d598d5f8402';

/** Answers `POST …/token` as JSON text: client credentials, or a signed app token in the header, for an issued token. Throws a `Refusal`. */
export function grantToken(body: unknown, authorization: string | undefined, tokens: Tokens, credentials: Credentials): string {
  const grant = grantSchema.safeParse(body).data;
  if (grant === undefined) throw refuse.badGrant();
  if (grant.grant_type === 'agora') {
    tokens.authorise(authorization);
    const { token, expiresAt } = tokens.issue(DAY);
    return JSON.stringify({ access_token: token, expires_in: DAY, expire_timestamp: expiresAt });
  }
  if (grant.client_id !== credentials.clientId || grant.client_secret !== credentials.clientSecret) throw refuse.badClient();
  const seconds = grant.ttl ?? DAY;
  return JSON.stringify({ access_token: tokens.issue(seconds).token, expires_in: seconds, application: APPLICATION });
}
