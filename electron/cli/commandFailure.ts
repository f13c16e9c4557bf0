/** Ends a command: exit code 1 when the work failed, 2 when it was asked for wrongly. `message` is Chinese, for stderr. */
export class CommandFailure extends Error {
  readonly exitCode: 1 | 2;

  constructor(exitCode: 1 | 2, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}
