import { nameKey } from '../text/name-key.ts';
import type { SublistPage } from './answers.ts';
import { LIMITS, type Subscription } from './contract.ts';
import { unreadable } from './errors.ts';

/** More than three times the subscriptions that a user may hold. */
const MAX_PAGES = 100;

/**
 * Every subscription, each user once, read page by page from page 1 until as many were seen as the latest page says there
 * are, or a page is short. Throws `unreadable` when a page brings nothing new though more was promised, or there is no end.
 */
export async function readAllPages(page: (number: number) => Promise<SublistPage>): Promise<readonly Subscription[]> {
  const seen = new Map<string, Subscription>();
  for (let number = 1; number <= MAX_PAGES; number++) {
    const before = seen.size;
    const { total, entries, subscriptions } = await page(number);
    for (const subscription of subscriptions) {
      const key = nameKey(subscription.uid);
      if (!seen.has(key)) seen.set(key, subscription);
    }
    if (entries < LIMITS.pageSize.used || (total !== null && seen.size >= total)) return [...seen.values()];
    if (seen.size > before) continue;
    if (total === null) return [...seen.values()];
    throw unreadable('sublist', `repeats itself: page ${number} brings nothing new, but only ${seen.size} of ${total} were seen`);
  }
  throw unreadable('sublist', `has no end: ${MAX_PAGES} pages were read and there are more`);
}
