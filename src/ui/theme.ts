import { deviceStatus } from '../monitor/status.ts';
import { signs } from '../text/signs.ts';
import { terminal } from '../text/terminal.ts';
import type { ThemeName } from '../text/theme-names.ts';
import { type Span, type Style, span } from './lines.ts';
import type { Look } from './paint.ts';

/** What says everything by bold, underlined and inverse text alone; the other themes add colours. */
const MONO: Readonly<Record<Style, Look>> = {
  plain: {},
  dim: {},
  strong: { bold: true },
  title: { bold: true },
  online: {},
  custom: {},
  offline: {},
  unknown: {},
  changed: { bold: true },
  flag: { bold: true },
  bad: { bold: true },
  good: {},
  key: { bold: true },
  selected: { inverse: true },
  mistake: { underline: true },
};

/** What reads on black and on white alike: no yellow, no cyan, and dim only what is no news. */
const AUTO: typeof MONO = {
  ...MONO,
  dim: { dim: true },
  online: { color: 'green' },
  custom: { color: 'bright blue' },
  unknown: { color: 'magenta' },
  flag: { color: 'red', bold: true },
  bad: { color: 'red', bold: true },
  good: { color: 'green' },
  mistake: { color: 'red', underline: true },
};

/**
 * How each meaning looks, in the terminal's own sixteen colours. What colour says, a sign or a word says too. On a light
 * background many terminals draw green as pale as yellow, and dim text as good as not at all.
 */
const THEMES: Readonly<Record<ThemeName, typeof MONO>> = {
  auto: AUTO,
  dark: { ...AUTO, custom: { color: 'yellow' }, offline: { dim: true } },
  light: {
    ...AUTO,
    dim: {},
    online: { color: 'blue' },
    custom: { color: 'magenta' },
    unknown: { color: 'red' },
    good: { color: 'blue' },
  },
  mono: MONO,
};

/** How a meaning looks in the terminal that is drawn for. */
export function lookOf(style: Style): Look {
  return terminal.theme === null ? {} : THEMES[terminal.theme][style];
}

/** What rows of old data look like beside what they say anyway. */
export function staleLook(): Look {
  return lookOf('dim');
}

/** One device's status as sign or, for a custom one, as its text. */
export function deviceSpan(status: string, shown: string): Span {
  const kind = deviceStatus(status);
  return span((kind === 'custom' && shown) || signs[kind], kind);
}
