import type { Terminal } from './terminal.ts';

/** The rows of the screen without the calls a second, which move by themselves while nothing happens. */
export function stillText({ screen }: Terminal): string {
  return screen()
    .join('\n')
    .replace(/\d+\.\d(?=\/s of)/, '#');
}

/** The cells of the screen, colours included, above the line in which the calls a second stand. */
export function stillCells({ emulator }: Terminal) {
  return emulator.cells().slice(0, -2);
}

/** Writes over everything, lets `ctrl-l` mend it, and resolves once the screen is the same to the cell as it was. */
export async function mendByRedraw(terminal: Terminal): Promise<void> {
  const [text, cells] = [stillText(terminal), JSON.stringify(stillCells(terminal))];
  terminal.scribble('\u001b[2J\u001b[Ha message from root', '\r\n'.repeat(terminal.screen().length + 5), 'and another');
  await terminal.waitForText('and another');
  terminal.press('ctrl-l');
  await terminal.waitFor(() => stillText(terminal) === text && JSON.stringify(stillCells(terminal)) === cells, {
    what: `the same screen, drawn anew:\n${text}`,
  });
}
