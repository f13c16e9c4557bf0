import type { BackIssueDoubt, BackIssueDuplicate } from '#shared/contract/backIssueCommands.ts';
import { IssueDocument, type IssueNumber } from '#shared/issue/issueDocument.ts';
import { issueNumberText } from '#shared/search/issuePassages.ts';
import { issueWords } from '#shared/search/issueWords.ts';
import { overlap } from '#shared/search/overlap.ts';
import { likelyBackIssueItems, likelyIssues } from '#store/content/backIssuePrints.ts';
import type { ReadableDatabase } from '#store/database.ts';

/** From so large a share of either text in the other on, two issues are one. */
const sameShare = 0.9;

export interface CheckedFile {
  readonly id: string;
  readonly publicationId: string;
  readonly sm3: string;
  readonly prints: readonly number[];
  readonly document: IssueDocument;
}

export interface FoundDuplicate {
  readonly doubt: BackIssueDoubt;
  readonly of: BackIssueDuplicate;
}

/** What the archive or a batch has of the same bytes, number or text already; files that were left out do not count. */
export function findDuplicate(content: ReadableDatabase, file: CheckedFile): FoundDuplicate | undefined {
  const bytes = sameBytes(content, file);
  if (bytes) return { doubt: { kind: 'sameBytes' }, of: bytes };
  const { number } = file.document;
  const numbered = number ? sameNumber(content, file, number) : undefined;
  if (numbered) return { doubt: { kind: 'sameNumber' }, of: numbered };
  const text = sameText(content, file);
  return text && { doubt: { kind: 'sameText' }, of: text };
}

const counted = "back_issue_items.state IN ('parsed', 'unsure', 'accepted')";

function sameBytes(content: ReadableDatabase, { id, sm3 }: CheckedFile): BackIssueDuplicate | undefined {
  const issue = content.prepare('SELECT issue_id FROM frozen_files WHERE sm3 = ? LIMIT 1').pluck().get(sm3);
  if (issue !== undefined) return ownIssue(content, issue as string);
  const item = content
    .prepare(`SELECT id FROM back_issue_items WHERE sm3 = ? AND id <> ? AND ${counted} ORDER BY rowid LIMIT 1`)
    .pluck()
    .get(sm3, id);
  return item === undefined ? undefined : fileOrBackIssue(content, item as string);
}

function sameNumber(
  content: ReadableDatabase,
  { id, publicationId }: CheckedFile,
  { series, year, serial }: IssueNumber,
): BackIssueDuplicate | undefined {
  const issue = content
    .prepare(
      'SELECT issue_id FROM issue_numbers WHERE publication_id = ? AND series = ? AND year = ? AND serial = ? LIMIT 1',
    )
    .pluck()
    .get(publicationId, series, year, serial);
  if (issue !== undefined) return ownIssue(content, issue as string);
  const item = content
    .prepare(
      `SELECT back_issue_items.id FROM back_issue_items JOIN back_issue_batches ON back_issue_batches.id = batch_id
       WHERE publication_id = ? AND year = ? AND serial = ? AND series = ? AND back_issue_items.id <> ? AND ${counted}
       ORDER BY back_issue_items.rowid LIMIT 1`,
    )
    .pluck()
    .get(publicationId, year, serial, series, id);
  return item === undefined ? undefined : fileOrBackIssue(content, item as string);
}

function sameText(content: ReadableDatabase, { id, prints, document }: CheckedFile): BackIssueDuplicate | undefined {
  const words = issueWords(document);
  const percentOf = (json: unknown) => {
    const other = issueWords(IssueDocument.parse(JSON.parse(json as string)));
    const share = Math.min(overlap(words, other).share, overlap(other, words).share);
    return share >= sameShare ? Math.floor(share * 100 + 1e-9) : undefined;
  };
  const itemDocument = content.prepare(`SELECT document FROM back_issue_items WHERE id = ? AND ${counted}`).pluck();
  for (const item of likelyBackIssueItems(content, prints, id)) {
    const json = itemDocument.get(item);
    const percent = typeof json === 'string' ? percentOf(json) : undefined;
    if (percent !== undefined) return { ...fileOrBackIssue(content, item), percent };
  }
  const issueDocument = content.prepare('SELECT document FROM issues WHERE id = ?').pluck();
  for (const issue of likelyIssues(content, prints)) {
    const percent = percentOf(issueDocument.get(issue));
    if (percent !== undefined) return { ...ownIssue(content, issue), percent };
  }
  return undefined;
}

function ownIssue(content: ReadableDatabase, id: string): BackIssueDuplicate {
  const { running, ...number } = content
    .prepare('SELECT series, year, serial, running FROM issue_numbers WHERE issue_id = ?')
    .get(id) as Omit<IssueNumber, 'running'> & { readonly running: number | null };
  return { kind: 'issue', id, shown: issueNumberText({ ...number, ...(running === null ? {} : { running }) }) };
}

function fileOrBackIssue(content: ReadableDatabase, id: string): BackIssueDuplicate {
  const row = content
    .prepare(
      `SELECT path, back_issues.series, back_issues.year, back_issues.serial FROM back_issue_items
       LEFT JOIN back_issues ON back_issues.id = back_issue_items.id WHERE back_issue_items.id = ?`,
    )
    .get(id) as { readonly path: string; series: IssueNumber['series'] | null; year: number; serial: number };
  if (row.series === null) return { kind: 'file', id, shown: row.path };
  const { series, year, serial } = row;
  return { kind: 'backIssue', id, shown: issueNumberText({ series, year, serial }) };
}
