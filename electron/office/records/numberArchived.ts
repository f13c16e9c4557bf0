import type { Retention } from '#shared/records/recordSettings.ts';
import { contentOf, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectRecordSettings } from './recordQueries.ts';
import { registerRecord } from './registerRecord.ts';

/**
 * Gives an issue that has just gone into the archive its number, where numbers are given. What keeps it from one keeps it not
 * out of the archive: it stands among those without a number until that is seen to.
 */
export function numberArchived(context: OfficeContext, issueId: string, retention: Retention | undefined): void {
  if (!selectRecordSettings(contentOf(context))) return;
  try {
    registerRecord(context, issueId, retention);
  } catch (error) {
    if (!(error instanceof OfficeError)) throw error;
    throw new OfficeError(error.code, `已归档，但是还没有编档号。${error.message}`, error.details);
  }
}
