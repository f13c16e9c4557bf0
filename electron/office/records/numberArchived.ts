import type { testRecord } from '#formats/eep/recordRules.ts';
import type { Retention } from '#shared/records/recordSettings.ts';
import type { WritableDatabase } from '#store/database.ts';
import type { OfficeContext, Recorder } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectRecordSettings } from './recordQueries.ts';
import { insertPrepared, type PreparedRecord, prepareRecord } from './registerRecord.ts';

/**
 * Gives an issue that goes into the archive its number in the same transaction, where numbers are given. What keeps it from
 * one keeps it not out of the archive: it then stands among those without a number, and why is returned.
 */
export function numberArchived(
  context: OfficeContext,
  content: WritableDatabase,
  record: Recorder,
  { id, retention }: { readonly id: string; readonly retention?: Retention | undefined },
  test: typeof testRecord,
): OfficeError | undefined {
  if (!selectRecordSettings(content)) return undefined;
  let prepared: PreparedRecord;
  try {
    prepared = prepareRecord(context, id, retention, test);
  } catch (error) {
    if (!(error instanceof OfficeError)) throw error;
    return new OfficeError(error.code, `已归档，但是还没有编档号。${error.message}`, error.details);
  }
  insertPrepared(context, content, record, prepared);
  return undefined;
}
