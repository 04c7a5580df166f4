import { signs } from '../text/signs.ts';

/** A bar of `width` columns of which a share, from 0 to 1, is filled. */
export function bar(share: number, width: number): string {
  const filled = Math.floor(share * width);
  return signs.filled.repeat(filled) + signs.unfilled.repeat(width - filled);
}
