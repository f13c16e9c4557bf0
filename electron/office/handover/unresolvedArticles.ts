import type { UnresolvedArticle } from '#shared/contract/packageCommands.ts';
import { issueAmong } from '#shared/handover/packageManifest.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectArticle } from '../articles/articleQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { machineNameOf } from './machineQueries.ts';

interface StoredUnresolved {
  readonly articleId: string;
  /** What the package was about that brought the other text. */
  readonly issueId: string;
  readonly other: number;
  readonly package: string;
  readonly machine: string;
  readonly at: string;
}

const open = `SELECT article_id AS articleId, issue_id AS issueId, other, package, machine, at
  FROM unresolved_articles WHERE resolved_at IS NULL`;

/** The articles of an issue that have two texts. */
export function unresolvedOf(content: ReadableDatabase, issueId: string): string[] {
  return content
    .prepare(
      `SELECT article_id FROM unresolved_articles JOIN issue_articles USING (article_id)
       WHERE issue_articles.issue_id = ? AND resolved_at IS NULL ORDER BY place`,
    )
    .pluck()
    .all(issueId) as string[];
}

/** Every article that waits for a person to take one of its two texts, the first first. */
export function selectUnresolved(context: OfficeContext): UnresolvedArticle[] {
  const content = contentOf(context);
  const { register } = sessionOf(context);
  const rows = content.prepare(`${open} ORDER BY number`).all() as readonly StoredUnresolved[];
  return rows.map(({ machine, issueId: cameWith, ...row }) => {
    const { title, version, issueId = issueAmong(cameWith) } = selectArticle(content, row.articleId);
    return {
      ...row,
      ...(issueId === undefined ? {} : { issueId }),
      title,
      standing: version,
      machineName: machineNameOf(register, machine),
    };
  });
}

/** undefined where the article has one text. */
export function selectUnresolvedArticle(content: ReadableDatabase, articleId: string): StoredUnresolved | undefined {
  return content.prepare(`${open} AND article_id = ?`).get(articleId) as StoredUnresolved | undefined;
}

/** From here on nothing is signed before a person has decided. One that waits already goes on waiting, for the newer text. */
export function markUnresolved(content: WritableDatabase, row: StoredUnresolved & { readonly person: string }): void {
  settleUnresolved(content, row.articleId, row.at, row.person);
  content
    .prepare(
      'INSERT INTO unresolved_articles (article_id, issue_id, other, package, machine, at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(row.articleId, row.issueId, row.other, row.package, row.machine, row.at);
}

export function settleUnresolved(content: WritableDatabase, articleId: string, at: string, person: string): void {
  content
    .prepare(
      'UPDATE unresolved_articles SET resolved_at = ?, resolved_by = ? WHERE article_id = ? AND resolved_at IS NULL',
    )
    .run(at, person, articleId);
}
