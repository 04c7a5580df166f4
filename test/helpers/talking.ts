import type { Effect } from '../../src/monitor/messages.ts';
import type { Settings } from '../../src/monitor/state.ts';
import { Announcer } from '../../src/ui/spoken/announcer.ts';
import { Conversation } from '../../src/ui/spoken/conversation.ts';
import { LineVoice } from '../../src/ui/spoken/voice.ts';
import { Watching } from './watching.ts';

/** A monitor on a virtual clock that somebody talks with: lines go in, and what it wrote comes out. */
export class Talking {
  readonly monitor: Watching;
  readonly conversation: Conversation;
  /** Everything that was written. */
  written = '';

  constructor(users: readonly string[], options: Partial<Settings> = {}) {
    this.monitor = new Watching(users, options);
    const { monitor } = this;
    const voice = new LineVoice((text) => {
      this.written += text;
    }, false);
    this.conversation = new Conversation(
      { getLatest: () => monitor.state, dispatch: (intent) => this.#carryOut(monitor.say(intent)) },
      voice,
      new Announcer(monitor.state),
    );
  }

  /** Types these lines; returns what was written for them, line by line. */
  type(...lines: readonly string[]): string[] {
    const before = this.written.length;
    for (const line of lines) this.conversation.hear(line);
    return this.#since(before);
  }

  /** What is announced at this moment, line by line. */
  announced(): string[] {
    const before = this.written.length;
    this.conversation.announce();
    return this.#since(before);
  }

  #since(before: number): string[] {
    return this.written.slice(before).split('\n').filter(Boolean);
  }

  #carryOut(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'redraw') this.conversation.sayAgain();
      if (effect.type === 'copy') this.conversation.copy(effect.text);
    }
    // As the store tells everybody of what a person did, before the line that did it has come to its end.
    this.conversation.announce();
  }
}
