import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import type { issueTextCommands } from '#shared/contract/issueTextCommands.ts';
import { replaceInArticle } from '#shared/document/replaceInArticle.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { WritableDatabase } from '#store/database.ts';
import { insertVersion, selectArticle, selectVersion } from '../articles/articleQueries.ts';
import { changeContent, contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { recomposeDraft } from './composeIssue.ts';
import { draftOf } from './issueHandlers.ts';
import { selectIssue } from './issueQueries.ts';

/** How the name of a version begins that a replacement has made. */
const replacementName = '全刊替换：';
const longestInName = 30;

/**
 * The versions of the replacement that was made last in an issue: they all have one moment, also of articles that stand in
 * the issue no more.
 */
const lastReplacement = `
  WITH last AS (
    SELECT started_at, author, name FROM article_versions JOIN issue_articles USING (article_id)
    WHERE issue_id = @id AND kind = 'named' AND name GLOB @name ORDER BY started_at DESC LIMIT 1
  )
  SELECT article_id AS articleId, version FROM article_versions JOIN last USING (started_at, author, name)
  ORDER BY article_id`;

/** 全刊替换 and its way back, each in one transaction. */
export const issueTextHandlers: Handlers<keyof typeof issueTextCommands> = {
  replaceInIssue(context, { id, contentHash, sought, replacement, articles }) {
    const what = `“${shortened(sought)}”`;
    const name = `${replacementName}${replacement === '' ? `删去${what}` : `${what}改为“${shortened(replacement)}”`}`;
    const replaced = changeContent(context, (content, record) => {
      if (draftOf(content, id).contentHash !== contentHash) throw changedMeanwhile();
      const seal = sealer(context, content, name);
      const versions = articles.map(({ articleId, baseVersion, edits }) => {
        const { version } = finalArticleOf(content, id, articleId);
        if (version !== baseVersion) throw changedMeanwhile();
        const text = replaceInArticle(selectVersion(content, articleId, version).content, edits);
        if (!text) throw new OfficeError('malformed', '要替换的位置与文字不符，没有替换。请重新查找。');
        return { articleId, version: seal(articleId, text) };
      });
      recomposeDraft(context, content, ...versions.map(({ articleId }) => articleId));
      const places = articles.reduce((count, { edits }) => count + edits.length, 0);
      record('replaceInIssue', id, { articles: versions, places });
      return versions;
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles'] });
    return { articles: replaced };
  },

  readReplacement(context, { id }) {
    const content = contentOf(context);
    selectIssue(content, id);
    const made = content.prepare(lastReplacement).all({ id, name: `${replacementName}*` }) as readonly {
      readonly articleId: string;
      readonly version: number;
    }[];
    const isNewest = made.every(({ articleId, version }) => selectArticle(content, articleId).version === version);
    return { articles: isNewest ? [...made] : [] };
  },

  undoReplacement(context, { id, articles }) {
    const restored = changeContent(context, (content, record) => {
      draftOf(content, id);
      const seal = sealer(context, content, '撤销全刊替换');
      const versions = articles.map(({ articleId, version }) => {
        const article = finalArticleOf(content, id, articleId);
        const { version: replaced } = selectVersion(content, articleId, version);
        if (!replaced.name.startsWith(replacementName)) {
          throw new OfficeError('illegalState', `“${article.title}”的这一版不是替换出来的，没有撤销。`);
        }
        if (article.version !== version) {
          throw new OfficeError(
            'conflict',
            `“${article.title}”替换以后又改动过，没有撤销。可以在各篇的“版本”中分别恢复。`,
          );
        }
        // Sealed at 定稿, the version before is kept for good.
        const { content: text } = selectVersion(content, articleId, version - 1);
        return { articleId, version: seal(articleId, text) };
      });
      recomposeDraft(context, content, ...versions.map(({ articleId }) => articleId));
      record('undoReplacement', id, { articles: versions });
      return versions;
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles'] });
    return { articles: restored };
  },
};

/** An article of the issue at 定稿; throws notFound, illegalState. */
function finalArticleOf(content: WritableDatabase, issueId: string, articleId: string): ArticleSummary {
  const article = selectArticle(content, articleId);
  if (article.issueId !== issueId) throw new OfficeError('notFound', `“${article.title}”不在本期中。`);
  if (article.state === 'final') return article;
  throw new OfficeError('illegalState', `“${article.title}”正在编辑，要定稿以后才能在全刊中替换。没有改动任何一篇。`);
}

/** Seals the new texts of a step. All versions of it have one moment, by which `lastReplacement` knows them. */
function sealer(context: OfficeContext, content: WritableDatabase, name: string) {
  const [by, at] = [sessionOf(context).personId, instantOf(context)];
  return (articleId: string, text: ArticleContent): number =>
    insertVersion(content, articleId, { content: text, name, kind: 'named', by, at, sealed: true });
}

function shortened(text: string): string {
  return text.length > longestInName ? `${text.slice(0, longestInName - 1)}…` : text;
}

function changedMeanwhile(): OfficeError {
  return new OfficeError('conflict', '查找以后，这一期的内容又有改动，没有替换任何一处。请看过新的结果再替换。');
}
