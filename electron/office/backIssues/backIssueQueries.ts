import type {
  BackIssue,
  BackIssueBatch,
  BackIssueDoubt,
  BackIssueDuplicate,
  BackIssueItem,
  BackIssueItemState,
} from '#shared/contract/backIssueCommands.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { IssueDocument, type IssueNumber } from '#shared/issue/issueDocument.ts';
import { issueNumberText } from '#shared/search/issuePassages.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { OfficeError } from '../officeError.ts';

export interface BatchRow {
  readonly id: string;
  readonly publication_id: string;
  readonly publication_name: string;
  readonly folder: string;
  readonly state: BackIssueBatch['state'];
  readonly is_missing: number;
  readonly left_out: number;
  readonly started_by: string;
  readonly started_at: string;
  readonly confirmed_by: string | null;
  readonly confirmed_at: string | null;
}

export interface ItemRow {
  readonly id: string;
  readonly batch_id: string;
  readonly path: string;
  readonly bytes: number;
  readonly state: BackIssueItemState;
  readonly kind: 'docx' | 'text' | 'pdf' | null;
  readonly sm3: string | null;
  readonly series: IssueNumber['series'] | null;
  readonly year: number | null;
  readonly serial: number | null;
  readonly running: number | null;
  readonly issued_on: string | null;
  readonly articles: number;
  readonly failure: string | null;
  readonly reasons: string;
  readonly duplicate_of: string | null;
}

/** All of a row but its texts, which are large. */
const itemColumns = `back_issue_items.id, batch_id, path, bytes, back_issue_items.state, kind, sm3, series, year, serial,
  running, issued_on, articles, failure, reasons, duplicate_of`;

export function selectBatchRows(content: ReadableDatabase): readonly BatchRow[] {
  return content
    .prepare('SELECT * FROM back_issue_batches ORDER BY started_at DESC, rowid DESC')
    .all() as readonly BatchRow[];
}

/** Throws notFound. */
export function selectBatchRow(content: ReadableDatabase, id: string): BatchRow {
  const row = content.prepare('SELECT * FROM back_issue_batches WHERE id = ?').get(id) as BatchRow | undefined;
  if (!row) throw new OfficeError('notFound', '找不到这一批导入，可能已经撤销。');
  return row;
}

export function batchOf(content: ReadableDatabase, register: ReadableDatabase, row: BatchRow): BackIssueBatch {
  const counts = content
    .prepare('SELECT state, count(*) AS count FROM back_issue_items WHERE batch_id = ? GROUP BY state')
    .all(row.id) as readonly { readonly state: BackIssueItemState; readonly count: number }[];
  const countOf = (state: BackIssueItemState) => counts.find((one) => one.state === state)?.count ?? 0;
  const kept = content
    .prepare(
      `SELECT count(*) FROM back_issue_items WHERE batch_id = ?
         AND id IN (SELECT back_issue_id FROM search_passages WHERE back_issue_id IS NOT NULL)`,
    )
    .pluck();
  const nameOf = (id: string) => selectPerson(register, id)?.name ?? id;
  return {
    id: row.id,
    publicationId: row.publication_id,
    publicationName: row.publication_name,
    folder: row.folder,
    state: row.state,
    isMissing: row.is_missing === 1,
    startedBy: nameOf(row.started_by),
    startedAt: row.started_at,
    ...(row.confirmed_by === null ? {} : { confirmedBy: nameOf(row.confirmed_by) }),
    ...(row.confirmed_at === null ? {} : { confirmedAt: row.confirmed_at }),
    counts: {
      waiting: countOf('waiting'),
      parsed: countOf('parsed'),
      unsure: countOf('unsure'),
      duplicate: countOf('duplicate'),
      failed: countOf('failed'),
      accepted: countOf('accepted'),
      skipped: countOf('skipped'),
    },
    leftOut: row.left_out,
    kept: row.confirmed_by === null ? 0 : (kept.get(row.id) as number),
  };
}

