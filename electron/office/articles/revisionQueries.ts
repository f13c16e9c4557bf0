import { ArticleContent } from '#shared/issue/article.ts';
import type { RevisionStep } from '#shared/revision/changeAuthors.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectVersion } from './articleQueries.ts';

export interface ArticleBase {
  /** Counts the acceptances of changes, over all articles; 0 where this one had none. */
  readonly number: number;
  readonly content: ArticleContent;
  /** Changes were made in the versions after this one. */
  readonly fromVersion: number;
}

/** The newest 底稿 of an article: what it began with where no change was accepted yet. */
export function selectBase(content: ReadableDatabase, articleId: string): ArticleBase {
  const row = content
    .prepare(
      'SELECT number, content, from_version FROM article_bases WHERE article_id = ? ORDER BY number DESC LIMIT 1',
    )
    .get(articleId) as { readonly number: number; readonly content: string; readonly from_version: number } | undefined;
  if (!row) {
    // The earliest there is: earlier drafts may have been removed long after the issue was archived.
    const first = content
      .prepare('SELECT coalesce(min(version), 1) FROM article_versions WHERE article_id = ?')
      .pluck()
      .get(articleId) as number;
    return { number: 0, content: selectVersion(content, articleId, first).content, fromVersion: first };
  }
  return { number: row.number, content: ArticleContent.parse(JSON.parse(row.content)), fromVersion: row.from_version };
}

export function insertBase(
  content: WritableDatabase,
  articleId: string,
  base: Omit<ArticleBase, 'number'>,
  taken: { readonly by: string; readonly at: string },
): void {
  content
    .prepare('INSERT INTO article_bases (article_id, content, from_version, taken_by, taken_at) VALUES (?, ?, ?, ?, ?)')
    .run(articleId, JSON.stringify(base.content), base.fromVersion, taken.by, taken.at);
}

/** The versions after one, oldest first, each as its author left it. */
export function selectSteps(
  content: ReadableDatabase,
  articleId: string,
  afterVersion: number,
): (RevisionStep & { readonly version: number })[] {
  const rows = content
    .prepare(
      `SELECT version, author, saved_at, content FROM article_versions WHERE article_id = ? AND version > ? ORDER BY version`,
    )
    .all(articleId, afterVersion) as readonly {
    readonly version: number;
    readonly author: string;
    readonly saved_at: string;
    readonly content: string;
  }[];
  return rows.map((row) => ({
    version: row.version,
    personId: row.author,
    at: row.saved_at,
    content: ArticleContent.parse(JSON.parse(row.content)),
  }));
}
