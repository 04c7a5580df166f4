import { createInterface } from 'node:readline';
import { isatty } from 'node:tty';
import { partingWords } from '../monitor/leaving.ts';
import type { TerminalEffect } from '../runtime/effects.ts';
import type { Engine } from '../runtime/engine.ts';
import type { FileTrouble } from '../runtime/files/file-trouble.ts';
import { asRemembered, Memory, readRemembered } from '../runtime/remembered.ts';
import { safe } from '../text/safe.ts';
import { Announcer } from '../ui/spoken/announcer.ts';
import { Conversation } from '../ui/spoken/conversation.ts';
import { greeting } from '../ui/spoken/standing.ts';
import { LineVoice } from '../ui/spoken/voice.ts';
import type { Connection } from './connect.ts';
import { EXIT } from './exit-codes.ts';
import { endBySignal } from './interruption.ts';
import { obeyShell } from './job-control.ts';
import { byKey, type Leaving, NO_TERMINAL, UNREAD, untilLeaving } from './leaving.ts';
import { awaitedBy, type RunOptions, run, tellOnStderr } from './run.ts';
import { stateFile } from './state-file.ts';

/** Rows that a page down moves by, less one, and that are asked about first. */
const PAGE = 10;

/** What a run as a conversation needs beside what every run does: where lines come from, and why there are but lines. */
export interface SpokenOptions extends RunOptions {
  readonly keyboard: NodeJS.ReadStream;
  /** Whether the terminal can do no more, rather than somebody having asked for lines. */
  readonly dumb: boolean;
}

/**
 * Runs the live monitor as a conversation in appended lines, and gives the exit code. The terminal stays as it is: its own
 * line editing works, and nothing is to be given back.
 */
export async function screenReader(connection: Connection, options: SpokenOptions): Promise<number> {
  const { keyboard, dumb } = options;
  const { settings } = connection;
  const remembered = await readRemembered(stateFile(process.env));
  const voice = new LineVoice((text) => void process.stdout.write(text), keyboard.isTTY === true);
  let conversation: Conversation | null = null;
  let suspend = () => {};
  let suspended = false;

  const tell = (trouble: FileTrouble, { store }: Engine) => {
    if (conversation === null) tellOnStderr(trouble);
    else store.dispatch({ type: 'warned', text: trouble.message, hint: trouble.hint });
  };
  const onTerminal = (effect: TerminalEffect) => {
    if (effect.type === 'suspend') suspend();
    else if (effect.type === 'redraw') conversation?.sayAgain();
    else conversation?.copy(effect.text);
  };

  async function converse(engine: Engine): Promise<Leaving> {
    const { store, ended } = engine;
    const talk = new Conversation(store, voice, new Announcer(store.getLatest()));
    const left = untilLeaving({
      duration: options.duration,
      closed: process.stdout.isTTY ? NO_TERMINAL : UNREAD,
      awaited: awaitedBy(engine, options),
      onInterrupt() {
        voice.disturbed();
        talk.press({ type: 'interrupt' });
      },
    });
    const goOn = async (meanwhile: () => Promise<void>) => {
      voice.disturbed();
      await meanwhile();
      talk.sayAgain();
    };
    const job = obeyShell({ handOver: goOn }, () => voice.say('Not suspended: no shell is there to go on with it.'));
    suspend = job.suspend;
    conversation = talk;
    const memory = new Memory(store, remembered, (trouble) => tell(trouble, engine));
    store.dispatch({ type: 'viewport', rows: PAGE, scrollLimit: 0 });
    for (const sentence of greeting(store.getLatest(), dumb)) voice.say(sentence);
    for (const trouble of [remembered.trouble, options.trouble]) if (trouble !== null) tell(trouble, engine);
    store.subscribe(() => talk.announce());
    try {
      store.start();
      return await Promise.race([left, linesUntilEnd(keyboard, voice, talk), ended.then(byKey)]);
    } finally {
      store.stop();
      suspended = job.suspended;
      conversation = null;
      if (!suspended) sayGoodbye(store, voice, talk);
      await memory.close();
    }
  }

  const known = { ...connection, settings: asRemembered(settings, remembered) };
  const code = await run(known, options, converse, { tell, onTerminal });
  if (suspended) endBySignal(code);
  return code;
}

/** Hands lines over until there are no more: ctrl-d quits, and a terminal that is gone is told from that. */
function linesUntilEnd(keyboard: NodeJS.ReadStream, voice: LineVoice, talk: Conversation): Promise<Leaving> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: keyboard, terminal: false });
    lines.on('line', (line) => {
      voice.heard();
      talk.hear(line);
    });
    const gone = () => process.stdout.isTTY && !isatty(process.stdout.fd);
    lines.on('close', () => resolve(gone() ? NO_TERMINAL : { reason: 'quit', exitCode: EXIT.done.code }));
    keyboard.on('error', () => resolve(NO_TERMINAL));
  });
}

/** Says what whoever left may not have heard. */
function sayGoodbye({ getLatest }: Engine['store'], voice: LineVoice, talk: Conversation): void {
  talk.close();
  const words = partingWords(getLatest());
  voice.endLine();
  if (words !== null) console.error(`presence-monitor: ${safe(words)}`);
}
