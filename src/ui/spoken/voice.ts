import { safe } from '../../text/safe.ts';
import type { Voice } from './conversation.ts';

/** UTF-16 units that are made safe at a time: nothing that is said is cut. */
const PIECE = 4000;

/**
 * Sentences as appended lines: printable text and line feeds, nothing else, whoever wrote what is in them. `echoes`: whether
 * the terminal itself shows what is typed, and so ends the line of a question.
 */
export class LineVoice implements Voice {
  readonly #write: (text: string) => void;
  readonly #echoes: boolean;
  #midLine = false;

  constructor(write: (text: string) => void, echoes: boolean) {
    this.#write = write;
    this.#echoes = echoes;
  }

  say(sentence: string): void {
    this.endLine();
    this.#write(`${harmless(sentence)}\n`);
  }

  ask(question: string): void {
    this.endLine();
    this.#write(`${harmless(question)}: `);
    this.#midLine = true;
  }

  /** Notes that a line was typed. */
  heard(): void {
    if (this.#echoes) this.#midLine = false;
  }

  /** Notes that a key was pressed that the terminal shows without ending the line. */
  disturbed(): void {
    if (this.#echoes) this.#midLine = true;
  }

  /** Begins a line of its own for whatever comes next. */
  endLine(): void {
    if (this.#midLine) this.#write('\n');
    this.#midLine = false;
  }
}

function harmless(text: string): string {
  const pieces = text.length <= PIECE ? [text] : (text.match(new RegExp(`[^]{1,${PIECE / 2}}`, 'gu')) ?? []);
  return pieces.map(safe).join('');
}
