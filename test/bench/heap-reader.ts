import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** Reads the heap of one program that is started with `nodeOptions` and `env`. */
export interface HeapReader extends AsyncDisposable {
  readonly nodeOptions: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** From now on no code is compiled anew for speed; what is compiled stays. */
  stopCompiling(): Promise<void>;
  /** Bytes that live in its heap after forced collections. */
  read(): Promise<number>;
}

/** Listens on loopback for the probe that is loaded into the program: the program itself has nothing for it. */
export async function openHeapReader(): Promise<HeapReader> {
  const server = createServer();
  const connected = once(server, 'connection').then(([socket]) => socket as Socket);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    nodeOptions: ['--expose-gc', '--import', new URL('heap-probe.mjs', import.meta.url).pathname],
    env: { HEAP_PROBE_PORT: String((server.address() as AddressInfo).port) },
    async stopCompiling() {
      (await connected).write('no more compiling');
    },
    async read() {
      const socket = await connected;
      socket.write('?');
      const [data] = await once(socket, 'data');
      return Number(data);
    },
    async [Symbol.asyncDispose]() {
      // A program that never started never connected.
      void connected.then((socket) => socket.destroy());
      server.close();
    },
  };
}
