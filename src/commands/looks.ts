import { takesStyles } from '../config/colours.ts';
import { loadLook } from '../config/load-look.ts';
import type { Look } from '../config/look-fields.ts';
import { formatProblems } from '../config/problem.ts';
import type { Environment, Flags } from '../config/settings.ts';
import { drawFor } from '../text/terminal.ts';
import { EXIT } from './exit-codes.ts';
import { ProgramError } from './program-error.ts';

/** Lets all that this process draws look as configured. To be called before anything is drawn. */
export function wear({ ascii, ambiguousWidth, theme }: Look, env: Environment): void {
  drawFor({ ascii, ambiguousWidth, theme: takesStyles(env) ? theme : null });
}

/** The same where there is no configuration; gives what was worn. Throws what is wrong with flags or environment. */
export function wearGiven(flags: Flags, env: Environment): Look {
  const look = loadLook(flags, env);
  if ('problems' in look) {
    throw new ProgramError(formatProblems(look.problems), 'Correct this and start again; nothing was sent.', EXIT.usage.code);
  }
  wear(look.ok, env);
  return look.ok;
}
