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
