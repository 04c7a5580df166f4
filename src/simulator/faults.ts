import type { RequestKind } from './traffic.ts';

/** An HTTP answer. */
export interface Reply {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How the body is sent; left out: whole and at once. */
  readonly manner?: Manner;
}

/** A body with blanks after it to so many bytes, one that takes so many seconds, or one whose connection is reset half-way. */
export type Manner = { readonly bytes: number } | { readonly seconds: number } | 'broken-off';

/** What comes instead of the right answer: a reply of one's own, a connection that is reset, or nothing at all. */
export type Fault = Reply | 'reset' | 'hang';

/** Decides for each request, as it arrives and before anything is checked or done, whether it fails; undefined: it does not. A promise delays the request. */
export type FaultSource = (call: RequestKind, names: readonly string[]) => Fault | undefined | Promise<Fault | undefined>;

/** Failures on purpose: one source that is asked every time, and a queue of single failures that goes first. */
export class Faults {
  #source: FaultSource | null = null;
  readonly #queue: { readonly fault: Fault; readonly call: RequestKind | null }[] = [];

  /** Asks `source` from now on; null: no faults. */
  set(source: FaultSource | null): void {
    this.#source = source;
  }

  /** Lets the next `times` requests fail: of any kind, or of one. */
  failNext(fault: Fault, { times = 1, call = null }: { times?: number; call?: RequestKind | null } = {}): void {
    for (let index = 0; index < times; index++) this.#queue.push({ fault, call });
  }

  /** What becomes of a request; undefined: whatever the rules say. */
  async next(call: RequestKind, names: readonly string[]): Promise<Fault | undefined> {
    const index = this.#queue.findIndex((waiting) => waiting.call === null || waiting.call === call);
    if (index !== -1) return this.#queue.splice(index, 1)[0]?.fault;
    return this.#source?.(call, names);
  }
}
