import { STATUS_CODES } from 'node:http';
import { certificateHint, isCertificate } from './certificate.ts';
import { ApiError, type Asked } from './errors.ts';
import { connectionTrouble } from './network-failure.ts';
import type { ProxyError } from './tunnel.ts';

/** The proxy opened no tunnel to `origin`: nothing was sent there. Nothing the proxy says is repeated but its status. */
export function proxyFailure(call: Asked, origin: string, error: ProxyError): ApiError {
  return new ApiError({
    code: 'network',
    message: `${call}: no way to ${origin}: ${proxyTrouble(error)}`,
    hint: proxyHint(error),
    call,
    status: null,
    retryAfter: null,
    unsent: true,
  });
}

/** What the proxy did in place of opening a tunnel. */
export function proxyTrouble({ proxy, status, code }: ProxyError): string {
  const name = `the proxy ${proxy}`;
  if (status !== null) return `${name} answered ${status} ${STATUS_CODES[status] ?? ''}`.trim();
  if (code === null) return `${name} did not answer in time`;
  return `${name} cannot be used: ${isCertificate(code) ? 'its certificate is not trusted' : connectionTrouble(code)} (${code})`;
}

/** What to do about it. */
export function proxyHint({ status, code }: ProxyError): string {
  if (status === 407) return 'Give the proxy its user name and password: HTTPS_PROXY=http://user:password@host:port';
  if (status !== null)
    return 'Ask who runs the proxy to let this host through, or name the host in NO_PROXY to go there directly.';
  if (code !== null && isCertificate(code)) return certificateHint(code);
  return 'Check HTTPS_PROXY and that the proxy runs; hosts named in NO_PROXY are reached without it.';
}
