import { pictured } from './pictured.ts';

/** What makes a spreadsheet take a field for a formula, also behind blanks and what cannot be seen, and in full width. */
const FORMULA = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;
const NEEDS_QUOTES = /[",;\s]/;

/**
 * Fields as one record of CSV (RFC 4180), without the line end after it, which is CR LF. Strangers' text in it is opened in
 * spreadsheets, where a field that begins like a formula is run: it gets an apostrophe in front and quotes around. Control
 * and invisible characters become signs, so the record is one line and harmless in a terminal too; nothing is cut.
 */
export function csvLine(fields: readonly string[]): string {
  return fields.map(csvField).join(',');
}

function csvField(text: string): string {
  const formula = FORMULA.test(text);
  const shown = formula ? `'${pictured(text)}` : pictured(text);
  return formula || NEEDS_QUOTES.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
