import type { OpenedPackage } from '#formats/handover/openPackage.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import type { TravellingRow } from '#shared/handover/issueRows.ts';
import { mergeTexts } from '#shared/handover/mergeTexts.ts';
import { articlesSubject } from '#shared/handover/packageManifest.ts';
import { isSigned } from '#shared/workflow/isSigned.ts';
import { withoutTriggersOf } from '#store/content/liftedTriggers.ts';
import type { WritableDatabase } from '#store/database.ts';
import { issueStateOf, selectArticle } from '../articles/articleQueries.ts';
import { instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { addArrival, articleLendingOf, endArticleLending } from './articleLendings.ts';
import { joinArticleMarks } from './articleMarks.ts';
import { articleTexts, type ImportedVersions, importArticle, keepArticleTexts } from './importArticle.ts';
import { importManuscripts, indexArticles, keepFiles } from './importFiles.ts';
import { machineNameOf } from './machineQueries.ts';
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
  /** The machine it was lent to, where what comes has gone on from the text that was lent. */
  readonly backFrom: string | undefined;
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
  requireNotDestroyed(content, rows.get('articles') ?? []);
  const at = instantOf(context);
  const coming = (rows.get('articles') ?? []).map((row) => judged(content, row, received));
  for (const { id, backFrom } of coming) {
    if (backFrom !== undefined)
      endArticleLending(content, { articleId: id, how: 'returned', hash, at, person: personId });
  }
  keepFiles(content, received);
  const versions = new Map<string, ImportedVersions>();
  const tables = [...travellingArticleTables.map(({ table }) => table), 'unresolved_articles'];
  withoutTriggersOf(content, tables, () => {
    content.pragma('defer_foreign_keys = ON');
    const mine = importManuscripts(content, received);
    for (const { id, isTaken } of coming) joinArticleMarks(content, id, rows, isTaken);
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
    kind: 'articles',
    articles: coming.map(({ id, merged, isTaken, backFrom }) => ({
      id,
      title: selectArticle(content, id).title,
      how: isTaken ? 'taken' : merged === 'same' ? 'same' : 'kept',
      ...(backFrom === undefined || backFrom === manifest.sender ? {} : { wasAt: machineNameOf(register, backFrom) }),
    })),
    unresolved,
  };
}

/** What the law of the archive has destroyed does not come back with a package. Throws HandoverRefusal articleDestroyed. */
function requireNotDestroyed(content: WritableDatabase, articles: readonly TravellingRow[]): void {
  const destroyed = content.prepare(
    `SELECT 1 FROM issue_articles JOIN record_items USING (issue_id) JOIN record_destructions USING (record_number)
     WHERE article_id = ?`,
  );
  if (articles.some(({ id }) => destroyed.get(id))) throw new HandoverRefusal('articleDestroyed');
}

function judged(content: WritableDatabase, row: TravellingRow, { rows }: ReceivedRows): Coming {
  const id = String(row.id);
  const { here, coming } = articleTexts(content, row, rows);
  if (!here) return { row, id, merged: 'new', backFrom: undefined, isTaken: true };
  const merged = mergeTexts(here, coming);
  // What is lent is not changed here: whatever has gone on from it comes back, from whichever machine it went to in the end.
  const backFrom = coming.all.has(here.current) ? articleLendingOf(content, id)?.machine : undefined;
  const isTaken = issueStateOf(content, id) === undefined && (merged === 'theirs' || backFrom !== undefined);
  return { row, id, merged, backFrom, isTaken };
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
