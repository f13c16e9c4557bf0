import { z } from 'zod';
import { CommentAnchor } from '#shared/document/commentAnchor.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { Article, ArticleContent } from '#shared/issue/article.ts';
import { MarkingDecision } from '#shared/issue/issueDocument.ts';
import type { RowsByTable } from './issueRows.ts';

/**
 * What comes of articles is about these articles only, each of the form that the office writes: no row names another that did not
 * come, and each article has the version that stands. Throws HandoverRefusal contentIncomplete, and what a schema throws.
 */
export function requireWholeArticles(rows: RowsByTable): void {
  const of = (table: string) => rows.get(table) ?? [];
  const demand = (isSo: boolean) => {
    if (!isSo) throw new HandoverRefusal('contentIncomplete');
  };
  const articles = new Set(of('articles').map(({ id }) => id));
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
  within('articles', 'manuscript_id', 'manuscripts');
  for (const table of ['marking_consents', 'marking_drops', 'marking_reviews']) {
    within(table, 'record', 'marking_records', 'number');
  }
  within('marking_drop_answers', 'drop_number', 'marking_drops', 'number');
  for (const table of ['originator_consents', 'originator_corrections']) {
    within(table, 'origin', 'marking_records', 'number');
  }
  for (const { content } of [...of('article_versions'), ...of('article_bases')])
    ArticleContent.parse(JSON.parse(String(content)));
  for (const { content } of of('manuscripts')) Article.parse(JSON.parse(String(content)));
  for (const { anchor } of of('article_comments')) CommentAnchor.parse(JSON.parse(String(anchor)));
  for (const { decision = null } of of('marking_records')) {
    if (decision !== null) MarkingDecision.parse(JSON.parse(String(decision)));
  }
  for (const { recipients } of of('originator_consents')) z.array(z.string()).parse(JSON.parse(String(recipients)));
  const versions = new Set(of('article_versions').map((row) => `${row.article_id} ${row.version}`));
  for (const row of of('articles')) demand(versions.has(`${row.id} ${row.version}`));
}
