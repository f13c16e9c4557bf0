import type { CommandOutput } from '#shared/contract/contract.ts';
import { withoutTriggersOf } from '#store/content/liftedTriggers.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { changeContent, contentOf, type OfficeContext, todayOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectRecordSettings } from './recordQueries.ts';

type DraftsDue = CommandOutput<'readDraftsDue'>;

interface Draft {
  readonly articleId: string;
  readonly version: number;
}

/**
 * The earlier versions (历次修改稿) of articles whose issues have been in the archive for longer than drafts are kept: all but
 * what was printed and the last one. They are no part of the archive (国家档案局令第8号) and have this rule of their own.
 */
function selectDrafts(content: ReadableDatabase, lastYear: number): readonly Draft[] {
  return content
    .prepare(
      `SELECT article_versions.article_id AS articleId, article_versions.version AS version
       FROM article_versions JOIN articles ON articles.id = article_versions.article_id
       WHERE article_versions.version <> articles.version
         AND EXISTS (
           SELECT 1 FROM issue_articles JOIN record_items USING (issue_id)
           WHERE issue_articles.article_id = articles.id AND year <= ?
         )
         AND NOT EXISTS (
           SELECT 1 FROM issue_articles LEFT JOIN record_items USING (issue_id)
           WHERE issue_articles.article_id = articles.id
             AND (issue_articles.version = article_versions.version OR coalesce(year, 9999) > ?)
         )`,
    )
    .all(lastYear, lastYear) as readonly Draft[];
}

/** How many earlier drafts may be removed, and of issues up to which year; nothing where there are no settings. */
export function draftsDue(context: OfficeContext): DraftsDue {
  const settings = selectRecordSettings(contentOf(context));
  if (!settings) return { versions: 0, articles: 0 };
  const lastYear = Number(todayOf(context).slice(0, 4)) - settings.draftYears - 1;
  const drafts = selectDrafts(contentOf(context), lastYear);
  return { versions: drafts.length, articles: new Set(drafts.map(({ articleId }) => articleId)).size, lastYear };
}

/** Removes exactly as many as were shown. Throws conflict where it would be others. */
export function disposeDrafts(context: OfficeContext, shown: number): DraftsDue {
  const due = draftsDue(context);
  if (due.versions !== shown || due.lastYear === undefined || shown === 0) {
    throw new OfficeError('conflict', '可以清除的修改稿与刚才显示的不同，没有清除。请重新查看。');
  }
  const { lastYear } = due;
  changeContent(context, (content, record) => {
    const drafts = selectDrafts(content, lastYear);
    withoutTriggersOf(content, ['article_versions', 'article_bases'], () => {
      const bases = content.prepare('DELETE FROM article_bases WHERE article_id = ? AND from_version = ?');
      const versions = content.prepare('DELETE FROM article_versions WHERE article_id = ? AND version = ?');
      for (const { articleId, version } of drafts) bases.run(articleId, version);
      for (const { articleId, version } of drafts) versions.run(articleId, version);
    });
    record('disposeDrafts', 'archive', { versions: drafts.length, articles: due.articles, lastYear });
  });
  context.environment.emit({ kind: 'changed', nouns: ['articles'] });
  return due;
}
