import { firingText } from '../../monitor/alerts/alert.ts';
import type { Firing } from '../../monitor/alerts/rule.ts';
import { BOUNDS } from '../../monitor/bounds.ts';
import { BELL, notificationSequence } from '../../text/notification.ts';

/** Milliseconds from one bell to the next, and from one notification to the next. */
const APART = 1000;

/**
 * Rings the terminal and has it show notifications, each at most once a second: alerts that come faster ring with the bell
 * before, and are summed up in the next notification.
 */
export class Ringer {
  readonly #write: (sequence: string) => void;
  readonly #insideTmux: boolean;
  #rung: NodeJS.Timeout | null = null;
  #notified: NodeJS.Timeout | null = null;
  #waiting: { readonly firing: Firing; readonly more: number } | null = null;

  /** `write` hands a sequence to the terminal, in a write of its own. */
  constructor(write: (sequence: string) => void, insideTmux: boolean) {
    this.#write = write;
    this.#insideTmux = insideTmux;
  }

  ring(): void {
    if (this.#rung !== null) return;
    this.#write(BELL);
    this.#rung = setTimeout(() => {
      this.#rung = null;
    }, APART);
  }

  notify(firing: Firing): void {
    if (this.#notified === null) this.#show(firing, 0);
    else this.#waiting = { firing: this.#waiting?.firing ?? firing, more: this.#waiting === null ? 0 : this.#waiting.more + 1 };
  }

  /** Shows what still waits. */
  close(): void {
    clearTimeout(this.#rung ?? undefined);
    clearTimeout(this.#notified ?? undefined);
    if (this.#waiting !== null) this.#say(this.#waiting);
    this.#waiting = null;
  }

  #show(firing: Firing, more: number): void {
    this.#say({ firing, more });
    this.#notified = setTimeout(() => {
      this.#notified = null;
      const waiting = this.#waiting;
      this.#waiting = null;
      if (waiting !== null) this.#show(waiting.firing, waiting.more);
    }, APART);
  }

  #say({ firing, more }: { readonly firing: Firing; readonly more: number }): void {
    const several = more === 0 ? '' : `${more + 1} alerts, the first: `;
    this.#write(notificationSequence(several + firingText(firing), BOUNDS.notification, this.#insideTmux));
  }
}
