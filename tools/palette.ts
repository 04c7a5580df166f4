import { COLOUR_NAMES, type Colour, type ColourName } from './screen-cells.ts';

/** Colours of a terminal that has none of its own, in contrast on its dark paper. */
export const PAPER = '#12161e';
export const INK = '#d8dee9';
export const FRAME = '#3b4252';

const SIXTEEN: Readonly<Record<ColourName, string>> = {
  black: '#2e3440',
  red: '#f2777a',
  green: '#99c794',
  yellow: '#fac863',
  blue: '#6cb6eb',
  magenta: '#d291e4',
  cyan: '#5fc9c4',
  white: '#d8dee9',
  brightBlack: '#7b8699',
  brightRed: '#ff8f92',
  brightGreen: '#b3e0ae',
  brightYellow: '#ffdc8a',
  brightBlue: '#94cdf7',
  brightMagenta: '#e3b1f0',
  brightCyan: '#86e0db',
  brightWhite: '#ffffff',
};

/** Steps of red, green and blue in the colours 16 to 231 of xterm; 232 to 255 are greys from dark to light. */
const CUBE = [0, 95, 135, 175, 215, 255];

/** A colour as `#rrggbb`; `fallback` stands for the terminal's own. */
export function rgb(colour: Colour, fallback: string): string {
  if (colour === 'default') return fallback;
  const name = COLOUR_NAMES.find((each) => each === colour);
  if (name) return SIXTEEN[name];
  if (colour.startsWith('#')) return colour;
  const index = Number(colour.slice('palette-'.length)) - 16;
  const grey = 8 + (index - 216) * 10;
  const parts =
    index < 216 ? [index / 36, (index / 6) % 6, index % 6].map((step) => CUBE[Math.floor(step)] ?? 0) : [grey, grey, grey];
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
