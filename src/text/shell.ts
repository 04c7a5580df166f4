/** A text as one word of a POSIX shell: `it's` is `'it'\''s'`; what needs no quotes gets none. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
