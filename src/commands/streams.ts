import { createInterface } from 'node:readline';

/** Where a command that writes speaks and listens. Texts are one line each and safe for a terminal. */
export interface Streams {
  /** Data, on standard output. */
  out(line: string): void;
  /** All else, on standard error. */
  err(line: string): void;
  /** How far it is, in place of what was said last, and taken away by null; only where standard error is a terminal. */
  progress(text: string | null): void;
  /** Why nobody can be asked, or null when somebody can. */
  readonly unattended: string | null;
  /** What a person answers, or null for ctrl-c. */
  ask(question: string): Promise<string | null>;
}

/** The streams of this process. */
export const processStreams: Streams = {
  out(line) {
    process.stdout.write(`${line}\n`);
  },
  err(line) {
    process.stderr.write(`${line}\n`);
  },
  progress(text) {
    if (process.stderr.isTTY && process.env.TERM !== 'dumb') process.stderr.write(`\r\u001b[K${text ?? ''}`);
  },
  get unattended() {
    if (!process.stdin.isTTY) return 'standard input is no terminal';
    return process.stdout.isTTY ? null : 'standard output is no terminal';
  },
  ask(question) {
    return new Promise((resolve) => {
      const reader = createInterface({ input: process.stdin, output: process.stdout });
      // The first to resolve counts; ctrl-d closes without an answer.
      reader.once('SIGINT', () => {
        resolve(null);
        reader.close();
      });
      reader.once('close', () => resolve(''));
      reader.question(question, (answer) => {
        resolve(answer);
        reader.close();
      });
    });
  },
};
