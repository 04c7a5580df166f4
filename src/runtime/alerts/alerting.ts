import type { Firing } from '../../monitor/alerts/rule.ts';
import type { Settings } from '../../monitor/state.ts';
import { jsonLine } from '../../text/json-line.ts';
import { alertInput } from '../lines/make-lines.ts';
import { AlertPrograms, type ProgramsOptions } from './programs.ts';
import { Ringer } from './ringer.ts';

export interface AlertingOptions extends ProgramsOptions {
  /** Hands a sequence to the terminal, in a write of its own; nothing where there is none. */
  readonly ring: (sequence: string) => void;
  readonly insideTmux: boolean;
}

/** What alerts do outside of the monitor. */
export interface Alerting {
  carryOut(firing: Firing): void;
  /** Resolves once no program runs any more: within a second, more or less. */
  close(): Promise<void>;
}

/** Opens what alerts need to ring, notify and run programs; nothing happens before the first. */
export function openAlerting(settings: Settings, { ring, insideTmux, ...options }: AlertingOptions): Alerting {
  const ringer = new Ringer(ring, insideTmux);
  const programs = new AlertPrograms(options);
  return {
    carryOut(firing) {
      const { rule } = firing;
      if (rule.action === 'bell') ringer.ring();
      else if (rule.action === 'notify') ringer.notify(firing);
      else programs.run(rule, rule.action.run, `${jsonLine(alertInput(firing, settings))}\n`);
    },
    close() {
      ringer.close();
      return programs.close();
    },
  };
}
