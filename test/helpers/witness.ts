import { expect } from 'vitest';
import type { Presence } from '../../src/api/contract.ts';
import type { Report } from '../../src/monitor/messages.ts';
import type { VirtualProgram } from './virtual-program.ts';

/** Milliseconds that one call may take. */
const TIMEOUT = 10_000;

/** What the world was like when it was asked about a user, in milliseconds since the epoch. */
interface Truth {
  readonly at: number;
  readonly said: string;
}

/**
 * Sees to it, while a program runs, that every user is shown as what the world said of that very user while the call was on
 * its way, that nothing that was seen is lost, that no second holds more calls than allowed, and that nothing breaks.
 */
export class Witness {
  /** When the last call failed, in milliseconds since the epoch. */
  failedAt = 0;
  /** Whatever the screen said, once each. */
  readonly screens = new Set<string>();
  readonly #program: VirtualProgram;
  readonly #truths = new Map<string, Truth[]>();
  readonly #shown = new Map<string, { readonly said: string; checked: Presence | null }>();
  #told: readonly unknown[] = [];

  constructor(program: VirtualProgram) {
    this.#program = program;
    const { world, setFault } = program.simulator;
    setFault((call, names) => {
      if (call === 'retrieve') for (const name of names) this.#note(name, Date.now(), inShort(world.read(name)));
      return undefined;
    });
    program.onReport = (report) => this.#hear(report);
  }

  /** Looks at the program as it is now. */
  readonly look = (): void => {
    const { state, crashes, simulator } = this.#program;
    expect(crashes).toEqual([]);
    expect(simulator.traffic.mostInAnySecond('retrieve')).toBeLessThanOrEqual(state.settings.callsPerSecond);
    for (const [uid, shown] of this.#shown) {
      const { presence } = state.roster.record(state.roster.indexOf(uid) as number);
      if (presence === shown.checked) continue;
      if (inShort(presence) !== shown.said) expect(`${uid}: ${inShort(presence)}`).toBe(`${uid}: ${shown.said}`);
      shown.checked = presence;
    }
    const { retrieve, clock } = state.troubles;
    const told = [retrieve?.failure, retrieve?.retryAt, clock, state.governor.since];
    if (told.every((what, at) => what === this.#told[at])) return;
    this.#told = told;
    this.screens.add(this.#program.screen(160, 30));
  };

  /** Lets time pass and looks at every moment of it. */
  pass(milliseconds: number): Promise<void> {
    return this.#program.pass(milliseconds, this.look);
  }

  /**
   * Ends all faults and waits until everybody is fresh. Gives how long that took after the last call failed that had met them,
   * or the server's wish to be left alone ended, and how long a sweep was then, in milliseconds.
   */
  async recovery(): Promise<{ took: number; sweep: number; message: string }> {
    const { simulator, state } = this.#program;
    const end = Date.now();
    await simulator.setFaultRules([]);
    let from = end;
    let sweep = state.planner.period;
    const fresh = () => (this.#program.state.roster.oldestReceivedAt() ?? end) >= end;
    while (!fresh()) {
      const wished = this.#wishedUntil();
      if (Math.max(this.failedAt, wished) > from) {
        from = Math.max(this.failedAt, wished);
        sweep = this.#program.state.planner.period;
      }
      expect(this.failedAt, 'a call failed that had met no fault').toBeLessThanOrEqual(end + TIMEOUT);
      if (Date.now() > from + 10 * sweep) break;
      await this.pass(100);
    }
    return { took: Date.now() - from, sweep, message: this.#program.screen(160, 30) };
  }

  /** Until when the server asked not to be called, in milliseconds since the epoch. */
  #wishedUntil(): number {
    const { troubles } = this.#program.state;
    const asked = troubles.retrieve?.failure.retryAfter ?? null;
    return asked === null ? 0 : (troubles.retrieve?.retryAt ?? 0);
  }

  #hear(report: Report): void {
    if (report.type === 'retrieve-failed') this.failedAt = Date.now();
    if (report.type !== 'retrieved') return;
    const { answer, sentAt, receivedAt } = report;
    expect([answer.absent, answer.unattributed]).toEqual([[], []]);
    for (const [uid, presence] of answer.users) {
      const said = inShort(presence);
      const possible = (this.#truths.get(uid) ?? []).filter(({ at }) => at >= sentAt && at <= receivedAt);
      if (!possible.some((truth) => truth.said === said)) expect(`${uid}: ${said}`).toBe(possible);
      this.#shown.set(uid, { said, checked: null });
    }
  }

  #note(uid: string, at: number, said: string): void {
    const truths = this.#truths.get(uid) ?? [];
    this.#truths.set(uid, truths);
    truths.push({ at, said });
    if (truths.length > 50) truths.shift();
  }
}

/** What does not depend on the server's clock. */
function inShort(seen: Pick<Presence, 'devices' | 'ext'> | null): string {
  return seen === null ? 'nothing' : JSON.stringify([seen.devices.map(({ device, status }) => [device, status]), seen.ext]);
}
