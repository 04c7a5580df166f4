import type { Noise } from './machine.ts';
import type { ChangeFigures, IdleFigures } from './measure-bytes.ts';
import type { CrowdFigures } from './measure-crowd.ts';
import type { HundredFigures } from './measure-hundred.ts';
import type { AnswerFigures, StartFigures } from './measure-start.ts';

/** Everything one run of the bench measured; what `--json` prints. */
export interface Results {
  readonly machine: string;
  readonly noise: Noise;
  readonly answers: AnswerFigures;
  /** In the order of the crowds. */
  readonly starts: readonly StartFigures[];
  readonly crowds: readonly CrowdFigures[];
  readonly idle: readonly IdleFigures[];
  readonly changes: ChangeFigures;
  readonly hundred: HundredFigures;
  /** Seconds the whole run took. */
  readonly seconds: number;
}
