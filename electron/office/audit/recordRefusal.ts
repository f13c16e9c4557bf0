import type { ErrorCode } from '#shared/contract/errorCode.ts';
import { afterCommit } from '../afterCommit.ts';
import { changeRegister, type OfficeContext } from '../officeContext.ts';

/** The ways in which a person is refused for who he is, and not for what he gave. */
const byRole: ReadonlySet<ErrorCode> = new Set(['forbidden', 'samePerson']);

/** Puts on record that somebody tried what the person may not do. */
export function recordRefusal(context: OfficeContext, command: string, code: ErrorCode): void {
  if (!context.session || !byRole.has(code)) return;
  afterCommit(context, 'recordRefusal', () => {
    changeRegister(context, (_register, record) => record('refusedByRole', command, { code }));
  });
}
