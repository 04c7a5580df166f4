import type { RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { HttpsProxyAgent } from 'hpagent';
import type { HttpProxy } from './proxy.ts';

/** What kept a tunnel through the proxy from being opened: nothing was sent to the host. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly proxy: string;
  /** Its answer to `CONNECT`, or null when there was none. */
  readonly status: number | null;
  /** The system's error code, if that was the reason. */
  readonly code: string | null;

  constructor(proxy: string, error: NodeJS.ErrnoException) {
    super(error.message);
    const status = /^Bad response: (\d+)$/.exec(error.message)?.[1];
    this.proxy = proxy;
    this.status = status === undefined ? null : Number(status);
    this.code = error.code ?? null;
  }
}

type Connected = (error: Error | null, socket: Duplex) => void;

/** Opens its connections through a proxy and keeps them. TLS is spoken with the host itself, inside the tunnel. */
export class TunnelAgent extends HttpsProxyAgent {
  readonly #name: string;
  readonly #timeout: number;

  /** `timeout`: milliseconds of silence after which opening a tunnel is given up. */
  constructor(proxy: HttpProxy, timeout: number) {
    super({ proxy: proxy.url, keepAlive: true, proxyRequestOptions: { rejectUnauthorized: true } });
    this.#name = proxy.name;
    this.#timeout = timeout;
  }

  override createConnection(options: RequestOptions, connected: Connected): Duplex | null | undefined {
    return super.createConnection(
      { ...options, timeout: this.#timeout },
      (error, socket: Duplex & { setTimeout?(ms: number): void }) => {
        if (error) return connected(new ProxyError(this.#name, error), socket);
        // The time was for opening: an idle tunnel is kept.
        socket.setTimeout?.(0);
        connected(null, socket);
      },
    );
  }
}
