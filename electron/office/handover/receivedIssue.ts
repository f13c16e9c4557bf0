import { createSM3, type IHasher } from 'hash-wasm';
import { handoverLimits } from '#shared/handover/handoverLimits.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { IssueRows, issueRowsBytes, issueRowsName, type TravellingRow } from '#shared/handover/issueRows.ts';
import type { PackagePart } from '#shared/handover/packageManifest.ts';
import { ArticleContent } from '#shared/issue/article.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { hashedContent } from '#shared/issue/contentHash.ts';
import { manifestName } from '#shared/issue/exportManifest.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { readSignedText } from '#shared/issue/readSignedText.ts';
import { SignedStatement } from '#shared/issue/signOffStatement.ts';
import { Flow } from '#shared/workflow/flowSchema.ts';
import { issueActions, issueStates } from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { documentPieces } from './documentPieces.ts';
import { expandedBytes, type RowsByTable } from './issueRows.ts';
import { packagePart } from './packageParts.ts';
import { isUnreadable, packagePictures, type ReceivedRows, requireNamedFiles, requireRows } from './receivedRows.ts';
import { requireWholeArticles } from './requireWholeArticles.ts';
import { travellingTables } from './travellingTables.ts';

/** An issue as a package brings it, read and compared with itself; who signed it is not proved yet. */
export interface ReceivedIssue extends ReceivedRows {
  readonly issueId: string;
  readonly publicationId: string;
  readonly isCopy: boolean;
  readonly legs: IssueRows['legs'];
  /** SM3 of the manifest that was signed at 签发; undefined before. */
  readonly signed: string | undefined;
  readonly step: number;
  /** How long its documents are with their pictures. */
  readonly expandedBytes: number;
}

/**
 * Reads an issue from the parts of a package that were kept, holding one picture at a time. Throws HandoverRefusal
 * contentIncomplete, recordsNewer, tooLarge.
 */
export async function readReceivedIssue(
  content: ReadableDatabase,
  {
    hash,
    issue,
    parts,
  }: { readonly hash: string; readonly issue: string | null; readonly parts: readonly PackagePart[] },
): Promise<ReceivedIssue> {
  const bytes = packagePart(content, hash, issueRowsName, issueRowsBytes);
  const read = bytes && readSignedText(bytes.toString('utf8'), IssueRows);
  if (!read || read.issue !== issue) throw new HandoverRefusal('contentIncomplete');
  const { rows, digests } = requireRows(content, { hash, parts }, travellingTables, read);
  const lengths = new Map(parts.map((part) => [part.name, part.bytes]));
  const hasher = await createSM3();
  const pictureOf = packagePictures(content, hash);
  try {
    requireNamedFiles(rows, read);
    const expanded = expandedBytes(rows, (name) => lengths.get(`images/${name}`) ?? 0);
    if (expanded > handoverLimits.expandedBytes) throw new HandoverRefusal('tooLarge');
    requireWhole(rows, read.issue, (document) => contentHashOf(document, pictureOf, hasher));
    const [row] = rows.get('issues') ?? [];
    return {
      issueId: read.issue,
      publicationId: String(row?.publication_id),
      isCopy: read.isCopy,
      legs: read.legs,
      signed: digests.get(`frozen/${manifestName}`),
      step: Number(row?.step),
      rows,
      images: read.images,
      scans: read.scans,
      hash,
      digests,
      expandedBytes: expanded,
    };
  } catch (error) {
    if (error instanceof HandoverRefusal) throw error;
    // What a schema refuses, and JSON that is none.
    if (isUnreadable(error)) throw new HandoverRefusal('contentIncomplete', {}, { cause: error });
    throw error;
  }
}

/** As `contentHash` has it, of a document whose pictures lie in a package. */
function contentHashOf(document: IssueDocument, pictureOf: (sha256: string) => Buffer, hasher: IHasher): string {
  hasher.init();
  for (const piece of documentPieces(hashedContent(document), pictureOf)) hasher.update(piece);
  return hasher.digest('hex');
}

/** Rows of this issue and its articles only, each of the form that the office writes. */
function requireWhole(rows: RowsByTable, issueId: string, hashOf: (document: IssueDocument) => string): void {
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
  requireWholeArticles(rows);
  const within = (table: string, column: string, among: string) => {
    const keys = new Set(of(among).map(({ id }) => id));
    demand(of(table).every((row) => row[column] === null || row[column] === undefined || keys.has(row[column])));
  };
  within('recall_answers', 'request_id', 'recall_requests');
  within('paper_confirmations', 'paper_id', 'paper_sign_offs');
  within('sign_offs', 'paper', 'paper_sign_offs');
  for (const table of ['sign_offs', 'issue_steps', 'recall_answers']) within(table, 'delegation_id', 'delegations');
  // Steps alone are signed with the delegation they were taken by.
  const delegations = new Set(of('issue_steps').map((row) => row.delegation_id));
  demand(of('delegations').every(({ id }) => delegations.has(id)));
  demand(
    of('marking_records').every(({ subject_kind: kind, subject_id: subject }) =>
      kind === 'issue' ? subject === issueId : articles.has(subject ?? null),
    ),
  );
  for (const { flow } of of('issue_flows')) Flow.parse(JSON.parse(String(flow)));
  for (const { statement } of [...of('sign_offs'), ...of('paper_sign_offs'), ...of('paper_confirmations')]) {
    SignedStatement.parse(JSON.parse(String(statement)));
  }
  for (const { action } of of('issue_steps')) demand((issueActions as readonly unknown[]).includes(action));
  const document = travellingDocument(issue);
  demand(hashOf(document) === issue.content_hash);
  // One that was signed again and again without a change is told in the same words each time.
  const hashes = new Map([[issue.document, issue.content_hash]]);
  for (const row of of('sign_offs')) {
    const hash = hashes.get(row.document ?? null) ?? hashOf(travellingDocument(row));
    hashes.set(row.document ?? null, hash);
    demand(hash === row.content_hash);
  }
  const seen = new Set(of('seen_documents').map(({ content_hash: hash }) => hash));
  const views = new Set(of('issue_views').map(({ content_hash: hash }) => hash));
  demand(seen.size === of('seen_documents').length && [...seen].every((hash) => views.has(hash)));
  demand([...views].every((hash) => seen.has(hash)));
  for (const row of of('seen_documents')) requireSeen(row);
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
}

/** In the one form it travels in: its pictures have no bytes, which would not be those of the files. */
function travellingDocument({ document }: TravellingRow): IssueDocument {
  const read = IssueDocument.parse(JSON.parse(String(document)));
  const hasBytes = Object.values(read.images).some(({ bytes }) => bytes !== '');
  if (hasBytes || canonicalJson(read) !== document) throw new HandoverRefusal('contentIncomplete');
  return read;
}

/** What was seen is put down without pictures and without the number of copies. */
function requireSeen({ document }: TravellingRow): void {
  const seen = JSON.parse(String(document)) as Partial<IssueDocument>;
  if (seen.images !== undefined || seen.copies !== undefined) throw new HandoverRefusal('contentIncomplete');
  const figures = (seen.articles ?? []).flatMap(({ body }) =>
    body.flatMap((block) => (block.role === 'figure' ? [block.image] : [])),
  );
  const images = Object.fromEntries(figures.map((name) => [name, { mime: 'image/png', bytes: '' }]));
  IssueDocument.parse({ ...seen, images });
}
