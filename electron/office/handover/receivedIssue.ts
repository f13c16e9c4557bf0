import { createHash } from 'node:crypto';
import { sm3 } from 'sm-crypto-v2';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { IssueRows, issueRowsBytes, issueRowsName, type TravellingRow } from '#shared/handover/issueRows.ts';
import { readSignedText } from '#shared/handover/readSignedText.ts';
import { ArticleContent } from '#shared/issue/article.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { manifestName } from '#shared/issue/exportManifest.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { SignedStatement } from '#shared/issue/signOffStatement.ts';
import { Flow } from '#shared/workflow/flowSchema.ts';
import { issueActions, issueStates } from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { filesNamedBy, type RowsByTable, withPictures } from './issueRows.ts';
import { packagePart } from './packageParts.ts';
import { columnsOf, travellingTables } from './travellingTables.ts';

/** An issue as a package brings it, read and compared with itself; who signed it is not proved yet. */
export interface ReceivedIssue {
  readonly issueId: string;
  readonly publicationId: string;
  readonly isCopy: boolean;
  readonly legs: IssueRows['legs'];
  /** SM3 of the manifest that was signed at 签发; undefined before. */
  readonly signed: string | undefined;
  readonly step: number;
  /** Ready to be put in, documents with their pictures. */
  readonly rows: RowsByTable;
  readonly images: IssueRows['images'];
  readonly scans: IssueRows['scans'];
  /** Of the package it lies in, for the files. */
  readonly hash: string;
}

/** Reads an issue from the parts of a package that were kept. Throws HandoverRefusal contentIncomplete, recordsNewer. */
export function readReceivedIssue(content: ReadableDatabase, hash: string, issue: string | null): ReceivedIssue {
  const bytes = packagePart(content, hash, issueRowsName, issueRowsBytes);
  const read = bytes && readSignedText(bytes.toString('utf8'), IssueRows);
  if (!read || read.issue !== issue) throw new HandoverRefusal('contentIncomplete');
  const rows = new Map<string, readonly TravellingRow[]>();
  for (const name of Object.keys(read.tables)) {
    if (!travellingTables.some(({ table }) => table === name)) throw new HandoverRefusal('recordsNewer');
  }
  const pictures = new Map<string, Buffer>();
  for (const { name } of read.images) {
    const picture = packagePart(content, hash, `images/${name}`);
    if (!picture || createHash('sha256').update(picture).digest('hex') !== name) {
      throw new HandoverRefusal('contentIncomplete');
    }
    pictures.set(name, picture);
  }
  for (const { name } of read.scans) {
    const scan = packagePart(content, hash, `scans/${name}`);
    if (!scan || sm3(scan) !== name) throw new HandoverRefusal('contentIncomplete');
  }
  try {
    for (const one of travellingTables) {
      const columns = new Map(columnsOf(content, one).map((column) => [column.name, column]));
      const given = read.tables[one.table] ?? [];
      for (const row of given) requireColumns(row, columns);
      rows.set(
        one.table,
        given.map((row) =>
          typeof row.document === 'string'
            ? { ...row, document: withPictures(row.document, (name) => pictures.get(name)) }
            : row,
        ),
      );
    }
    requireWhole(rows, read.issue);
  } catch (error) {
    if (error instanceof HandoverRefusal) throw error;
    // What a schema refuses, and JSON that is none.
    throw new HandoverRefusal('contentIncomplete', {}, { cause: error });
  }
  const named = filesNamedBy(rows);
  const brought = { images: read.images.map(({ name }) => name), scans: read.scans.map(({ name }) => name) };
  if (String(named.images) !== String(brought.images) || String(named.scans) !== String(brought.scans)) {
    throw new HandoverRefusal('contentIncomplete');
  }
  const [row] = rows.get('issues') ?? [];
  const manifest = packagePart(content, hash, `frozen/${manifestName}`);
  return {
    issueId: read.issue,
    publicationId: String(row?.publication_id),
    isCopy: read.isCopy,
    legs: read.legs,
    signed: manifest && sm3(manifest),
    step: Number(row?.step),
    rows,
    images: read.images,
    scans: read.scans,
    hash,
  };
}

/** A column that this base does not know comes from a later program; one that is left out has to have a default. */
function requireColumns(
  row: TravellingRow,
  columns: ReadonlyMap<string, { readonly type: string; readonly notnull: 0 | 1; readonly dflt_value: string | null }>,
): void {
  for (const [name, value] of Object.entries(row)) {
    const column = columns.get(name);
    if (!column) throw new HandoverRefusal('recordsNewer');
    const isOfType =
      value === null ? column.notnull === 0 : typeof value === (column.type === 'TEXT' ? 'string' : 'number');
    if (!isOfType) throw new HandoverRefusal('contentIncomplete');
  }
  for (const [name, { notnull, dflt_value }] of columns) {
    if (notnull === 1 && dflt_value === null && !(name in row)) throw new HandoverRefusal('contentIncomplete');
  }
}

