import type { Change } from '../../monitor/changes.ts';
import { shortTime } from '../../text/time.ts';
import { deviceWord } from '../device-word.ts';
import { brief, sentence } from './words.ts';

/** One change with the two times between which it fell, as told `now`. `named`: whether the user is said. */
export function changeSentence(change: Change, now: number, named = true): string {
  const { uid, field, device, from, to, notBefore, notAfter, gap } = change;
  const what = field === 'device' ? `device ${brief(device ?? '')}` : field;
  const missed = gap === null ? '' : '; not observed in between';
  const times = `between ${shortTime(notBefore, now)} and ${shortTime(notAfter, now)}`;
  return sentence(
    `${named ? `${brief(uid)}, ` : ''}${what}: ${value(change, from, 'new')}, now ${value(change, to, 'gone')}; ${times}${missed}`,
  );
}

function value({ field }: Change, text: string | null, none: string): string {
  if (text === null) return none;
  if (field === 'ext') return text === '' ? 'none' : `"${brief(text)}"`;
  return field === 'status' ? text : brief(deviceWord(text));
}
