import type { Failure } from '../api/errors.ts';
import { exitCodeOf } from './exit-codes.ts';

/** An error that is told to the user as it is: what happened and why, what to do next, and the code to leave with. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly hint: string;
  readonly exitCode: number;

  constructor(message: string, hint: string, exitCode: number, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

/** A failure of the API that ends the program. */
export function programErrorOf({ code, message, hint }: Failure): ProgramError {
  return new ProgramError(message, hint, exitCodeOf(code));
}
