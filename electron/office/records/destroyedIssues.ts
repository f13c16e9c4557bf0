import type { ReadableDatabase } from '#store/database.ts';
import { contentOf, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { findRecordOf } from './recordQueries.ts';

/** Issues whose files and text were disposed of. */
export function destroyedIssues(content: ReadableDatabase): ReadonlySet<string> {
  const ids = content
    .prepare(
      'SELECT issue_id FROM record_items JOIN record_destructions USING (record_number) WHERE issue_id IS NOT NULL',
    )
    .pluck()
    .all();
  return new Set(ids as readonly string[]);
}

/** Throws illegalState for an issue that was disposed of. */
export function requireThere(context: OfficeContext, issueId: string): void {
  const row = findRecordOf(contentOf(context), issueId);
  if (!row || row.destroyedAt === null) return;
  const day = row.destroyedAt.slice(0, 10);
  throw new OfficeError(
    'illegalState',
    `这一期（${row.recordNumber}）保管期满，已于${day}按规定销毁。题名、摘要和两人的签名在销毁清册中。`,
  );
}
