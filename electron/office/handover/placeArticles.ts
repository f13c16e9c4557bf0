import type { OpenedPackage } from '#formats/handover/openPackage.ts';
import type { TravellingRow } from '#shared/handover/issueRows.ts';
import { mergeTexts } from '#shared/handover/mergeTexts.ts';
import { articlesSubject } from '#shared/handover/packageManifest.ts';
import { isSigned } from '#shared/workflow/isSigned.ts';
import { withoutTriggersOf } from '#store/content/liftedTriggers.ts';
import type { WritableDatabase } from '#store/database.ts';
import { issueStateOf, selectArticle } from '../articles/articleQueries.ts';
import { instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { addArrival, articleLendingOf, endArticleLending } from './articleLendings.ts';
import { goesBefore } from './articleMarks.ts';
import { articleTexts, type ImportedVersions, importArticle, keepArticleTexts } from './importArticle.ts';
import { importManuscripts, indexArticles, keepFiles } from './importFiles.ts';
import { importMarkings } from './importMarkings.ts';
import type { Placed } from './placeIssue.ts';
import type { ReceivedRows } from './receivedRows.ts';
import { requireKnownAuthors } from './requireKnownAuthors.ts';
import { requireOwnComments } from './requireOwnRows.ts';
import { travellingArticleTables } from './travellingTables.ts';
import { markUnresolved, selectUnresolvedArticle, settleUnresolved } from './unresolvedArticles.ts';

/** What is to be done with an article that comes. */
interface Coming {
  readonly row: TravellingRow;
  readonly id: string;
  readonly merged: ReturnType<typeof mergeTexts> | 'new';
  /** It takes the place of what is here, and is here from now on. */
  readonly isTaken: boolean;
}

/**
 * Puts single articles that came with what is here: where nothing was written here that the other side has not had, theirs
 * stands; else both texts are kept, and a person decides. An article that stands in an issue here goes on standing there as it
 * is. In the transaction that puts the package on record. Throws HandoverRefusal.
 */
export function placeArticles(
  context: OfficeContext,
  content: WritableDatabase,
  { manifest, hash }: OpenedPackage,
  received: ReceivedRows,
): Placed {
  const { rows } = received;
  const { register, personId } = sessionOf(context);
  requireOwnComments(content, rows);
  requireKnownAuthors(register, rows);
  const at = instantOf(context);
  const coming = (rows.get('articles') ?? []).map((row) => judged(content, row, received, manifest.sender));
  const taken = coming.filter(({ isTaken }) => isTaken);
  for (const { id } of taken) {
    endArticleLending(content, { articleId: id, how: 'returned', hash, at, person: personId });
  }
  keepFiles(content, received);
  const versions = new Map<string, ImportedVersions>();
  const tables = [...travellingArticleTables.map(({ table }) => table), 'unresolved_articles'];
  withoutTriggersOf(content, tables, () => {
    content.pragma('defer_foreign_keys = ON');
    const mine = importManuscripts(content, received);
    const marked = coming.filter(({ id, isTaken }) => goesBefore(content, id, rows, isTaken));
    importMarkings(
      content,
      rowsOnlyOf(rows, new Set(marked.map(({ id }) => id))),
      marked.map(({ id }) => ['article', id] as const),
    );
    for (const { row, id, isTaken } of coming) {
      const article = { ...row, manuscript_id: mine.get(row.manuscript_id ?? null) ?? null };
      const put = isTaken ? importArticle : keepArticleTexts;
      versions.set(id, put(content, article, rows));
    }
  });
  indexArticles(content, rows);
  for (const { id, isTaken } of coming) {
    const how = isTaken ? 'taken' : 'kept';
    addArrival(content, { articleId: id, package: hash, machine: manifest.sender, at, how });
    if (isTaken) settleSame(content, id, at, personId);
  }
  const unresolved: string[] = [];
  for (const { id, merged, isTaken } of coming) {
    const state = issueStateOf(content, id);
    if (isTaken || merged === 'same' || merged === 'ours' || (state && (isSigned(state) || state === 'void'))) continue;
    const put = versions.get(id);
    const other = put?.versionOf.get(put.coming.current);
    if (other === undefined) continue;
    const cameFrom = { issueId: articlesSubject, package: hash, machine: manifest.sender, at, person: personId };
    markUnresolved(content, { ...cameFrom, articleId: id, other });
    unresolved.push(id);
  }
  return {
    kind: taken.length > 0 ? 'articles' : 'articlesKept',
    articleIds: coming.map(({ id }) => id),
    unresolved,
  };
}

function judged(content: WritableDatabase, row: TravellingRow, { rows }: ReceivedRows, sender: string): Coming {
  const id = String(row.id);
  const { here, coming } = articleTexts(content, row, rows);
  if (!here) return { row, id, merged: 'new', isTaken: true };
  const merged = mergeTexts(here, coming);
  // Whoever it was lent to has had all that stands here, which has not been changed since.
  const isReturned = articleLendingOf(content, id)?.machine === sender && coming.all.has(here.current);
  const isTaken = issueStateOf(content, id) === undefined && (merged === 'theirs' || isReturned);
  return { row, id, merged, isTaken };
}

/** The rows about the marks of some of the articles; the numbers by which they name each other stay. */
function rowsOnlyOf(rows: ReceivedRows['rows'], articles: ReadonlySet<string>): ReceivedRows['rows'] {
  const records = (rows.get('marking_records') ?? []).filter(({ subject_id: id }) => articles.has(String(id)));
  const numbers = new Set(records.map(({ number }) => number));
  const drops = (rows.get('marking_drops') ?? []).filter(({ record }) => numbers.has(record ?? null));
  const dropNumbers = new Set(drops.map(({ number }) => number));
  const of = (table: string, column: string, among: ReadonlySet<unknown>) =>
    (rows.get(table) ?? []).filter((row) => among.has(row[column]));
  return new Map([
    ['marking_records', records],
    ['marking_drops', drops],
    ['marking_consents', of('marking_consents', 'record', numbers)],
    ['marking_reviews', of('marking_reviews', 'record', numbers)],
    ['marking_drop_answers', of('marking_drop_answers', 'drop_number', dropNumbers)],
    ['originator_consents', of('originator_consents', 'origin', numbers)],
    ['originator_corrections', of('originator_corrections', 'origin', numbers)],
  ]);
}

/** Where the text that stands now is the one that waited beside it, there is nothing left to decide. */
function settleSame(content: WritableDatabase, id: string, at: string, person: string): void {
  const waiting = selectUnresolvedArticle(content, id);
  if (!waiting) return;
  const isSame = content
    .prepare(
      `SELECT 1 FROM article_versions AS one JOIN article_versions AS other USING (article_id, content)
       WHERE article_id = ? AND one.version = ? AND other.version = ?`,
    )
    .get(id, waiting.other, selectArticle(content, id).version);
  if (isSame) settleUnresolved(content, id, at, person);
}
