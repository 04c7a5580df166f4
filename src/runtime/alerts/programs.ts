import { type Ended, type Limits, runProgram, whyFailed } from '../../api/run-program.ts';
import { withoutSecrets } from '../../api/secrets-in-use.ts';
import type { AlertRule } from '../../monitor/alerts/rule.ts';
import { BOUNDS } from '../../monitor/bounds.ts';
import { safe } from '../../text/safe.ts';
import { cut } from '../../text/width.ts';
import type { FileTrouble } from '../files/file-trouble.ts';

const LIMITS: Limits = { milliseconds: 10_000, bytes: 4096 };
/** Milliseconds that programs have to end once the monitor is left. */
const LAST_WORDS = 1000;
/** Columns of what a program says when it fails. */
const SAID = 120;

/** A program to run for a firing, and the line it reads. */
interface Task {
  readonly rule: AlertRule;
  readonly argv: readonly string[];
  readonly input: string;
}

export interface ProgramsOptions {
  /** The environment of the programs; a variable that holds a secret which this process knows is left out all the same. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Says what is wrong with a program: once for each rule until it goes well again. */
  readonly tell: (trouble: FileTrouble) => void;
  readonly limits?: Limits;
}

/**
 * Runs the programs of alerts, without a shell or a terminal: a few at once, the others wait, and of those too a few only.
 * What could not be run is told; what a program prints is thrown away, but for a line of what it says when it fails.
 */
export class AlertPrograms {
  readonly #options: ProgramsOptions;
  readonly #limits: Limits;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #waiting: Task[] = [];
  readonly #told = new Set<AlertRule>();
  readonly #dropped = new Map<AlertRule, number>();
  #closing = false;

  constructor(options: ProgramsOptions) {
    this.#options = options;
    this.#limits = options.limits ?? LIMITS;
  }

  /** Runs a program with a line on its standard input, once it is its turn. */
  run(rule: AlertRule, argv: readonly string[], input: string): void {
    const full = this.#waiting.length >= BOUNDS.alertsWaiting;
    if (this.#closing || full) this.#drop(rule);
    else this.#waiting.push({ rule, argv, input });
    this.#next();
  }

  /** Starts no further program; those that run have a moment to end before they are ended. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { rule } of this.#waiting.splice(0)) this.#drop(rule);
    this.#tellDropped();
    const timer = setTimeout(() => this.#stop.abort(), LAST_WORDS);
    await this.idle();
    clearTimeout(timer);
  }

  /** Resolves once nothing runs and nothing waits. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #next(): void {
    while (this.#running.size < BOUNDS.alertPrograms) {
      const task = this.#waiting.shift();
      if (task === undefined) break;
      const done: Promise<void> = this.#start(task).then(() => {
        this.#running.delete(done);
        this.#next();
      });
      this.#running.add(done);
    }
    if (this.#waiting.length === 0) this.#tellDropped();
  }

  async #start({ rule, argv, input }: Task): Promise<void> {
    const ended = await runProgram(argv, { env: this.#environment(), stop: this.#stop.signal, input, ...this.#limits });
    // Null when it was ended because the monitor was left.
    if (ended !== null) this.#take(rule, argv, ended);
  }

  #take(rule: AlertRule, [program = '']: readonly string[], ended: Ended): void {
    const why = whyFailed(ended, this.#limits);
    if (why === null) {
      this.#told.delete(rule);
      return;
    }
    if (this.#told.has(rule)) return;
    this.#told.add(rule);
    const [line = ''] = withoutSecrets(ended.stderr).trim().split('\n');
    const said = line === '' ? '' : `: ${cut(safe(line), SAID)}`;
    const hint =
      ended.code === 'ENOENT'
        ? 'Give "run" of the rule a program and its arguments as a list: no shell reads them. Alerts still show here.'
        : 'Run it by hand with the line it reads: it must end by itself with exit code 0. Alerts still show here.';
    this.#options.tell({ message: safe(`alert ${rule.name}: ${program} ${why}`) + said, hint });
  }

  #drop(rule: AlertRule): void {
    this.#dropped.set(rule, (this.#dropped.get(rule) ?? 0) + 1);
  }

  #tellDropped(): void {
    for (const [{ name }, count] of this.#dropped) {
      const times = count === 1 ? 'once' : `${count} times`;
      this.#options.tell({
        message: safe(`alert ${name}: its program was not run ${times}`),
        hint: this.#closing
          ? 'The monitor was left first. A recording holds every alert.'
          : 'Too many alerts at once: at most a few run, and a hundred wait. Those are in the list of alerts all the same.',
      });
    }
    this.#dropped.clear();
  }

  #environment(): Record<string, string | undefined> {
    const entries = Object.entries(this.#options.env);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined && withoutSecrets(value) === value));
  }
}
