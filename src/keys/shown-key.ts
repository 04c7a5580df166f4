import { signs } from '../text/signs.ts';
import type { KeyName } from './key-names.ts';

const SHOWN: Readonly<Record<string, string>> = {
  enter: 'Enter',
  esc: 'Esc',
  tab: 'Tab',
};
const ALSO_SHOWN: Readonly<Record<string, string>> = {
  pgup: 'PgUp',
  pgdn: 'PgDn',
  home: 'Home',
  end: 'End',
  'shift-tab': 'shift-Tab',
};

/** A key as it is written on keyboards. */
export function shownKey(key: KeyName): string {
  return isArrow(key) ? signs[key] : (SHOWN[key] ?? ALSO_SHOWN[key] ?? key);
}

function isArrow(key: string): key is 'up' | 'down' | 'left' | 'right' {
  return /^(up|down|left|right)$/.test(key);
}
