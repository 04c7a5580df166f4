import { MARK_FLOOD, UNSAFE } from './unsafe.ts';

const PLAIN = /^[\x20-\x7e]*$/;

/**
 * A value as JSON in one line, without the line feed after it; what JSON cannot say is `null`. Strangers' text in it is
 * meant for programs and must come out of a parser as it went in, yet `cat` and `tail -f` show the line in a terminal:
 * whatever could act there, reorder the line or hide in it is written as an escape (`\u001b`), so nothing is lost and nothing acts.
 */
export function jsonLine(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null';
  if (PLAIN.test(json)) return json;
  return json.replace(MARK_FLOOD, (_, kept: string, flood: string) => kept + escaped(flood)).replace(UNSAFE, escaped);
}

/** Each UTF-16 unit as an escape of JSON: a character beyond U+FFFF takes two. */
function escaped(text: string): string {
  return text.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
