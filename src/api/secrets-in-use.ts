import { redactor } from './redaction.ts';

/** Tokens are renewed for as long as the program runs; the ones that still matter are the newest. */
const BOUND = 50;

const inUse = new Set<string>();

/** Remembers a secret that was read, given or made, for as long as the process lives. */
export function rememberSecret(secret: string): void {
  inUse.delete(secret);
  inUse.add(secret);
  for (const oldest of inUse) {
    if (inUse.size <= BOUND) break;
    inUse.delete(oldest);
  }
}

/** A text without the secrets that this process knows, in whatever form: for what nobody foresaw, such as a crash. */
export function withoutSecrets(text: string): string {
  return redactor([...inUse])(text);
}
