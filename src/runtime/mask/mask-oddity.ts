import { elementsOf, rootOf, textOf } from '../../text/json-text.ts';
import type { Mask } from './mask.ts';
import { HIDDEN } from './mask-failure.ts';
import { maskJson } from './mask-json.ts';

/** UTF-16 units from which on a detail may have been cut. */
const MAY_BE_CUT = 200;

/** What was odd in an answer, told of pseudonyms: as it would have been told of a masked answer, or hidden where that cannot be known. */
export function maskOddity(kind: string, detail: string, mask: Mask): string {
  switch (kind) {
    case 'foreign-uid':
      return foreign(detail, mask) ?? HIDDEN;
    case 'repeated-uid':
      return ofUser(detail, ' was answered more than once; the first stands', mask) ?? HIDDEN;
    case 'empty-uid':
      return nameless(detail, mask) ?? HIDDEN;
    case 'repeated-device':
      return ofDevice(detail, mask) ?? HIDDEN;
    case 'mistyped':
      return mistyped(detail, mask) ?? HIDDEN;
    default:
      return HIDDEN;
  }
}

/** The same for what the list of errors says of an answer with entries of nobody who was asked for. */
export function maskStrangers(message: string, mask: Mask): string {
  const [, detail = '', more = ''] = STRANGERS.exec(message) ?? [];
  const told = foreign(detail, mask) ?? nameless(detail, mask) ?? mistyped(detail, mask) ?? HIDDEN;
  return `an answer held what belongs to nobody who was asked for: ${told}${more}`;
}

const STRANGERS = /^an answer held what belongs to nobody who was asked for: (.*?)( and \d+ more of the kind)?$/s;

function foreign(detail: string, mask: Mask): string | null {
  return ofUser(detail, ' was not asked for', mask);
}

function ofUser(detail: string, said: string, mask: Mask): string | null {
  return detail.endsWith(said) ? `${mask.user(detail.slice(0, -said.length))}${said}` : null;
}

function nameless(detail: string, mask: Mask): string | null {
  const [, entry, name] = /^(entry \d+ names nobody)(?:; by its place it is (.*))?$/s.exec(detail) ?? [];
  if (entry === undefined) return null;
  return name === undefined ? entry : `${entry}; by its place it is ${mask.user(name)}`;
}

/** Statuses follow the device and stay; where they begin is sure only of the last colon. */
function ofDevice(detail: string, mask: Mask): string | null {
  const at = detail.lastIndexOf(': ');
  return at < 0 || detail.length >= MAY_BE_CUT ? null : `${mask.device(detail.slice(0, at))}${detail.slice(at)}`;
}

/** A field and its value as compact JSON. A name in the field may hold a colon itself, so that the value is what can be read as one. */
function mistyped(detail: string, mask: Mask): string | null {
  if (detail.length >= MAY_BE_CUT) return null;
  for (let at = detail.indexOf(': '); at >= 0; at = detail.indexOf(': ', at + 1)) {
    const json = detail.slice(at + 2);
    if (isJson(json)) return mistypedField(detail.slice(0, at), json, mask);
  }
  return null;
}

function mistypedField(field: string, json: string, mask: Mask): string | null {
  const [, device] = /^status of (.*)$/s.exec(field) ?? [];
  if (device !== undefined) return `status of ${mask.device(device)}: ${within('{"status":{"web":', json, '}}', mask)}`;
  if (/^entry \d+$/.test(field)) return `${field}: ${maskJson(json, mask)}`;
  // Of devices in an object each is told by itself: what is told as a whole stood in a list.
  if (field === 'status') return `${field}: ${within('{"status":[', json, ']}', mask)}`;
  if (FIELDS.has(field)) return `${field}: ${member(field, json, mask)}`;
  const [, key, times] = /^(.*)(, \d+ times)$/s.exec(field) ?? [];
  if (key === undefined) return null;
  const all = [...elementsOf(json, rootOf(json))].map((piece) => member(key, textOf(json, piece).text, mask));
  const known = FIELDS.has(key) || key === 'status';
  return `${known ? key : mask.text(key)}${times}: [${all.join(',')}]`;
}

const FIELDS: ReadonlySet<string> = new Set(['uid', 'ext', 'last_time', 'expiry']);

function member(key: string, json: string, mask: Mask): string {
  const masked = maskJson(`{${JSON.stringify(key)}:${json}}`, mask);
  return masked.slice(masked.indexOf(':') + 1, -1);
}

/** The value as it is masked between two texts that stay as they are. */
function within(before: string, json: string, after: string, mask: Mask): string {
  return maskJson(`${before}${json}${after}`, mask).slice(before.length, -after.length);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
