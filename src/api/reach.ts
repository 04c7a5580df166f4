import { lookup } from 'node:dns/promises';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { HttpProxy } from './proxy.ts';
import { ProxyError, TunnelAgent } from './tunnel.ts';

/** Why a step on the way to a host failed: the system's error code, and what the proxy answered when it was the proxy. */
export interface Obstacle {
  readonly code: string;
  readonly proxy: ProxyError | null;
}

/** What a server showed when TLS was spoken with it. Names are the certificate's own and not safe for a terminal. */
export interface Secured {
  readonly protocol: string;
  readonly issuer: string;
  /** Milliseconds since the epoch; null when the certificate does not say. */
  readonly certificateEndsAt: number | null;
}

/** How far the way to a host can be gone, each step with its milliseconds; a step that was not reached is null. Nothing is sent to the host. */
export interface Reached {
  /** Addresses of the host's name; null for one that is an address itself, or that the proxy looks up. */
  readonly addresses: readonly string[] | null;
  readonly lookupTook: number | null;
  readonly connectTook: number | null;
  /** Null for http too. */
  readonly secured: (Secured & { readonly took: number }) | null;
  /** The step that failed, and why; null when none did. */
  readonly failed: (Obstacle & { readonly step: 'dns' | 'connection' | 'tls' }) | null;
}

/** Looks up, connects to and speaks TLS with the host of `base`, each step in at most `timeout` milliseconds. Never rejects. */
export async function reach(base: URL, proxy: HttpProxy | null, timeout: number): Promise<Reached> {
  const host = base.hostname.replace(/^\[|\]$/g, '');
  const port = Number(base.port) || (base.protocol === 'https:' ? 443 : 80);
  let reached: Reached = { addresses: null, lookupTook: null, connectTook: null, secured: null, failed: null };
  let step: 'dns' | 'connection' | 'tls' = 'dns';
  let open: Socket | null = null;
  try {
    if (proxy === null && isIP(host) === 0) {
      const found = await timed(() => within(timeout, lookup(host, { all: true })));
      reached = { ...reached, addresses: found.value.map(({ address }) => address), lookupTook: found.took };
    }
    step = 'connection';
    const way = await timed(() => (proxy === null ? direct(host, port, timeout) : tunnel(proxy, host, port, timeout)));
    open = way.value;
    reached = { ...reached, connectTook: way.took };
    if (base.protocol !== 'https:') return reached;
    step = 'tls';
    const tls = await timed(() => secure(way.value, host, timeout));
    open = tls.value;
    return { ...reached, secured: { ...shown(tls.value), took: tls.took } };
  } catch (error) {
    return { ...reached, failed: { step, ...obstacle(error) } };
  } finally {
    open?.destroy();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly took: number }> {
  const start = performance.now();
  const value = await work();
  return { value, took: Math.round(performance.now() - start) };
}

/** An error as the system would give it. */
function timeout(): NodeJS.ErrnoException {
  return Object.assign(new Error('it took too long'), { code: 'ETIMEDOUT' });
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(timeout()), milliseconds);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

function direct(host: string, port: number, milliseconds: number): Promise<Socket> {
  const socket = connectPlain({ host, port });
  return settled(socket, 'connect', milliseconds);
}

/** The tunnel speaks TLS by itself; whether that works is the next step's. */
function tunnel(proxy: HttpProxy, host: string, port: number, milliseconds: number): Promise<Socket> {
  const agent = new TunnelAgent(proxy, milliseconds);
  return new Promise((resolve, reject) => {
    agent.createConnection(
      { host, port, servername: isIP(host) === 0 ? host : '', rejectUnauthorized: true },
      (error, socket) => {
        if (error) reject(error);
        else resolve(socket as TLSSocket);
      },
    );
  });
}

function secure(socket: Socket, host: string, milliseconds: number): Promise<TLSSocket> {
  const tunnelled = 'encrypted' in socket;
  const servername = isIP(host) === 0 ? { servername: host } : {};
  const tls = tunnelled ? (socket as TLSSocket) : connectTls({ socket, host, ...servername, rejectUnauthorized: true });
  return settled(tls, 'secureConnect', milliseconds);
}

/** Resolves with a socket once it is what it is to become. */
function settled<T extends Socket>(socket: T, event: 'connect' | 'secureConnect', milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    const fail = (error: Error) =>
      finish(() => {
        socket.destroy();
        reject(error);
      });
    const timer = setTimeout(() => fail(timeout()), milliseconds);
    // It stays: a connection that breaks later must not end the program.
    socket.on('error', fail);
    socket.once('close', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    socket.once(event, () => finish(() => resolve(socket)));
  });
}

function shown(socket: TLSSocket): Secured {
  const { issuer, valid_to } = socket.getPeerCertificate();
  const { O, CN } = issuer ?? {};
  const endsAt = Date.parse(valid_to ?? '');
  return {
    protocol: socket.getProtocol() ?? 'TLS',
    issuer: [O, CN].flat().filter(Boolean).join(' '),
    certificateEndsAt: Number.isNaN(endsAt) ? null : endsAt,
  };
}

function obstacle(error: unknown): Obstacle {
  if (error instanceof ProxyError) return { code: error.code ?? '', proxy: error };
  return { code: (error as NodeJS.ErrnoException).code ?? 'unknown error', proxy: null };
}
