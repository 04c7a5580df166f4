import { expect, test } from 'vitest';
import { LineVoice } from '../../src/ui/spoken/voice.ts';
import { HOSTILE, HOSTILE_LONG } from '../helpers/hostile-strings.ts';
import { Talking } from '../helpers/talking.ts';
import { foreignOutput } from '../helpers/terminal-output.ts';
import { presence } from '../helpers/watching.ts';

const texts = [...HOSTILE, ...HOSTILE_LONG.map(({ name, text }) => ({ name, text: text.slice(0, 20_000) }))];

/** Of so many users one is opened. */
const SAMPLE = 7;

/** Whether a text is lines of printable characters: of all controls only the line feed. */
function isLines(written: string): boolean {
  return !/[^\P{Cc}\n]/u.test(written) && foreignOutput(Buffer.from(written)) === null;
}

test.each(texts)('whatever somebody says is one line of printable text: $name', ({ text }) => {
  let written = '';
  const voice = new LineVoice((more) => {
    written += more;
  }, true);
  voice.say(text);
  expect(written.match(/\n/g)).toHaveLength(1);
  expect(isLines(written)).toBe(true);
});

test('strangers whose every word is hostile stay harmless in rows, pages, dialogs, menus, copies and changes', () => {
  const talk = new Talking(texts.map((_, at) => `u${at}`));
  const answer = (turn: number) => {
    const seen = texts.map(({ text }, at) => {
      const other = texts[(at + turn) % texts.length]?.text ?? '';
      return [`u${at}`, presence([[text, other]], { ext: other })] as const;
    });
    const all = Object.fromEntries(seen);
    while (talk.monitor.asked.length > 0) talk.monitor.answer(all);
  };
  talk.monitor.wait(0);
  for (let call = 0; call < 6; call++) talk.monitor.wait(300);
  answer(0);
  talk.announced();
  for (let at = 0; at < texts.length; at++) {
    talk.type('j');
    if (at % SAMPLE === 0) talk.type('', 'esc', 'e', 'esc', 'Y', 'esc', 'y', `/${texts[at]?.text.slice(0, 50)}`, 'esc');
  }
  talk.monitor.say('refresh-all');
  for (let call = 0; call < 6; call++) talk.monitor.wait(300);
  answer(7);
  talk.announced();
  talk.type('enter', 'esc', 'ctrl-l');
  expect(talk.written.split('\n').length).toBeGreaterThan(4 * texts.length);
  expect(isLines(talk.written)).toBe(true);
});

test('a question stands at the end of a line, and what is said meanwhile begins a line of its own', () => {
  let written = '';
  const write = (more: string) => {
    written += more;
  };
  const echoing = new LineVoice(write, true);
  echoing.ask('Filter');
  echoing.say('Trouble.');
  echoing.ask('Filter');
  echoing.heard();
  echoing.say('No filter.');
  expect(written).toBe('Filter: \nTrouble.\nFilter: No filter.\n');
  written = '';
  const silent = new LineVoice(write, false);
  silent.ask('Filter');
  silent.heard();
  silent.say('No filter.');
  expect(written).toBe('Filter: \nNo filter.\n');
});
