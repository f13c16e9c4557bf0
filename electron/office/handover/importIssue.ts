import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import type { TravellingRow } from '#shared/handover/issueRows.ts';
import { documentName } from '#shared/issue/exportManifest.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { withoutTriggersOf } from '#store/content/liftedTriggers.ts';
import { indexIssue } from '#store/content/searchIndex.ts';
import type { WritableDatabase } from '#store/database.ts';
import { documentPieces, type PictureOf, withoutPictures } from './documentPieces.ts';
import { type ImportedVersions, importArticle } from './importArticle.ts';
import { importDelegations } from './importDelegations.ts';
import { importManuscripts, indexArticles, keepFiles } from './importFiles.ts';
import { importMarkings } from './importMarkings.ts';
import { insertRow, updateRow } from './insertRow.ts';
import { packagePart } from './packageParts.ts';
import type { ReceivedIssue } from './receivedIssue.ts';
import { packagePictures } from './receivedRows.ts';
import { travellingTables } from './travellingTables.ts';

/** Tables whose rows of an issue are those of the newest state, whatever stood here. */
const replaced = [
  'recall_answers',
  'recall_requests',
  'reminders',
  'sign_offs',
  'paper_confirmations',
  'paper_sign_offs',
  'issue_steps',
  'issue_numbers',
  'issue_articles',
  'issue_flows',
] as const;

const frozenFolder = 'frozen/';

/**
 * Puts an issue in as it stands at whoever sent it, in the place of what is here; texts that only this machine has stay
 * among the versions of their articles. The triggers that let an issue move only by its own steps are lifted for this one
 * transaction, so whoever calls this proves the issue before it ends. Throws HandoverRefusal numberTaken, articleElsewhere,
 * contentIncomplete. Gives the versions that were here only, by article.
 */
export function importIssue(content: WritableDatabase, received: ReceivedIssue): ReadonlyMap<string, ImportedVersions> {
  const { issueId, rows, hash } = received;
  const of = (table: string) => rows.get(table) ?? [];
  requireFree(content, received);
  keepFiles(content, received);
  const versions = new Map<string, ImportedVersions>();
  const [issue] = of('issues');
  if (!issue) throw new HandoverRefusal('contentIncomplete');
  const tables = [...travellingTables.map(({ table }) => table), 'frozen_files', 'paper_files', 'unresolved_articles'];
  withoutTriggersOf(content, tables, () => {
    content.pragma('defer_foreign_keys = ON');
    importMarkings(content, rows, [
      ['issue', issueId],
      ...of('articles').map(({ id }) => ['article', String(id)] as const),
    ]);
    for (const table of replaced) deleteOf(content, table, issueId);
    importDelegations(content, rows);
    const mine = importManuscripts(content, received);
    for (const row of of('articles')) {
      const manuscript = mine.get(row.manuscript_id ?? null) ?? null;
      versions.set(String(row.id), importArticle(content, { ...row, manuscript_id: manuscript }, rows));
    }
    const isKnown = content.prepare('SELECT 1 FROM issues WHERE id = ?').get(issueId) !== undefined;
    const pictureOf = packagePictures(content, hash);
    if (isKnown) updateRow(content, 'issues', 'id', withPictures(issue, pictureOf));
    else insertRow(content, 'issues', withPictures(issue, pictureOf));
    for (const table of [...replaced].reverse()) {
      const number = travellingTables.find((one) => one.table === table)?.number;
      for (const { [number ?? '']: _counted, ...row } of of(table)) {
        insertRow(content, table, withPictures(row, pictureOf));
      }
    }
    for (const row of of('issue_comments')) {
      content.prepare('DELETE FROM issue_comments WHERE id = ? AND issue_id = ?').run(row.id, issueId);
      insertRow(content, 'issue_comments', row);
    }
    for (const row of of('seen_documents')) insertRow(content, 'seen_documents', row, 'OR IGNORE');
    const hasView = content.prepare(
      'SELECT 1 FROM issue_views WHERE issue_id = ? AND person = ? AND content_hash = ? AND at = ?',
    );
    for (const { number: _number, ...row } of of('issue_views')) {
      if (!hasView.get(issueId, row.person, row.content_hash, row.at)) insertRow(content, 'issue_views', row);
    }
    importFrozen(content, received);
  });
  index(content, received);
  return versions;
}

/** A row as it was at its sender; made when it is put in, so that one document is held with its pictures at a time. */
function withPictures(row: TravellingRow, pictureOf: PictureOf): Parameters<typeof insertRow>[2] {
  if (typeof row.document !== 'string') return row;
  const document = JSON.parse(row.document) as Partial<IssueDocument>;
  if (document.images === undefined) return row;
  let bytes = 0;
  for (const piece of documentPieces(document, pictureOf)) bytes += piece.length;
  const utf8 = Buffer.allocUnsafeSlow(bytes);
  let place = 0;
  for (const piece of documentPieces(document, pictureOf)) place += piece.copy(utf8, place);
  return { ...row, document: { utf8 } };
}

function deleteOf(content: WritableDatabase, table: (typeof replaced)[number], issueId: string): void {
  const where = travellingTables.find((one) => one.table === table)?.where ?? '';
  if (table === 'paper_sign_offs') {
    content
      .prepare('DELETE FROM paper_files WHERE paper_id IN (SELECT id FROM paper_sign_offs WHERE issue_id = ?)')
      .run(issueId);
  }
  content.prepare(`DELETE FROM ${table} WHERE ${where}`).run({ issue: issueId });
}

/** Another issue has this number: told before anything is touched. */
function requireFree(content: WritableDatabase, { issueId, rows }: ReceivedIssue): void {
  const [number] = rows.get('issue_numbers') ?? [];
  const taken = content.prepare(
    `SELECT 1 FROM issue_numbers WHERE publication_id = @publication_id AND issue_id <> @issueId AND (
       (series = @series AND year = @year AND serial = @serial) OR running = @running
     )
     UNION ALL SELECT 1 FROM back_issues
     WHERE publication_id = @publication_id AND series = @series AND year = @year AND serial = @serial`,
  );
  if (number && taken.get({ ...number, issueId })) {
    throw new HandoverRefusal('numberTaken');
  }
}

function importFrozen(content: WritableDatabase, { issueId, hash, digests }: ReceivedIssue): void {
  content.prepare('DELETE FROM frozen_files WHERE issue_id = ?').run(issueId);
  const insert = content.prepare('INSERT INTO frozen_files (issue_id, name, bytes, sm3) VALUES (?, ?, ?, ?)');
  for (const [name, sm3] of digests) {
    if (!name.startsWith(frozenFolder)) continue;
    insert.run(issueId, name.slice(frozenFolder.length), packagePart(content, hash, name), sm3);
  }
}

/** What was put in is found as if it had been written here. */
function index(content: WritableDatabase, { issueId, rows }: ReceivedIssue): void {
  indexArticles(content, rows);
  const isIndexed = content.prepare('SELECT 1 FROM search_passages WHERE issue_id = ?').get(issueId) !== undefined;
  if (isIndexed) return;
  const frozen = content
    .prepare(
      `SELECT ${withoutPictures('whole')} FROM (
         SELECT CAST(bytes AS TEXT) AS whole FROM frozen_files WHERE issue_id = ? AND name = ?
       )`,
    )
    .pluck()
    .get(issueId, documentName) as string | undefined;
  if (frozen !== undefined) indexIssue(content, { issueId, document: IssueDocument.parse(JSON.parse(frozen)) });
}
