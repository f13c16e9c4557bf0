import { isMisnamed } from '#formats/intake/isMisnamed.ts';
import type { BackIssueFile } from '#formats/intake/readBackIssueFile.ts';
import { unnamedPublication } from '#formats/text/unnamedPublication.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { backIssuePrints, keepBackIssuePrints } from '#store/content/backIssuePrints.ts';
import type { WritableDatabase } from '#store/database.ts';
import { type BatchRow, selectBatchRow, selectItemRow } from './backIssueQueries.ts';
import { type Judgement, judgeFile } from './judgeFile.ts';

/** Keeps what was read of a file, with its bytes, and what is said of it. */
export function keepReading(
  content: WritableDatabase,
  batch: BatchRow,
  file: { readonly id: string; readonly path: string; readonly sm3: string; readonly bytes: Uint8Array },
  { kind, isMisnamed: isNamedOtherwise, document: parsed, report, original, prints }: BackIssueFile,
): Judgement {
  const judged = {
    ...file,
    publicationId: batch.publication_id,
    publicationName: batch.publication_name,
    prints,
    isMisnamed: isNamedOtherwise,
    document: parsed,
    report,
  };
  const judgement = judgeFile(content, judged);
  // A name that is missing is the publication's own; one that differs stays as it was printed.
  const document =
    parsed.publication.name === unnamedPublication
      ? { ...parsed, publication: { ...parsed.publication, name: batch.publication_name } }
      : parsed;
  content
    .prepare('UPDATE back_issue_items SET kind = ?, sm3 = ?, report = ?, original = ?, bytes = ? WHERE id = ?')
    .run(kind, file.sm3, JSON.stringify(report), original, file.bytes.length, file.id);
  content.prepare('INSERT INTO back_issue_files (item_id, bytes) VALUES (?, ?)').run(file.id, Buffer.from(file.bytes));
  keepBackIssuePrints(content, file.id, prints);
  keepDocument(content, file.id, document, judgement);
  return judgement;
}

export function keepFailure(
  content: WritableDatabase,
  id: string,
  { sm3, failure }: { readonly sm3: string | undefined; readonly failure: string },
): void {
  content
    .prepare("UPDATE back_issue_items SET state = 'failed', sm3 = ?, failure = ? WHERE id = ?")
    .run(sm3 ?? null, failure, id);
}

export function keepDocument(
  content: WritableDatabase,
  id: string,
  document: IssueDocument,
  { state, reasons, duplicateOf }: Judgement | (Omit<Judgement, 'state'> & { readonly state: 'accepted' | 'skipped' }),
): void {
  const { number, date, articles } = document;
  content
    .prepare(
      `UPDATE back_issue_items SET document = ?, series = ?, year = ?, serial = ?, running = ?, issued_on = ?, articles = ?,
         state = ?, reasons = ?, duplicate_of = ? WHERE id = ?`,
    )
    .run(
      JSON.stringify(document),
      number?.series ?? null,
      number?.year ?? null,
      number?.serial ?? null,
      number?.running ?? null,
      date,
      articles.length,
      state,
      JSON.stringify(reasons),
      duplicateOf ? JSON.stringify(duplicateOf) : null,
      id,
    );
}

/** Looks at a file anew as it stands now; `report` is what its reading said. */
export function judgeAgain(content: WritableDatabase, id: string, changed?: IssueDocument): Judgement {
  const row = selectItemRow(content, id);
  const { document, report } = content
    .prepare('SELECT document, report FROM back_issue_items WHERE id = ?')
    .get(id) as {
    readonly document: string;
    readonly report: string;
  };
  const batch = selectBatchRow(content, row.batch_id);
  const said = changed ?? IssueDocument.parse(JSON.parse(document));
  const judgement = judgeFile(content, {
    id,
    path: row.path,
    publicationId: batch.publication_id,
    publicationName: batch.publication_name,
    sm3: row.sm3 ?? '',
    prints: backIssuePrints(content, id),
    isMisnamed: row.kind !== null && isMisnamed(row.path, row.kind),
    document: said,
    report: JSON.parse(report) as readonly { readonly kind: string }[],
  });
  keepDocument(content, id, said, judgement);
  return judgement;
}

/** What was set aside because of a file that has changed or was left out is looked at anew. */
export function judgeDuplicatesOf(content: WritableDatabase, id: string): void {
  const followers = content
    .prepare(
      `SELECT id FROM back_issue_items WHERE state = 'duplicate' AND json_extract(duplicate_of, '$.id') = ? ORDER BY rowid`,
    )
    .pluck()
    .all(id) as readonly string[];
  for (const follower of followers) judgeAgain(content, follower);
}
