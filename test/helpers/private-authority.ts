import { generate } from 'selfsigned';

/** A key and its certificate, as PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority that no machine trusts by itself. */
export interface Authority {
  /** Its own certificate, as PEM: what `NODE_EXTRA_CA_CERTS` has to name. */
  readonly certificate: string;
  /** A certificate for host names and IPv4 addresses. */
  issue(...hosts: readonly [string, ...string[]]): Promise<Identity>;
  /** One that ends at a moment. */
  issueUntil(end: Date, host: string): Promise<Identity>;
}

const COMMON = { keyType: 'ec', algorithm: 'sha256', notBeforeDate: new Date(Date.now() - 2 * 86_400_000) } as const;

export async function createAuthority(): Promise<Authority> {
  const authority = await generate([{ name: 'commonName', value: 'Authority of a test' }], {
    ...COMMON,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const issue = async (hosts: readonly string[], end?: Date): Promise<Identity> => {
    const altNames = hosts.map((host) =>
      /^[\d.]+$/.test(host) ? { type: 7 as const, ip: host } : { type: 2 as const, value: host },
    );
    const issued = await generate([{ name: 'commonName', value: hosts[0] }], {
      ...COMMON,
      ...(end && { notAfterDate: end }),
      extensions: [{ name: 'subjectAltName', altNames }],
      ca: { key: authority.private, cert: authority.cert },
    });
    return { key: issued.private, cert: issued.cert };
  };
  return {
    certificate: authority.cert,
    issue: (...hosts) => issue(hosts),
    issueUntil: (end, host) => issue([host], end),
  };
}
