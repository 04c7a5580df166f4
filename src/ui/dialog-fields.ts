import { type Dialog, devicesIn, extBytes, extLeftOut, type Field, type FieldName, typedIn } from '../monitor/dialog.ts';
import type { State } from '../monitor/state.ts';
import { statusNote } from '../monitor/status.ts';
import { number } from '../text/number.ts';
import { safe } from '../text/safe.ts';
import { signs } from '../text/signs.ts';
import { cut, widthOf } from '../text/width.ts';
import { deviceWord } from './device-word.ts';
import { inputSpans } from './input.ts';
import { type Line, lineWidth, span } from './lines.ts';

const LABELS: Readonly<Record<FieldName, string>> = {
  resource: 'device',
  status: 'status',
  ext: 'ext',
  time: 'for',
  count: 'type the count',
};

/** Columns a field keeps on a narrow screen. */
const LEAST_INPUT = 6;
/** Columns in which a change of status is known. */
const LEAST_CHANGE = 20;
/** What stands between a field and what is beside it. */
const GAP = '   ';

/** The fields of a dialog, a line each: text that is too long gives way to what must be seen beside it. */
export function fieldLines(state: State, dialog: Dialog, width: number): Line[] {
  const labelWidth = Math.max(...dialog.fields.map(({ name }) => LABELS[name].length));
  return dialog.fields.map((field, at) => {
    const focused = at === dialog.focus;
    const sign = focused ? signs.chosen : ' ';
    const label = span(`${sign} ${LABELS[field.name].padEnd(labelWidth)} `, focused ? 'strong' : 'dim');
    const room = width - lineWidth([label]);
    const { wordings, least } = aside(state, dialog, field.name);
    const typed = typedSpans(field, focused, Math.max(LEAST_INPUT, room - widthOf(GAP + least)));
    const left = room - lineWidth(typed) - GAP.length;
    const beside = wordings.find((text) => widthOf(text) <= left) ?? wordings.at(-1) ?? '';
    return [label, ...typed, span(beside === '' ? '' : GAP + beside, 'dim')];
  });
}

/** An id is known by its beginning and its end: neither is given up for the other. */
function typedSpans({ name, line }: Field, focused: boolean, width: number): Line {
  if (!focused) return [span(cut(safe(line.text), width))];
  return inputSpans(line, width, name === 'resource' ? Math.floor(width / 2) : 0);
}

/** What stands beside a field, in ever fewer words, and what of it has room however long the field is. */
interface Aside {
  readonly wordings: readonly string[];
  readonly least: string;
}

/** Old value, meaning, bytes. */
function aside({ settings }: State, dialog: Dialog, name: FieldName): Aside {
  switch (name) {
    case 'resource': {
      const devices = devicesIn(dialog);
      const at = devices.findIndex(({ device }) => device === typedIn(dialog, 'resource').trim());
      if (at < 0) return inWords(devices.length === 0 ? [] : ['a new device, ctrl-n takes a known one'], 'a new device');
      const place = `${at + 1} of ${devices.length}`;
      return devices.length === 1 ? inWords([], '') : inWords([`${place} (ctrl-n)`], place);
    }
    case 'status': {
      const resource = typedIn(dialog, 'resource').trim();
      const old = devicesIn(dialog).find(({ device }) => device === resource);
      const status = typedIn(dialog, 'status').trim();
      const change = `${old === undefined ? 'none' : deviceWord(old.status)} ${signs.becomes} ${deviceWord(status)}`;
      const note = statusNote(status);
      // What a status without a number comes to for others is worth its beginning too.
      return { wordings: [note === null ? change : `${change} ${signs.apart} ${note}`], least: cut(safe(change), LEAST_CHANGE) };
    }
    case 'ext': {
      const bytes = `${number(extBytes(dialog))} of ${number(settings.extMaxBytes)} bytes`;
      const left = extLeftOut(dialog);
      return inWords(left === null ? [] : [`${bytes}; the present one has ${number(left)} and is not shown`], bytes);
    }
    case 'time':
      return inWords(['from now, 1s to 30d; subscribing again sets a new end', 'from now, 1s to 30d'], '1s to 30d');
    case 'count': {
      const count = number(dialog.users.length);
      return inWords([`${count} users: type ${count}`], `type ${count}`);
    }
  }
}

function inWords(longer: readonly string[], least: string): Aside {
  return { wordings: [...longer, least], least };
}
