/** A sequence as tmux hands it to the terminal around it, where `allow-passthrough` is on, or always before 3.3. */
export function throughTmux(sequence: string): string {
  return `\u{1b}Ptmux;${sequence.replaceAll('\u{1b}', '\u{1b}\u{1b}')}\u{1b}\\`;
}
