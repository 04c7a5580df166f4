/** What a letter is worth that begins the text, that begins a word, that follows the letter matched before it, and that does none of these. */
const TEXT_START = 12;
const WORD_START = 8;
const IN_A_ROW = 5;
const LOOSE = 1;
/** What a text is worth that was typed whole. */
const WHOLE = 100;
/** What is lost with each letter that is skipped between two that match. */
const SKIPPED = 1;
const NO_MATCH = Number.NEGATIVE_INFINITY;

/**
 * How well a query matches a text, the more the better, or null when it does not: the letters of each of its words stand in the
 * text in their order, best at the start of words and side by side. Case does not matter; an empty query matches everything alike.
 */
export function fuzzyScore(query: string, text: string): number | null {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  const scores = words.map((word) => wordScore(word, text.toLowerCase()));
  return scores.includes(NO_MATCH) ? null : scores.reduce((sum, score) => sum + score, 0);
}

/** The best way to find the letters of a word in a text. Each round keeps, for every place, the best score that ends there. */
function wordScore(word: string, text: string): number {
  if (word === text) return WHOLE;
  if (word.length > text.length) return NO_MATCH;
  let ending: readonly number[] = [];
  for (let letter = 0; letter < word.length; letter++) {
    let before = letter === 0 ? 0 : NO_MATCH;
    const next: number[] = [];
    for (let at = 0; at < text.length; at++) {
      const inARow = (ending[at - 1] ?? NO_MATCH) + IN_A_ROW;
      const apart = before + LOOSE;
      next.push(word[letter] === text[at] ? Math.max(inARow, apart) + startBonus(text, at) : NO_MATCH);
      if (letter > 0) before = Math.max(before - SKIPPED, ending[at] as number);
    }
    ending = next;
  }
  return Math.max(...ending);
}

function startBonus(text: string, at: number): number {
  if (at === 0) return TEXT_START;
  return /[\p{L}\p{N}]/u.test(text[at - 1] as string) ? 0 : WORD_START;
}