/** Rows of this issue and its articles only, each of the form that the office writes. */
function requireWhole(rows: RowsByTable, issueId: string): void {
  const of = (table: string) => rows.get(table) ?? [];
  const demand = (isSo: boolean) => {
    if (!isSo) throw new HandoverRefusal('contentIncomplete');
  };
  const [issue, ...more] = of('issues');
  demand(issue !== undefined && more.length === 0 && issue.id === issueId);
  if (!issue) return;
  demand((issueStates as readonly unknown[]).includes(issue.state));
  for (const table of [
    'issue_flows',
    'issue_articles',
    'issue_numbers',
    'issue_steps',
    'paper_sign_offs',
    'sign_offs',
    'issue_comments',
    'seen_documents',
    'issue_views',
    'recall_requests',
    'reminders',
  ]) {
    demand(of(table).every((row) => row.issue_id === issueId));
  }
  const articles = new Set(of('articles').map(({ id }) => id));
  demand(
    articles.size === of('issue_articles').length &&
      of('issue_articles').every((row) => articles.has(row.article_id ?? null)),
  );
  for (const table of [
    'article_versions',
    'article_bases',
    'article_comments',
    'article_take_overs',
    'ignored_findings',
    'originator_consents',
  ]) {
    demand(of(table).every((row) => articles.has(row.article_id ?? null)));
  }
  const within = (table: string, column: string, among: string, key = 'id') => {
    const keys = new Set(of(among).map((row) => row[key]));
    demand(of(table).every((row) => row[column] === null || row[column] === undefined || keys.has(row[column])));
  };
  within('article_comment_answers', 'comment_id', 'article_comments');
  within('recall_answers', 'request_id', 'recall_requests');
  within('paper_confirmations', 'paper_id', 'paper_sign_offs');
  within('sign_offs', 'paper', 'paper_sign_offs');
  within('articles', 'manuscript_id', 'manuscripts');
  for (const table of ['sign_offs', 'issue_steps', 'recall_answers']) within(table, 'delegation_id', 'delegations');
  for (const table of ['marking_consents', 'marking_drops', 'marking_reviews']) {
    within(table, 'record', 'marking_records', 'number');
  }
  within('marking_drop_answers', 'drop_number', 'marking_drops', 'number');
  for (const table of ['originator_consents', 'originator_corrections']) {
    within(table, 'origin', 'marking_records', 'number');
  }
  demand(
    of('marking_records').every(({ subject_kind: kind, subject_id: subject }) =>
      kind === 'issue' ? subject === issueId : articles.has(subject ?? null),
    ),
  );
  for (const { content } of [...of('article_versions'), ...of('article_bases')])
    ArticleContent.parse(JSON.parse(String(content)));
  for (const { flow } of of('issue_flows')) Flow.parse(JSON.parse(String(flow)));
  for (const { statement } of [...of('sign_offs'), ...of('paper_sign_offs'), ...of('paper_confirmations')]) {
    SignedStatement.parse(JSON.parse(String(statement)));
  }
  for (const { action } of of('issue_steps')) demand((issueActions as readonly unknown[]).includes(action));
  const document = IssueDocument.parse(JSON.parse(String(issue.document)));
  demand(contentHash(document) === issue.content_hash);
  for (const row of of('sign_offs')) {
    demand(contentHash(IssueDocument.parse(JSON.parse(String(row.document)))) === row.content_hash);
  }
  // What is signed is what the versions say.
  const versions = new Map(of('article_versions').map((row) => [`${row.article_id} ${row.version}`, row]));
  demand(document.articles.length === of('issue_articles').length || issue.state === 'void');
  for (const { article_id: article, version, place } of of('issue_articles')) {
    const text = versions.get(`${article} ${version}`);
    const printed = document.articles[Number(place) - 1];
    if (!text || !printed || printed.id !== article) throw new HandoverRefusal('contentIncomplete');
    const { id: _id, ...plain } = printed;
    demand(
      JSON.stringify(ArticleContent.parse(JSON.parse(String(text.content)))) ===
        JSON.stringify(ArticleContent.parse(plain)),
    );
  }
  for (const row of of('articles')) demand(versions.has(`${row.id} ${row.version}`));
}
