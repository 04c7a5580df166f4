import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { Identity } from './private-authority.ts';

export interface TlsFront {
  readonly port: number;
  /** Everything that clients sent inside TLS. */
  received(): string;
}

/** A server that speaks TLS on loopback and hands what is inside to a plain server on `port`. */
export async function startTlsFront(identity: Identity, port: number): Promise<TlsFront> {
  const received: Buffer[] = [];
  const open = new Set<Duplex>();
  const server = createServer(identity, (client) => {
    const behind = connect(port, '127.0.0.1');
    for (const socket of [client, behind]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        open.delete(socket);
        client.destroy();
        behind.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => received.push(chunk));
    client.pipe(behind).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, received: () => Buffer.concat(received).toString('latin1') };
}
