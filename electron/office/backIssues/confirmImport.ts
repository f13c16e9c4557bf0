import type { WritableDatabase } from '#store/database.ts';
import { instantOf, type OfficeContext, type Recorder, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { type ItemRow, numberOf, selectBatchRow, selectItemRows } from './backIssueQueries.ts';

/** 确认入库, in the transaction of the command: every issue of the batch that was read surely or taken in stands in the archive. */
export function confirmImport(
  context: OfficeContext,
  content: WritableDatabase,
  record: Recorder,
  batchId: string,
): void {
  const batch = selectBatchRow(content, batchId);
  if (batch.state === 'confirming' || batch.state === 'confirmed') {
    throw new OfficeError('illegalState', '这一批已经确认入库。');
  }
  if (batch.state !== 'read') throw new OfficeError('illegalState', '这一批还没有读完，不能入库。请先读完。');
  const rows = selectItemRows(content, batchId);
  const unsure = rows.filter(({ state }) => state === 'unsure').length;
  if (unsure > 0) {
    throw new OfficeError('illegalState', `还有${unsure}个文件存疑。请逐个收下或不收，再确认入库。`, { unsure });
  }
  const issues = rows.filter(({ state }) => state === 'parsed' || state === 'accepted');
  if (issues.length === 0) throw new OfficeError('illegalState', '这一批里没有要入库的刊期。可以撤销这次导入。');
  const taken = takenNumbers(content, batch.publication_id, issues);
  if (taken.length > 0) {
    const shown = taken.slice(0, 5).map(({ path }) => path);
    throw new OfficeError(
      'conflict',
      `有${taken.length}个文件的期号档案中已经有了：${shown.join('、')}。请改正期号，或选不收。`,
    );
  }
  const at = instantOf(context);
  content
    .prepare("UPDATE back_issue_batches SET state = 'confirming', confirmed_by = ?, confirmed_at = ? WHERE id = ?")
    .run(sessionOf(context).personId, at, batchId);
  const insert = content.prepare(
    `INSERT INTO back_issues (id, publication_id, series, year, serial, running, issued_on, kept_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  record('confirmBackIssueImport', batchId, { files: rows.length, issues: issues.length });
  for (const row of issues) {
    const { id, series, year, serial, running, issued_on, sm3 } = row;
    insert.run(id, batch.publication_id, series, year, serial, running, issued_on, at);
    record('keepBackIssue', id, { batch: batchId, file: sm3, number: numberOf(row) ?? null });
  }
}

/** Files whose numbers came into the archive after they were looked at, or stand twice in the batch. */
function takenNumbers(content: WritableDatabase, publicationId: string, rows: readonly ItemRow[]): readonly ItemRow[] {
  const isTaken = content
    .prepare(
      `SELECT 1 FROM (SELECT publication_id, series, year, serial FROM issue_numbers
         UNION ALL SELECT publication_id, series, year, serial FROM back_issues)
       WHERE publication_id = ? AND series = ? AND year = ? AND serial = ?`,
    )
    .pluck();
  const seen = new Set<string>();
  return rows.filter(({ series, year, serial }) => {
    const key = `${series} ${year} ${serial}`;
    const isTwice = seen.has(key);
    seen.add(key);
    return isTwice || isTaken.get(publicationId, series, year, serial) !== undefined;
  });
}
