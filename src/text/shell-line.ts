/** The last word of a line that is being typed for a POSIX shell, and the words before it. */
export interface ShellLine {
  /** As the shell would hand them over; the last one as far as it goes. */
  readonly words: readonly string[];
  /** The quote that the last word is still in, or an empty text. */
  readonly quote: "'" | '"' | '';
  /** The last word as it is written. */
  readonly written: string;
}

/** Splits what was typed of a command line as a POSIX shell does, without looking into variables or commands; behind `|`, `;`, `&` a line begins anew. */
export function readShellLine(line: string): ShellLine {
  let words: string[] = [];
  let word = '';
  let start: number | null = null;
  let quote: ShellLine['quote'] = '';
  const begin = (at: number) => {
    start ??= at;
  };
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    if (quote === "'") {
      if (char === "'") quote = '';
      else word += char;
    } else if (char === '\\' && (quote === '' || '"\\$`'.includes(line[at + 1] ?? ''))) {
      begin(at);
      word += line[++at] ?? '';
    } else if (quote === '"') {
      if (char === '"') quote = '';
      else word += char;
    } else if (char === "'" || char === '"') {
      begin(at);
      quote = char;
    } else if (/\s/.test(char)) {
      if (start !== null) words.push(word);
      word = '';
      start = null;
    } else if (/[|;&]/.test(char)) {
      words = [];
      word = '';
      start = null;
    } else {
      begin(at);
      word += char;
    }
  }
  return { words: [...words, word], quote, written: start === null ? '' : line.slice(start) };
}
