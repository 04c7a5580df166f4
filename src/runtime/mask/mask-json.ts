import { closingQuote } from '../../text/json-text.ts';
import type { Mask } from './mask.ts';

/**
 * What a value is, which decides what becomes of it: `answer` is looked into, `user`, `device` and `text` get pseudonyms,
 * `status` and `count` stay, `devices` has device ids as its keys, `device-list` has one device in each element, and
 * whatever nobody knows is `hidden`.
 */
type Role = 'answer' | 'user' | 'devices' | 'device-list' | 'device' | 'status' | 'text' | 'count' | 'hidden';

/** What the members of an answer are. */
const ANSWER: ReadonlyMap<string, Role> = new Map([
  ...(['result', 'data', 'sublist'] as const).map((key) => [key, 'answer'] as const),
  ...(['last_time', 'expiry', 'totalnum', 'timestamp', 'duration'] as const).map((key) => [key, 'count'] as const),
  ['uid', 'user'],
  ['ext', 'text'],
  ['status', 'devices'],
]);

/** What the members of an element are where devices are a list. */
const DEVICE: ReadonlyMap<string, Role> = new Map([
  ['device', 'device'],
  ['status', 'status'],
]);

const NOTHING: ReadonlyMap<string, Role> = new Map();

interface Open {
  readonly list: boolean;
  readonly role: Role;
}

const LITERAL = /[^\s,:[\]{}"]+/y;

/**
 * The body of an answer with pseudonyms in place of ids, token by token, so that keys that occur twice, blanks and the order
 * stay as the server wrote them. What is not known to be harmless is hidden. Throws a `SyntaxError` for what is no token of JSON.
 */
export function maskJson(json: string, mask: Mask): string {
  const open: Open[] = [];
  let role: Role = 'answer';
  let atKey = false;
  let masked = '';
  for (let at = 0; at < json.length; ) {
    const sign = json[at] as string;
    const token = tokenAt(json, at);
    at += token.length;
    const around = open.at(-1);
    if (sign === '{' || sign === '[') {
      open.push({ list: sign === '[', role });
      atKey = sign === '{';
      role = elementRole(role);
    } else if (sign === '}' || sign === ']') {
      open.pop();
    } else if (sign === ',') {
      atKey = around?.list === false;
      role = elementRole(around?.role ?? 'hidden');
    } else if (sign === '"' && atKey && around !== undefined) {
      const key = JSON.parse(token) as string;
      atKey = false;
      role = memberRole(around.role, key);
      masked += maskedKey(around.role, key, token, mask);
      continue;
    } else if (!BETWEEN.test(sign)) {
      masked += maskedScalar(role, token, mask);
      continue;
    }
    masked += token;
  }
  return masked;
}

/** What stands between values beside brackets and commas. */
const BETWEEN = /[\s:]/;

/** The same for the beginning of such a body: a string or literal that the cut may go through is left out. */
export function maskCutJson(json: string, mask: Mask): string {
  let whole = 0;
  for (let at = 0; at < json.length; ) {
    const end = at + tokenAt(json, at).length;
    const isCut =
      json[at] === '"'
        ? closingQuote(json, at + 1) === json.length
        : end === json.length && !PUNCTUATION.test(json[at] as string);
    if (isCut) break;
    at = end;
    whole = end;
  }
  return maskJson(json.slice(0, whole), mask);
}

const PUNCTUATION = /[\s,:[\]{}]/;

/** A string or literal as a whole, or else one character. */
function tokenAt(json: string, at: number): string {
  if (json[at] === '"') return json.slice(at, closingQuote(json, at + 1) + 1);
  LITERAL.lastIndex = at;
  return LITERAL.exec(json)?.[0] ?? (json[at] as string);
}

/** What stands in a list; objects ask for the role of each member instead. */
function elementRole(role: Role): Role {
  if (role === 'answer') return 'answer';
  return role === 'devices' ? 'device-list' : 'hidden';
}

function memberRole(role: Role, key: string): Role {
  if (role === 'devices') return 'status';
  return membersOf(role).get(key) ?? 'hidden';
}

function membersOf(role: Role): ReadonlyMap<string, Role> {
  if (role === 'answer') return ANSWER;
  return role === 'device-list' ? DEVICE : NOTHING;
}

function maskedKey(role: Role, key: string, token: string, mask: Mask): string {
  if (role === 'devices') return JSON.stringify(mask.device(key));
  return membersOf(role).has(key) ? token : JSON.stringify(mask.text(key));
}

function maskedScalar(role: Role, token: string, mask: Mask): string {
  const value = JSON.parse(token) as string | number | boolean | null;
  if (typeof value === 'boolean' || value === null || role === 'status') return token;
  if (role === 'count' && /^\s*[\d.]{0,20}\s*$/.test(String(value))) return token;
  if (role === 'answer' && value === 'ok') return token;
  return JSON.stringify(maskedText(role, String(value), mask));
}

function maskedText(role: Role, text: string, mask: Mask): string {
  if (role === 'user') return mask.user(text);
  return role === 'device' ? mask.device(text) : mask.text(text);
}