export function selectItemRows(content: ReadableDatabase, batchId: string): readonly ItemRow[] {
  return content
    .prepare(`SELECT ${itemColumns} FROM back_issue_items WHERE batch_id = ? ORDER BY rowid`)
    .all(batchId) as readonly ItemRow[];
}

/** Throws notFound. */
export function selectItemRow(content: ReadableDatabase, id: string): ItemRow {
  const row = content.prepare(`SELECT ${itemColumns} FROM back_issue_items WHERE id = ?`).get(id) as
    | ItemRow
    | undefined;
  if (!row) throw new OfficeError('notFound', '找不到这个文件，这一批导入可能已经撤销。');
  return row;
}

/** Undefined for a file that could not be read. */
export function selectItemDocument(content: ReadableDatabase, id: string): IssueDocument | undefined {
  const json = content.prepare('SELECT document FROM back_issue_items WHERE id = ?').pluck().get(id) as string | null;
  return json === null ? undefined : IssueDocument.parse(JSON.parse(json));
}

export function itemOf(row: ItemRow): BackIssueItem {
  const number = numberOf(row);
  return {
    id: row.id,
    path: row.path,
    bytes: row.bytes,
    state: row.state,
    ...(number ? { numberText: issueNumberText(number) } : {}),
    ...(row.issued_on === null ? {} : { date: row.issued_on }),
    articles: row.articles,
    reasons: JSON.parse(row.reasons) as BackIssueDoubt[],
    ...(row.duplicate_of === null ? {} : { duplicateOf: JSON.parse(row.duplicate_of) as BackIssueDuplicate }),
    ...(row.failure === null ? {} : { failure: row.failure }),
  };
}

export function numberOf({
  series,
  year,
  serial,
  running,
}: Pick<ItemRow, 'series' | 'year' | 'serial' | 'running'>): IssueNumber | undefined {
  if (series === null || year === null || serial === null) return undefined;
  return { series, year, serial, ...(running === null ? {} : { running }) };
}

interface StoredBackIssue {
  readonly id: string;
  readonly batch_id: string;
  readonly publication_name: string;
  readonly series: IssueNumber['series'];
  readonly year: number;
  readonly serial: number;
  readonly running: number | null;
  readonly issued_on: string;
  readonly kept_at: string;
  readonly path: string;
  readonly titles: string;
}

/** The back issues of the archive, the newest first; one of them where it is named. */
export function selectBackIssues(content: ReadableDatabase, id?: string): BackIssue[] {
  const rows = content
    .prepare(
      `SELECT back_issues.id, batch_id, publication_name, back_issues.series, back_issues.year, back_issues.serial,
         back_issues.running, back_issues.issued_on, kept_at, path,
         (SELECT json_group_array(json_extract(value, '$.title')) FROM json_each(document, '$.articles')) AS titles
       FROM back_issues JOIN back_issue_items ON back_issue_items.id = back_issues.id
         JOIN back_issue_batches ON back_issue_batches.id = batch_id
       ${id === undefined ? '' : 'WHERE back_issues.id = ?'}
       ORDER BY back_issues.issued_on DESC, back_issues.serial DESC, back_issues.id`,
    )
    .all(...(id === undefined ? [] : [id])) as readonly StoredBackIssue[];
  return rows.map((row) => ({
    id: row.id,
    batchId: row.batch_id,
    publicationName: row.publication_name,
    numberText: issueNumberText({
      series: row.series,
      year: row.year,
      serial: row.serial,
      ...(row.running === null ? {} : { running: row.running }),
    }),
    date: row.issued_on,
    titles: (JSON.parse(row.titles) as readonly string[]).map((title) =>
      titleInOneLine(typeof title === 'string' ? (JSON.parse(title) as string[]) : title),
    ),
    fileName: row.path.slice(row.path.lastIndexOf('/') + 1),
    keptAt: row.kept_at,
  }));
}
