import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';

/** What is found where nothing was written. */
export const NOTHING = 'nothing';

const SHOWN = 60;
const CONTROLS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const SECRET_WORD = /[\w-]*(token|secret|certificate|password)[\w-]*/i;

/** A secret by its looks: the beginnings of tokens and client secrets of Agora Chat, so that one pasted into the wrong field is not printed. */
const TOKENS = /\b(007|YWMt|YXA6)[\w+/=-]{16,}/g;

/** A value that was found, in words that are safe for a terminal: long text cut, a secret replaced by its length. */
export function describeFound(value: unknown, secret = false): string {
  if (value === undefined) return NOTHING;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return secret ? 'a literal value' : String(value);
  if (secret || value.search(TOKENS) >= 0) return `"***", a literal secret of ${value.length} characters`;
  return quote(value);
}

/** Text in quotes, made safe by `showName`. */
export function quote(text: string): string {
  return `"${showName(text)}"`;
}

/**
 * Text as it may be shown: harmless for a terminal, cut after 60 characters, a token and the user name and password of an
 * address starred out.
 */
export function showName(text: string): string {
  const at = text.lastIndexOf('@');
  const open = at > 0 && text.slice(0, at).includes(':') ? `***${text.slice(at)}` : text;
  const masked = open.replaceAll(TOKENS, '***');
  return safe(masked.length > SHOWN ? `${masked.slice(0, SHOWN)}${signs.cut}` : masked);
}

/**
 * A line of a broken file with whatever may be a secret starred out, length kept so that columns still fit: long unbroken
 * runs that are not the name of a field, and all words after a name such as "token", be it at the end of the line before.
 */
export function maskLine(line: string, before = ''): string {
  const masked = line.replace(CONTROLS, ' ').replace(/[\w+/=.-]{16,}(?![\w+/=.-]|["']?\s*:)/g, (run) => '*'.repeat(run.length));
  const word = SECRET_WORD.exec(masked);
  const continued = SECRET_WORD.test(before) && !/[,}]\s*$/.test(before);
  if (!word && !continued) return masked;
  const open = continued || !word ? 0 : word.index + word[0].length;
  return masked.slice(0, open) + masked.slice(open).replace(/[^\s{}[\]:,"']/g, '*');
}
