import { ArticleRows, articleRowsName } from '#shared/handover/articleRows.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { issueRowsBytes } from '#shared/handover/issueRows.ts';
import type { PackagePart } from '#shared/handover/packageManifest.ts';
import { readSignedText } from '#shared/issue/readSignedText.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { packagePart } from './packageParts.ts';
import { isUnreadable, type ReceivedRows, requireNamedFiles, requireRows } from './receivedRows.ts';
import { requireWholeArticles } from './requireWholeArticles.ts';
import { travellingArticleTables, travellingTables } from './travellingTables.ts';

/**
 * Reads articles from the parts of a package that were kept: rows of articles and their marks, the files those name, and nothing
 * else; what is an issue's is none of it. Throws HandoverRefusal contentIncomplete, recordsNewer.
 */
export function readReceivedArticles(
  content: ReadableDatabase,
  { hash, parts }: { readonly hash: string; readonly parts: readonly PackagePart[] },
): ReceivedRows {
  const bytes = packagePart(content, hash, articleRowsName, issueRowsBytes);
  const read = bytes && readSignedText(bytes.toString('utf8'), ArticleRows);
  if (!read) throw new HandoverRefusal('contentIncomplete');
  const isOfIssues = (name: string) =>
    travellingTables.some(({ table }) => table === name) &&
    !travellingArticleTables.some(({ table }) => table === name);
  if (Object.keys(read.tables).some(isOfIssues)) throw new HandoverRefusal('contentIncomplete');
  const { rows, digests } = requireRows(content, { hash, parts }, travellingArticleTables, read);
  const { images, scans } = read;
  try {
    requireNamedFiles(rows, read);
    requireWholeArticles(rows);
    requireOnlyTheirs(
      rows,
      [articleRowsName, ...images.map(({ name }) => `images/${name}`), ...scans.map(({ name }) => `scans/${name}`)],
      parts,
    );
  } catch (error) {
    if (isUnreadable(error)) throw new HandoverRefusal('contentIncomplete', {}, { cause: error });
    throw error;
  }
  return { rows, images, scans, hash, digests };
}

/** At least one article; marks and manuscripts of these alone; and no part that nothing names. */
function requireOnlyTheirs(rows: ReceivedRows['rows'], named: readonly string[], parts: readonly PackagePart[]): void {
  const of = (table: string) => rows.get(table) ?? [];
  const articles = new Set(of('articles').map(({ id }) => id));
  const originals = new Set(of('articles').map(({ manuscript_id: manuscript }) => manuscript));
  const files = new Set([...named, ...of('manuscripts').map(({ id }) => `manuscripts/${id}`)]);
  const isTheirs =
    articles.size > 0 &&
    articles.size === of('articles').length &&
    of('manuscripts').every(({ id }) => originals.has(id ?? null)) &&
    of('marking_records').every(
      ({ subject_kind: kind, subject_id: subject }) => kind === 'article' && articles.has(subject ?? null),
    ) &&
    parts.every(({ name }) => files.has(name)) &&
    files.size === parts.length;
  if (!isTheirs) throw new HandoverRefusal('contentIncomplete');
}
