/** Why a simulator could not be started: what happened and why in `message`, what to do next in `hint`. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}
