/** What tells user names apart, as the server does: `Alice` and `alice` are one user. */
export function nameKey(uid: string): string {
  return uid.toLowerCase();
}
