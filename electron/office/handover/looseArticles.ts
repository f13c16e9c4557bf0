import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import type { ImportedVersions } from './importArticle.ts';
import type { ReceivedIssue } from './receivedIssue.ts';
import { markUnresolved } from './unresolvedArticles.ts';

/** The articles of an issue that comes which are here and stand in no issue; to be asked before it is put in. */
export function looseArticles(content: ReadableDatabase, { rows }: ReceivedIssue): ReadonlySet<string> {
  const isLoose = content.prepare(
    `SELECT 1 FROM articles WHERE id = @id AND NOT EXISTS (SELECT 1 FROM issue_articles WHERE article_id = @id)`,
  );
  const ids = (rows.get('articles') ?? []).map(({ id }) => String(id));
  return new Set(ids.filter((id) => isLoose.get({ id }) !== undefined));
}

/**
 * Of these articles, those whose text here the other side has never had: a person decides which of the two stands, so that
 * nothing that was written here goes out of sight unread. Gives their ids.
 */
export function markLoose(
  content: WritableDatabase,
  loose: ReadonlySet<string>,
  versions: ReadonlyMap<string, ImportedVersions>,
  cameFrom: Omit<Parameters<typeof markUnresolved>[1], 'articleId' | 'other'>,
): readonly string[] {
  const marked: string[] = [];
  for (const [articleId, { here, coming, versionOf }] of versions) {
    const other = here && versionOf.get(here.current);
    if (!here || other === undefined || !loose.has(articleId) || coming.all.has(here.current)) continue;
    markUnresolved(content, { ...cameFrom, articleId, other });
    marked.push(articleId);
  }
  return marked;
}
