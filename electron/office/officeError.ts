import type { ErrorCode } from '#shared/contract/errorCode.ts';

/** A command cannot be done, for a reason the person can understand. `message` is Chinese and says what to do. */
export class OfficeError extends Error {
  override readonly name = 'OfficeError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, details?: Readonly<Record<string, unknown>>) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
