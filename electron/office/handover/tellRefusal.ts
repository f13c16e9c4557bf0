import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { OfficeError } from '../officeError.ts';

/** What a refusal is to whoever asked: `details.reason` is its code. Any other error is given back as it is, for `throw`. */
export function refusalError(error: unknown): unknown {
  if (!(error instanceof HandoverRefusal)) return error;
  return new OfficeError('unreadableFile', error.message, { reason: error.reason, ...error.details });
}

/** Does what may be refused. Throws OfficeError unreadableFile in the words of the refusal. */
export function tellRefusal<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw refusalError(error);
  }
}
