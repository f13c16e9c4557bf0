import BetterSqlite3 from 'better-sqlite3';
import { ZodError } from 'zod';
import { HandoverRefusal, type RefusalDetails } from '#shared/handover/handoverRefusal.ts';

/**
 * What a package brings and the base does not take, or no schema reads, as the refusal of the package it is: its rows do not fit
 * what is here (a key twice, a value that is none, a rule of the base). A full disk and a damaged base stay what they are, as
 * does any other error; for `throw`. `details` says of a refusal whose package it was.
 */
export function plainRefusal(error: unknown, details: RefusalDetails): unknown {
  if (error instanceof HandoverRefusal) {
    return new HandoverRefusal(error.reason, { ...error.details, ...details }, { cause: error });
  }
  const isOfTrigger = error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_CONSTRAINT_TRIGGER';
  if (isOfTrigger) return new HandoverRefusal('recordsUnproved', details, { cause: error });
  const isUnfit = error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT');
  const isUnreadable = error instanceof ZodError || error instanceof SyntaxError;
  return isUnfit || isUnreadable ? new HandoverRefusal('contentIncomplete', details, { cause: error }) : error;
}
