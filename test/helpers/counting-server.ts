import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived: `url` is the raw text of the request line, `at` milliseconds on a clock that never jumps. */
export interface Arrival {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
  /** The client's port: the same for requests that shared a connection. */
  readonly port: number;
}

export interface CountingServer {
  readonly origin: string;
  readonly arrivals: Arrival[];
  close(): Promise<void>;
}

/** Answers one request; `count` is 1 for the first one of the server's life. */
export type Responder = (arrival: Arrival, response: ServerResponse, count: number) => void;

/** A real server on loopback that notes every request as it arrives and answers it with `respond`. */
export async function startCountingServer(respond: Responder): Promise<CountingServer> {
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => {
    const at = performance.now();
    const { method = '', url = '', headers, socket } = request;
    const port = socket.remotePort ?? 0;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const arrival = { method, url, headers, body: Buffer.concat(chunks).toString(), at, port };
      arrivals.push(arrival);
      respond(arrival, response, arrivals.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with a status and a JSON body. */
export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** The most moments that fall into any one second; `times` in milliseconds, in any order. */
export function mostInAnySecond(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  let most = 0;
  let first = 0;
  sorted.forEach((time, index) => {
    while (time - (sorted[first] ?? time) >= 1000) first++;
    most = Math.max(most, index - first + 1);
  });
  return most;
}
