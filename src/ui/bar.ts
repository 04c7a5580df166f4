/** A bar of `width` columns of which a share, from 0 to 1, is filled. */
export function bar(share: number, width: number): string {
  const filled = Math.floor(share * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}
