import type { Environment, Flags, Override } from './settings.ts';

/** `--no-color`, as the theme without colours. */
export function colourlessFlag({ noColor = false }: Pick<Flags, 'noColor'>): Override[] {
  return noColor ? [{ field: 'theme', value: 'mono', locate: () => ({ kind: 'flag', name: '--no-color' }) }] : [];
}

/**
 * `NO_COLOR` with anything in it and `FORCE_COLOR=0`, as the theme without colours. Any other `FORCE_COLOR` undoes `NO_COLOR`, as
 * it does in Node. A theme named in the environment says more than both.
 */
export function colourlessEnvironment(env: Environment): Override[] {
  const { NO_COLOR, FORCE_COLOR } = env;
  const forbidden = FORCE_COLOR === '0' || FORCE_COLOR === 'false';
  const name = forbidden ? 'FORCE_COLOR' : NO_COLOR && FORCE_COLOR === undefined ? 'NO_COLOR' : null;
  return name === null ? [] : [{ field: 'theme', value: 'mono', locate: () => ({ kind: 'environment', name }) }];
}

/** Whether the terminal takes bold, inverse and coloured text at all. */
export function takesStyles({ TERM, FORCE_COLOR }: Environment): boolean {
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return TERM !== 'dumb' || forced;
}
