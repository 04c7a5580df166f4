import { STATUS_CODES } from 'node:http';
import { Refusal } from './refusal.ts';

/** How the service refuses with a status; where it is not known, in the words of HTTP. */
const KNOWN: Readonly<Record<number, { readonly error: string; readonly exception: string; readonly text: string }>> = {
  400: { error: 'illegal_argument', exception: 'IllegalArgumentException', text: 'illegal argument' },
  401: { error: 'unauthorized', exception: 'EasemobSecurityException', text: 'Unable to authenticate (OAuth)' },
  403: { error: 'forbidden_op', exception: 'ForbiddenOpException', text: 'forbidden operation' },
  404: { error: 'service_resource_not_found', exception: 'UserNotFoundException', text: 'Service resource not found' },
  429: { error: 'reach_limit', exception: 'ReachLimitException', text: 'This request has reached api limit' },
};

/** A refusal out of the blue: of any status, with the words the service has for it unless `text` is given. */
export function refusalOf(status: number, text?: string): Refusal {
  const { text: usual, ...kind } = KNOWN[status] ?? {
    error: 'web_application',
    exception: 'WebApplicationException',
    text: STATUS_CODES[status] ?? `status ${status}`,
  };
  return new Refusal({ status, ...kind, text: text ?? usual });
}
