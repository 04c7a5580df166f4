import type { Answered } from '../api/client.ts';
import type { PresenceAnswer } from '../api/contract.ts';
import { BOUNDS } from '../monitor/bounds.ts';
import type { Proof } from '../monitor/proofs.ts';
import { RawBody } from '../monitor/raw-entry.ts';

/** What proves an answer to question `sequence`, bounded; nothing for a call that answers no presence or does not tell how it went. */
export function proofOf(
  { value, exchange, raw, clockError = 0, sentAt, receivedAt }: Answered<PresenceAnswer | null>,
  sequence: number,
): { readonly proof?: Proof } {
  if (value === null || exchange === undefined || raw === undefined) return {};
  const times = { sentAt, receivedAt, clockError };
  return { proof: { ...exchange, ...times, sequence, length: raw.length, body: new RawBody(beginning(raw), value) } };
}

/** Copied, since a piece of a long text keeps all of it in memory. */
function beginning(text: string): string {
  if (text.length <= BOUNDS.rawAnswer) return text;
  return Buffer.from(text.slice(0, BOUNDS.rawAnswer), 'utf16le').toString('utf16le');
}
