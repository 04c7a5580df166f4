import type { IncomingMessage } from 'node:http';
import { refuse } from './refusal.ts';

/** Reads a whole body as UTF-8; null when it has more than `limit` bytes: the rest is then read and thrown away, so that the answer gets through. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? null : Buffer.concat(chunks).toString('utf8');
}

/** The JSON a body holds. Throws a `Refusal`: 415 when the request does not say that it is JSON, 413 when it was too large, 400 when it is not. */
export function parseBody(contentType: string | undefined, body: string | null): unknown {
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) throw refuse.notJson();
  if (body === null) throw refuse.tooLarge();
  try {
    return JSON.parse(body);
  } catch (error) {
    throw refuse.badJson((error as Error).message);
  }
}

/** The names in a body of any of the shapes that clients send; empty when there are none. For the record only: nothing is checked. */
export function namesIn(body: string | null): string[] {
  try {
    const list = nameList(JSON.parse(body ?? ''));
    return Array.isArray(list) ? list.map(String) : [];
  } catch {
    return [];
  }
}

/** The list of names in a body: the body itself, or its `usernames` or `users`; undefined when it has none. */
export function nameList(body: unknown): unknown {
  if (Array.isArray(body) || typeof body !== 'object' || body === null) return body;
  const { usernames, users } = body as { usernames?: unknown; users?: unknown };
  return usernames ?? users;
}
