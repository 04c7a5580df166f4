import * as z from 'zod';
import { BOUNDS } from '../monitor/bounds.ts';
import { nearest } from '../text/nearest.ts';
import { quote } from './found.ts';
import { isFields } from './layers.ts';

/** Tabs are short, and "default" stands for those who are in no group. */
const NAME = /^[^\p{C}\p{Z}]([^\p{C}]{0,30}[^\p{C}\p{Z}])?$/u;
const A_NAME = 'a name of at most 32 characters without spaces around it, other than "default"';
const MOST = `at most ${BOUNDS.refreshTimes} different times: let groups share some, as each time takes places in every call`;

/** The field that puts users together under names. */
export const groupsField = () =>
  z.record(z.string(), z.array(z.string('a user name'), 'a list of user names'), 'an object such as {"vip":["alice","bob"]}');

/** A time for a group that does not exist is a slip of the pen, and would silently hold for nobody. */
export function checkGroups(value: unknown, context: z.core.$RefinementCtx): void {
  const { groups, refresh } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const refuse = (path: string[], message: string, found: string) =>
    context.addIssue({ code: 'custom', path, message, params: { found } });
  const known = isFields(groups) ? Object.keys(groups) : [];
  for (const name of known) if (name === 'default' || !NAME.test(name)) refuse(['groups', name], A_NAME, quote(name));
  for (const name of isFields(refresh) ? Object.keys(refresh) : []) {
    if (name === 'default' || known.includes(name)) continue;
    const near = nearest(name, ['default', ...known]);
    const expected = near === null ? `"default" or a group of "groups": ${known.join(', ') || 'there is none'}` : `"${near}"`;
    refuse(['refresh', name], expected, 'a group that does not exist');
  }
  const times = new Set(isFields(refresh) ? Object.values(refresh).filter((time) => typeof time === 'number') : []);
  if (times.size > BOUNDS.refreshTimes) refuse(['refresh'], MOST, `${times.size} different times`);
}
