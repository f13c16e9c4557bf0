/**
 * Ends a command: exit code 1 when the work failed, 2 when it was asked for wrongly, 3 when a salvage has left
 * something lost, 130 when the person broke it off.
 * `message` is Chinese, for stderr.
 */
export class CommandFailure extends Error {
  readonly exitCode: 1 | 2 | 3 | 130;

  constructor(exitCode: 1 | 2 | 3 | 130, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
