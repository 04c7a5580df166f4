import { access, constants } from 'node:fs/promises';
import { certificateHint, isCertificate } from '../../api/certificate.ts';
import { isApiError } from '../../api/errors.ts';
import { connectionTrouble } from '../../api/network-failure.ts';
import { type HttpProxy, proxyFor, whyNoProxy } from '../../api/proxy.ts';
import { proxyHint, proxyTrouble } from '../../api/proxy-failure.ts';
import { type Reached, reach } from '../../api/reach.ts';
import { lengthOfTime } from '../../text/length-of-time.ts';
import { isoTime } from '../../text/time.ts';
import { EXIT } from '../exit-codes.ts';
import { type Finding, failure, note, ok, problem, skipped } from './finding.ts';

/** Milliseconds that each step on the way may take. */
const TIMEOUT = 5000;
/** Milliseconds before a certificate ends from which on that is worth a word. */
const SOON = 14 * 86_400_000;

/** Which way calls take: through a proxy or not. A finding that is a problem means that there is no way. */
export function lookAtProxy(base: URL): { readonly proxy: HttpProxy | null; readonly finding: Finding } {
  try {
    const proxy = proxyFor(base);
    if (proxy === null) return { proxy, finding: ok('proxy', `no proxy: ${whyNoProxy(base)}`, { facts: { proxy: null } }) };
    const login = proxy.url.username === '' ? '' : ', with user name and password';
    return {
      proxy,
      finding: ok('proxy', `through ${proxy.name}${login}`, { facts: { proxy: proxy.name, login: login !== '' } }),
    };
  } catch (error) {
    if (!isApiError(error)) throw error;
    return { proxy: null, finding: failure('proxy', error.failure) };
  }
}

/** Name, connection and TLS of the host, and whether it can be reached at all. */
export async function lookAtHost(
  base: URL,
  proxy: HttpProxy | null,
  env: NodeJS.ProcessEnv,
  now: number,
): Promise<{ readonly findings: readonly Finding[]; readonly reachable: boolean }> {
  const reached = await reach(base, proxy, TIMEOUT);
  const { failed } = reached;
  const findings = [
    failed?.step === 'dns' ? dnsFailed(base, failed.code) : dns(base, proxy, reached),
    failed?.step === 'dns' ? skipped('connection', 'the name is not known') : connection(base, proxy, reached),
    await tls(base, reached, env, now),
  ];
  return { findings, reachable: failed === null };
}

function dnsFailed({ hostname }: URL, code: string): Finding {
  const hint = `Check host for a slip, and the resolver of this machine: getent hosts ${hostname}`;
  const why = code === 'ETIMEDOUT' ? `no answer within ${TIMEOUT / 1000} s` : connectionTrouble(code);
  return problem('dns', `${hostname}: ${why} (${code})`, hint, EXIT.network.code, { facts: { host: hostname, code } });
}

function dns({ hostname }: URL, proxy: HttpProxy | null, { addresses, lookupTook }: Reached): Finding {
  const facts = { host: hostname, addresses: addresses === null ? null : [...addresses], took: lookupTook };
  if (addresses !== null) return ok('dns', `${hostname}: ${addresses.join(', ')} in ${lookupTook} ms`, { facts });
  if (proxy !== null) return skipped('dns', 'the proxy looks the name up');
  return ok('dns', `${hostname} is an address by itself`, { facts });
}

function connection({ host }: URL, proxy: HttpProxy | null, { failed, connectTook }: Reached): Finding {
  const facts = { host, took: connectTook, code: failed?.code ?? null };
  if (failed?.step !== 'connection')
    return ok('connection', `${proxy === null ? host : `${host} through the proxy`} in ${connectTook} ms`, { facts });
  if (failed.proxy !== null)
    return problem('connection', proxyTrouble(failed.proxy), proxyHint(failed.proxy), EXIT.network.code, { facts });
  const hint = 'Check host and port, and the firewall between here and there; a proxy is named with HTTPS_PROXY.';
  return problem('connection', `${host}: ${connectionTrouble(failed.code)} (${failed.code})`, hint, EXIT.network.code, { facts });
}

async function tls(base: URL, { failed, secured }: Reached, env: NodeJS.ProcessEnv, now: number): Promise<Finding> {
  if (failed !== null && failed.step !== 'tls') return skipped('tls', 'there is no connection');
  if (base.protocol === 'http:') return ok('tls', 'none: http, which is for this machine alone', { facts: { protocol: null } });
  const extra = env.NODE_EXTRA_CA_CERTS || null;
  const unreadable = extra !== null && !(await isReadable(extra));
  const missing = unreadable ? `NODE_EXTRA_CA_CERTS names ${extra}, which cannot be read` : null;
  if (failed !== null) {
    const trusted = !isCertificate(failed.code);
    const why = trusted ? connectionTrouble(failed.code) : 'its certificate is not trusted';
    const advice = trusted ? 'Check that the port speaks TLS and that nothing on the way cuts it.' : certificateHint(failed.code);
    const hint = missing === null ? advice : `${missing}. ${advice}`;
    return problem('tls', `${base.host}: ${why} (${failed.code})`, hint, EXIT.network.code, {
      facts: { code: failed.code, extraCa: extra },
    });
  }
  const { protocol, issuer, certificateEndsAt, took } = secured ?? { protocol: '', issuer: '', certificateEndsAt: null, took: 0 };
  const left = certificateEndsAt === null ? null : certificateEndsAt - now;
  const valid = left === null ? '' : `, valid for ${lengthOfTime(left)}`;
  const found = `${protocol} in ${took} ms, certificate of ${issuer}${valid}`;
  const facts = {
    protocol,
    issuer,
    endsAt: certificateEndsAt === null ? null : isoTime(certificateEndsAt),
    took,
    extraCa: extra,
  };
  if (missing !== null) return note('tls', found, `${missing}.`, { facts });
  if (left !== null && left < SOON)
    return note('tls', found, 'Whoever runs the host has to renew its certificate soon.', { facts });
  return ok('tls', found, { facts });
}

function isReadable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}
