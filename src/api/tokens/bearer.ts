import { type ApiError, localFailure } from '../errors.ts';

/** An error of code `no-token`; neither text may hold a secret. */
export function noToken(message: string, hint: string): ApiError {
  return localFailure('no-token', null, message, hint);
}

/** Gives the token back when it can stand in a header: visible ASCII without spaces. Throws `no-token` otherwise. */
export function checkedToken(token: string, name: string): string {
  if (token === '') throw noToken(`${name} holds no token`, 'Put the bearer token there and start again.');
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw noToken(
    `${name} holds something that cannot be a bearer token: it has spaces, control or non-ASCII characters`,
    'Put the token alone there: no "Bearer" before it, no quotes, nothing else on its line.',
  );
}
