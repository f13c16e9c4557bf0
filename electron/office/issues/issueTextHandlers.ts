import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { issueTextCommands } from '#shared/contract/issueTextCommands.ts';
import { replaceInArticle } from '#shared/document/replaceInArticle.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { insertVersion, selectArticle, selectVersion } from '../articles/articleQueries.ts';
import { changeContent, contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { recomposeDraft } from './composeIssue.ts';
import { draftOf } from './issueHandlers.ts';
import { selectIssue } from './issueQueries.ts';

type ReplacedArticle = CommandOutput<'readReplacement'>['articles'][number];

const longestInName = 30;

/**
 * The record of the last replacement in an issue, by its audit: the name of a version is anyone's to give. The search goes
 * back no further than to where the issue was made.
 */
const lastReplacement = `
  SELECT action, details FROM audit WHERE subject = ? AND action IN ('createIssue', 'replaceInIssue')
  ORDER BY sequence DESC LIMIT 1`;

/** 全刊替换 and its way back, each in one transaction. */
export const issueTextHandlers: Handlers<keyof typeof issueTextCommands> = {
  replaceInIssue(context, { id, contentHash, sought, replacement, articles }) {
    const what = `“${shortened(sought)}”`;
    const name = `全刊替换：${replacement === '' ? `删去${what}` : `${what}改为“${shortened(replacement)}”`}`;
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
    const made = lastReplacementIn(content, id);
    const isNewest = made.every(({ articleId, version }) => selectArticle(content, articleId).version === version);
    return { articles: isNewest ? [...made] : [] };
  },

  undoReplacement(context, { id, articles }) {
    const restored = changeContent(context, (content, record) => {
      draftOf(content, id);
      const made = lastReplacementIn(content, id);
      const seal = sealer(context, content, '撤销全刊替换');
      const versions = articles.map(({ articleId, version }) => {
        const article = finalArticleOf(content, id, articleId);
        if (!made.some((one) => one.articleId === articleId && one.version === version)) {
          throw new OfficeError('illegalState', `“${article.title}”的这一版不是最后一次替换出来的，没有撤销。`);
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
      if (versions.length < made.length) {
        throw new OfficeError('illegalState', '全刊替换要一起撤销，没有撤销其中的一部分。');
      }
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

/** The versions that the last replacement in an issue made, by article; also of articles that stand in it no more. */
function lastReplacementIn(content: ReadableDatabase, issueId: string): readonly ReplacedArticle[] {
  const found = content.prepare(lastReplacement).get(issueId) as { action: string; details: string } | undefined;
  if (found?.action !== 'replaceInIssue') return [];
  const { articles } = JSON.parse(found.details) as { readonly articles: readonly ReplacedArticle[] };
  return articles.toSorted((one, other) => (one.articleId < other.articleId ? -1 : 1));
}

/** Seals the new texts of a step; all versions of it have one moment. */
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
