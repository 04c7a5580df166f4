import { certificateHint, isCertificate } from './certificate.ts';
import { ApiError, type Asked, unreadable } from './errors.ts';

/** Connections that never came to be: the request did not leave. */
const NEVER_CONNECTED: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name of the host is not known',
  EAI_AGAIN: 'the name of the host could not be looked up',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'the network cannot be reached',
};

const BROKEN: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection broke before the answer was complete',
  EPIPE: 'the connection broke while the request was sent',
  ETIMEDOUT: 'the host did not answer the connection',
};

/** What the system's error code for a connection means. */
export function connectionTrouble(code: string): string {
  return NEVER_CONNECTED[code] ?? BROKEN[code] ?? 'the connection failed';
}

/** No answer within `milliseconds`. */
export function timedOut(call: Asked, milliseconds: number): ApiError {
  return new ApiError({
    code: 'timeout',
    message: `${call}: no complete answer within ${milliseconds / 1000} s`,
    hint:
      call === 'retrieve' || call === 'sublist' || call === 'token'
        ? 'Try again; if it lasts, check the network between here and the host.'
        : 'It may have been carried out all the same: look at the present state before trying again.',
    call,
    status: null,
    retryAfter: null,
  });
}

/** Whether the connection stood when it failed: a network that is lost then has the same codes as one that never was. */
function wasOpen(cause: NodeJS.ErrnoException | undefined): boolean {
  return cause?.syscall === 'read' || cause?.syscall === 'write';
}

/** Turns the system's error code for a connection that failed or broke into an `ApiError`; `origin` is where it was to go. */
export function networkFailure(call: Asked, origin: string, code: string, cause?: Error): ApiError {
  if (code.startsWith('Z_')) return unreadable(call, `is compressed in a way that cannot be undone (${code})`);
  const certificate = isCertificate(code);
  const unsent = certificate || (code in NEVER_CONNECTED && !wasOpen(cause));
  return new ApiError(
    {
      code: 'network',
      message: certificate
        ? `${call}: the certificate of ${origin} is not trusted (${code})`
        : `${call}: no answer from ${origin}: ${connectionTrouble(code)} (${code})`,
      hint: certificate ? certificateHint(code) : 'Check host and port, and the network between here and there.',
      call,
      status: null,
      retryAfter: null,
      ...(unsent && { unsent }),
    },
    cause && { cause },
  );
}
