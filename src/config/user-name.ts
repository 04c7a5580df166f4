const MAX_BYTES = 256;

/** What is wrong with a user name, put as what is expected instead; null when it is fine. Wider than the vendor's rule, so that no user who exists is refused. */
export function userNameMistake(name: string): string | null {
  if (name === '') return 'a user name that is not empty';
  if (/\p{Cc}/u.test(name) || !name.isWellFormed()) return 'a user name without control characters';
  if (Buffer.byteLength(name) > MAX_BYTES) return `a user name of at most ${MAX_BYTES} bytes`;
  return null;
}
