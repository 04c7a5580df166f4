import { LIMITS } from '../api/contract.ts';

interface RefusalOptions {
  readonly status: number;
  readonly error: string;
  readonly exception: string;
  readonly text: string;
}

/** An answer other than 200, thrown from wherever a request turns out to be wrong and written as the vendor's error envelope. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly #options: RefusalOptions;

  constructor(options: RefusalOptions) {
    super(options.text);
    this.status = options.status;
    this.#options = options;
  }

  /**
   * The body. Vendor code reads the text of a 400 from `result` and of anything else from `error_description`, so a 400 has both.
   * `timestamp` in milliseconds since the epoch, `duration` in milliseconds.
   */
  body(timestamp: number, duration: number): string {
    const { status, error, exception, text } = this.#options;
    const envelope = { error, exception, timestamp, duration, error_description: text };
    return JSON.stringify(status === 400 ? { ...envelope, result: text } : envelope);
  }
}

const illegal = (text: string) => () =>
  new Refusal({ status: 400, error: 'illegal_argument', exception: 'IllegalArgumentException', text });

const unauthorized = (text: string) => () =>
  new Refusal({ status: 401, error: 'unauthorized', exception: 'EasemobSecurityException', text });

/** Every refusal, with the vendor's own words where they are known, down to a trailing space. */
export const refuse = {
  extMissing: illegal('ext cannot be null'),
  extTooBig: illegal('ext is too big '),
  nothingToSubscribe: illegal('usernames is empty'),
  tooManyToSubscribe: illegal('too many sub presence'),
  ownName: illegal("you can't sub yourself"),
  badExpiry: illegal(`expiry must be from ${LIMITS.expirySeconds.min} to ${LIMITS.expirySeconds.max}`),
  nothingToRetrieve: illegal('usernames is empty'),
  tooManyToRetrieve: illegal('too many get presences'),
  nothingToUnsubscribe: illegal('usernames cannot be null'),
  tooManyToUnsubscribe: illegal('too many unsub presences'),
  badPage: illegal('pageNum must be a number'),
  badPageSize: illegal(`pageSize must be from ${LIMITS.pageSize.min} to ${LIMITS.pageSize.max}`),
  namesNotText: illegal('usernames must be strings'),

  noToken: unauthorized('Unable to authenticate due to expired access token'),
  expiredToken: unauthorized('Unable to authenticate due to expired access token'),
  unknownToken: unauthorized('Unable to authenticate (OAuth)'),
  corruptToken: () =>
    new Refusal({
      status: 401,
      error: 'auth_bad_access_token',
      exception: 'EasemobSecurityException',
      text: 'Unable to authenticate due to corrupt access token',
    }),
  badClient: () =>
    new Refusal({
      status: 400,
      error: 'invalid_grant',
      exception: 'IllegalArgumentException',
      text: 'client_id or client_secret does not match',
    }),
  badGrant: () =>
    new Refusal({
      status: 400,
      error: 'unsupported_grant_type',
      exception: 'IllegalArgumentException',
      text: 'grant_type is not supported',
    }),

  notActivated: () =>
    new Refusal({
      status: 400,
      error: 'service open exception',
      exception: 'ServiceOpenException',
      text: 'the app not open presence',
    }),
  badJson: (found: string) =>
    new Refusal({ status: 400, error: 'json_parse', exception: 'JsonParseException', text: `Unexpected character: ${found}` }),
  unknownApp: (app: string, uri: string) =>
    new Refusal({
      status: 404,
      error: 'organization_application_not_found',
      exception: 'OrganizationApplicationNotFoundException',
      text: `Could not find application for ${app} from URI: ${uri}`,
    }),
  unknownUser: () =>
    new Refusal({
      status: 404,
      error: 'service_resource_not_found',
      exception: 'UserNotFoundException',
      text: 'Service resource not found',
    }),
  unknownPath: () =>
    new Refusal({
      status: 404,
      error: 'service_resource_not_found',
      exception: 'ServiceResourceNotFoundException',
      text: 'Service resource not found',
    }),
  tooLarge: () =>
    new Refusal({
      status: 413,
      error: 'request_entity_too_large',
      exception: 'RequestEntityTooLargeException',
      text: 'body too large',
    }),
  notJson: () =>
    new Refusal({ status: 415, error: 'web_application', exception: 'WebApplicationException', text: 'Unsupported Media Type' }),
  tooFast: () =>
    new Refusal({
      status: 429,
      error: 'reach_limit',
      exception: 'ReachLimitException',
      text: 'This request has reached api limit',
    }),
  broken: (text: string) => new Refusal({ status: 500, error: 'web_application', exception: 'WebApplicationException', text }),
} as const;
