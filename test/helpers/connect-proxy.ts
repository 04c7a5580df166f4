import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';

export interface ConnectProxy {
  readonly port: number;
  /** Every `CONNECT` that arrived: where to, and with which headers. */
  readonly asked: readonly { readonly target: string; readonly headers: IncomingMessage['headers'] }[];
  /** Everything that clients sent through the tunnels, byte for byte as the proxy saw it. */
  seen(): Buffer;
}

/** What becomes of a `CONNECT`: a tunnel, silence, a connection that breaks, or an answer of this head and body. */
export type Reception =
  | 'tunnel'
  | 'silence'
  | 'reset'
  | { readonly status: number; readonly headers?: string; readonly body?: string };

/**
 * A real HTTP proxy on loopback that knows only `CONNECT`. Whatever host is asked for, its tunnels lead to `port` on loopback,
 * so that names no resolver knows can be reached through it, and only through it.
 */
export async function startConnectProxy(receive: (request: IncomingMessage) => Reception, port = 0): Promise<ConnectProxy> {
  const asked: { target: string; headers: IncomingMessage['headers'] }[] = [];
  const seen: Buffer[] = [];
  const open = new Set<Duplex>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connection', (socket) => remember(open, socket));
  server.on('connect', (request, client, head: Buffer) => {
    asked.push({ target: request.url ?? '', headers: request.headers });
    client.on('error', () => {});
    const reception = receive(request);
    if (reception === 'silence') {
      // Read on, or the end of the connection would go unnoticed.
      client.once('end', () => client.end()).resume();
    } else if (reception === 'reset') {
      (client as Socket).resetAndDestroy();
    } else if (reception === 'tunnel') {
      const host = remember(open, connect(port, '127.0.0.1'));
      host.on('error', () => client.destroy());
      client.on('close', () => host.destroy());
      client.on('data', (chunk: Buffer) => seen.push(chunk));
      host.once('connect', () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
      host.write(head);
      client.pipe(host).pipe(client);
    } else {
      client.end(`HTTP/1.1 ${reception.status} No\r\n${reception.headers ?? ''}\r\n${reception.body ?? ''}`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, asked, seen: () => Buffer.concat(seen) };
}

function remember<T extends Duplex>(open: Set<Duplex>, socket: T): T {
  open.add(socket);
  socket.once('close', () => open.delete(socket));
  return socket;
}
