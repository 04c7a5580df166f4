import { resolve } from '../../keys/resolve.ts';
import { BOUNDS } from '../../monitor/bounds.ts';
import {
  callsOf,
  type Dialog,
  type DialogUser,
  editField,
  extBytes,
  type FieldName,
  mistakeIn,
  typedIn,
} from '../../monitor/dialog.ts';
import type { Intent } from '../../monitor/messages.ts';
import type { Layer, State } from '../../monitor/state.ts';
import { statusNote } from '../../monitor/status.ts';
import { writeNotice } from '../../monitor/writing.ts';
import { number } from '../../text/number.ts';
import { deviceWord } from '../device-word.ts';
import { notShown } from '../dialog-users.ts';
import { title } from '../panel-dialog.ts';
import { noticeSentence } from './differences.ts';
import { type Answer, retype, type SpokenPlace } from './place.ts';
import { subscriptionOf } from './users.ts';
import { brief, capital, count, sentence, spelled } from './words.ts';

type DialogLayer = Extract<Layer, { kind: 'dialog' }>;

/** A dialog: who is concerned and how it is now, each field as a question, and then whether to do it. */
export const DIALOG: SpokenPlace<DialogLayer> = {
  read: (state, { dialog }) => [sentence([title(dialog), ...notShown(state, dialog).slice(0, 1)].join(', ')), now(state, dialog)],
  here: (_state, { dialog }) => (dialog.problem === null ? [] : [sentence(capital(dialog.problem))]),
  ask(state, { dialog }, confirming) {
    if (isAnswered(dialog, confirming)) return `${consequence(state, dialog)} Type yes to do it, no to leave everything as it is`;
    const { name, line } = dialog.fields[dialog.focus] as Dialog['fields'][number];
    const kept = line.text === '' ? '' : `, now ${brief(line.text)}`;
    return `${QUESTIONS[name](state, dialog)}${kept}`;
  },
  answer(state, { dialog }, text, confirming) {
    if (isAnswered(dialog, confirming)) return yesOrNo(text, press(state, 'enter'), [{ type: 'cancel' }]);
    const typed = text === '' ? [] : retype(text);
    const isLast = dialog.focus === dialog.fields.length - 1;
    // What would be refused is not asked to be confirmed: it is refused at once, which says why and asks again.
    if (isLast && isWrong(state, dialog, typed)) return { intents: [...typed, ...press(state, 'enter')] };
    return isLast ? { intents: typed, confirming: true } : { intents: [...typed, { type: 'focus', direction: 1 }] };
  },
  choose: () => null,
};

/** Whether to leave though a change is on its way. */
export const LEAVE: SpokenPlace<Extract<Layer, { kind: 'leave' }>> = {
  read(state) {
    const going = writeNotice(state);
    return going === null
      ? ['The change has ended.']
      : ['A change is on its way.', noticeSentence(going), 'If you quit, its outcome will not be known.'];
  },
  here: () => [],
  ask: () => 'Quit all the same? Type yes to quit, no to stay',
  answer: (_state, _layer, text) => yesOrNo(text, [{ type: 'confirm' }], [{ type: 'cancel' }]),
  choose: () => null,
};

/** What is asked for each field; what it holds stands behind. */
const QUESTIONS: Readonly<Record<FieldName, (state: State, dialog: Dialog) => string>> = {
  resource: () => 'Device',
  status: () => 'Status, 1 online, 0 offline, anything else custom',
  ext: ({ settings }, dialog) => `Ext, ${number(extBytes(dialog))} of ${number(settings.extMaxBytes)} bytes`,
  time: () => 'For how long, from 1s to 30d',
  count: (_state, { users }) => `This concerns ${number(users.length)} users: type ${number(users.length)}`,
};

/** Nothing but the whole word does something, so that no line that was meant for a question before it can. */
function yesOrNo(text: string, yes: readonly Intent[], no: readonly Intent[]): Answer {
  const said = text.trim().toLowerCase();
  if (said === 'yes') return { intents: yes };
  if (said === 'no') return { intents: no };
  return { intents: [], said: 'Type yes or no.', confirming: true };
}

function isWrong({ settings }: State, dialog: Dialog, typing: readonly Intent[]): boolean {
  const typed = typing.reduce((now, intent) => (intent.type === 'edit' ? editField(now, intent.edit) : now), dialog);
  return mistakeIn(typed, settings.extMaxBytes) !== null;
}

function press(state: State, key: string): Intent[] {
  const intent = resolve(state, key);
  return intent === null ? [] : [intent];
}

function isAnswered({ fields }: Dialog, confirming: boolean): boolean {
  return confirming || fields.length === 0;
}

/** How it is before anything is done. */
function now(state: State, { kind, users }: Dialog): string {
  const name = ({ uid }: DialogUser) => (users.length === 1 ? '' : `${brief(uid)}, `);
  const named = users.slice(0, BOUNDS.namesInDialog).map((user) => name(user) + nowOf(state, kind, user));
  const more = users.length - named.length;
  return `Now: ${named.join('; ')}${more > 0 ? `; and ${number(more)} more` : ''}.`;
}

function nowOf(state: State, kind: Dialog['kind'], user: DialogUser): string {
  if (kind !== 'set') return subscriptionOf(state, user);
  const devices = user.presence?.devices ?? [];
  const all = devices.map(({ device, status }) => `${brief(device)} ${brief(deviceWord(status))}`);
  return all.length === 0 ? 'no device was ever seen' : all.join(', ');
}

/** What will change, and how many calls that takes. */
function consequence(state: State, dialog: Dialog): string {
  const calls = `${count(callsOf(dialog), 'call')}.`;
  switch (dialog.kind) {
    case 'set':
      return `${setConsequence(state, dialog)}; ${calls}`;
    case 'subscribe':
      return `${title(dialog)} for ${spelled(typedIn(dialog, 'time').trim())}; ${calls}`;
    case 'unsubscribe':
      return `${title(dialog)}; ${calls}`;
  }
}

function setConsequence({ settings }: State, dialog: Dialog): string {
  const resource = typedIn(dialog, 'resource').trim();
  const status = typedIn(dialog, 'status').trim();
  const old = dialog.users[0]?.presence?.devices.find(({ device }) => device === resource);
  const note = statusNote(status);
  return [
    `Device ${brief(resource)} of ${brief(dialog.users[0]?.uid ?? '')}: ${old === undefined ? 'new' : brief(deviceWord(old.status))}`,
    `now ${brief(deviceWord(status))}${note === null ? '' : ` (${note})`}`,
    `ext "${brief(typedIn(dialog, 'ext'))}", ${number(extBytes(dialog))} of ${number(settings.extMaxBytes)} bytes`,
  ].join(', ');
}
