/** The codes (SGR) that begin and end each attribute. */
const ATTRIBUTES = { bold: [1, 22], dim: [2, 22], underline: [4, 24], inverse: [7, 27] } as const;
const COLORS = { red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, 'bright blue': 94 } as const;
const DEFAULT_COLOR = 39;

/** How text looks, in attributes and in the terminal's own colours. */
export type Look = Partial<Readonly<Record<keyof typeof ATTRIBUTES, true>>> & { readonly color?: keyof typeof COLORS };

/**
 * Text that looks like all of these at once. Written here and not by Ink, which knows all attributes or none: where nobody wants
 * colours, what is selected or being typed must still be seen.
 */
export function painted(text: string, ...looks: readonly Look[]): string {
  const look: Look = Object.assign({}, ...looks);
  const begin: number[] = [];
  const end: number[] = [];
  for (const [name, [on, off]] of Object.entries(ATTRIBUTES)) {
    if (!(name in look)) continue;
    begin.push(on);
    end.push(off);
  }
  if (look.color !== undefined) {
    begin.push(COLORS[look.color]);
    end.push(DEFAULT_COLOR);
  }
  return codes(begin) + text + codes(end);
}

function codes(numbers: readonly number[]): string {
  return numbers.map((number) => `\u{1b}[${number}m`).join('');
}
