import type { ArticleSummary, ArticleVersion } from '#shared/contract/articleCommands.ts';
import { ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import type { IssueState } from '#shared/workflow/issueWorkflow.ts';
import { indexArticle } from '#store/content/indexDrafts.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { OfficeError } from '../officeError.ts';

interface StoredArticle {
  readonly id: string;
  readonly manuscript_id: string | null;
  readonly title: string;
  readonly version: number;
  readonly state: ArticleSummary['state'];
  readonly created_at: string;
  readonly created_by: string;
  readonly saved_at: string;
  readonly author: string;
  readonly issue_id: string | null;
  readonly saves: number;
  readonly shelved_by: string | null;
  readonly shelved_at: string | null;
  readonly started_at: string;
  readonly sealed: 0 | 1;
}

const select = `SELECT articles.*, started_at, saved_at, author, sealed, issue_id FROM articles
  JOIN article_versions ON article_versions.article_id = articles.id AND article_versions.version = articles.version
  LEFT JOIN issue_articles ON issue_articles.article_id = articles.id`;

/** Last saved first. */
export function selectArticles(content: ReadableDatabase): ArticleSummary[] {
  const rows = content.prepare(`${select} ORDER BY saved_at DESC, articles.rowid DESC`).all();
  return rows.map((row) => articleOf(row as StoredArticle));
}

/** Throws notFound. */
export function selectArticle(content: ReadableDatabase, id: string): ArticleSummary {
  const row = content.prepare(`${select} WHERE articles.id = ?`).get(id);
  if (!row) throw new OfficeError('notFound', '找不到这篇稿件。');
  return articleOf(row as StoredArticle);
}

/** The state of the issue an article stands in, undefined when it stands in none. */
export function issueStateOf(content: ReadableDatabase, articleId: string): IssueState | undefined {
  return content
    .prepare('SELECT state FROM issues JOIN issue_articles ON issue_id = issues.id WHERE article_id = ?')
    .pluck()
    .get(articleId) as IssueState | undefined;
}

interface StoredVersion {
  readonly version: number;
  readonly kind: ArticleVersion['kind'];
  readonly name: string;
  readonly author: string;
  readonly started_at: string;
  readonly saved_at: string;
  readonly sealed: 0 | 1;
}

/** Newest first. */
export function selectVersions(content: ReadableDatabase, articleId: string): ArticleVersion[] {
  const rows = content
    .prepare(
      `SELECT version, kind, name, author, started_at, saved_at, sealed FROM article_versions
       WHERE article_id = ? ORDER BY version DESC`,
    )
    .all(articleId);
  return rows.map((row) => versionOf(row as StoredVersion));
}

/** Throws notFound. */
export function selectVersion(
  content: ReadableDatabase,
  articleId: string,
  version: number,
): { readonly version: ArticleVersion; readonly content: ArticleContent } {
  const row = content
    .prepare('SELECT * FROM article_versions WHERE article_id = ? AND version = ?')
    .get(articleId, version);
  if (!row) throw new OfficeError('notFound', '找不到这个版本。');
  const stored = row as StoredVersion & { content: string };
  return { version: versionOf(stored), content: ArticleContent.parse(JSON.parse(stored.content)) };
}

export interface NewVersion {
  readonly content: ArticleContent;
  readonly kind: ArticleVersion['kind'];
  readonly name?: string | undefined;
  readonly by: string;
  readonly at: string;
  readonly sealed: boolean;
}

/** A new article whose first version is kept for good: what it began with. */
export function insertArticle(
  content: WritableDatabase,
  article: {
    readonly id: string;
    readonly manuscriptId?: string | undefined;
    readonly content: ArticleContent;
    readonly at: string;
    readonly by: string;
  },
): void {
  content
    .prepare('INSERT INTO articles (id, manuscript_id, title, created_at, created_by) VALUES (?, ?, ?, ?, ?)')
    .run(article.id, article.manuscriptId ?? null, titleInOneLine(article.content.title), article.at, article.by);
  const name = article.manuscriptId === undefined ? '初稿' : '来稿原文';
  insertVersion(content, article.id, { ...article, kind: 'named', name, sealed: true });
}

/** Adds the next version and makes it the article's; returns its number. */
export function insertVersion(content: WritableDatabase, articleId: string, version: NewVersion): number {
  const previous = content.prepare('SELECT version FROM articles WHERE id = ?').pluck().get(articleId) as number;
  const number = previous + 1;
  content
    .prepare(
      `INSERT INTO article_versions (article_id, version, content, kind, name, author, started_at, saved_at, sealed)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      articleId,
      number,
      JSON.stringify(version.content),
      version.kind,
      version.name ?? '',
      version.by,
      version.at,
      version.at,
      version.sealed ? 1 : 0,
    );
  content
    .prepare('UPDATE articles SET version = ?, title = ? WHERE id = ?')
    .run(number, titleInOneLine(version.content.title), articleId);
  indexArticle(content, articleId, version.content, version.at);
  return number;
}

/** Writes on in a version that is not sealed. */
export function extendVersion(
  content: WritableDatabase,
  articleId: string,
  version: number,
  text: ArticleContent,
  at: string,
): void {
  content
    .prepare('UPDATE article_versions SET content = ?, saved_at = ? WHERE article_id = ? AND version = ?')
    .run(JSON.stringify(text), at, articleId, version);
  content.prepare('UPDATE articles SET title = ? WHERE id = ?').run(titleInOneLine(text.title), articleId);
  indexArticle(content, articleId, text, at);
}

/** From here on the version is never changed; one that was sealed before keeps its kind and its name. */
export function sealVersion(
  content: WritableDatabase,
  articleId: string,
  version: number,
  seal: { readonly kind: ArticleVersion['kind']; readonly name?: string | undefined },
): void {
  content
    .prepare(
      'UPDATE article_versions SET sealed = 1, kind = ?, name = ? WHERE article_id = ? AND version = ? AND sealed = 0',
    )
    .run(seal.kind, seal.name ?? '', articleId, version);
}

function articleOf(row: StoredArticle): ArticleSummary {
  return {
    id: row.id,
    ...(row.manuscript_id === null ? {} : { manuscriptId: row.manuscript_id }),
    title: row.title,
    state: row.state,
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    savedAt: row.saved_at,
    savedBy: row.author,
    ...(row.issue_id === null ? {} : { issueId: row.issue_id }),
    saves: row.saves,
    ...(row.shelved_at === null ? {} : { shelved: { by: row.shelved_by ?? '', at: row.shelved_at } }),
    ...(row.sealed === 1 ? {} : { writing: { personId: row.author, since: row.started_at } }),
  };
}

function versionOf({ version, kind, name, author, started_at, saved_at, sealed }: StoredVersion): ArticleVersion {
  return { version, kind, name, author, startedAt: started_at, savedAt: saved_at, sealed: sealed === 1 };
}
