import type { issueCommands } from '#shared/contract/issueCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { turnFor } from '#shared/workflow/delegation.ts';
import { issueStateNames } from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { insertArticle, sealVersion, selectArticle } from '../articles/articleQueries.ts';
import { keepImages } from '../articles/imageQueries.ts';
import { delegationsFor } from '../delegations/delegationQueries.ts';
import { lendingOf } from '../handover/lentIssues.ts';
import { checkPrintable, proposeSubstitutes, readBulletinFile, typesetPages } from '../lazyFormats.ts';
import { changeContent, contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { insertComment, resolveComment } from './commentQueries.ts';
import { fieldsOfPublication, writeIssue } from './composeIssue.ts';
import { earlierPagesOf, keepPageCount } from './earlierPagesOf.ts';
import { issueFindings } from './issueFindings.ts';
import { placeOf } from './issuePlace.ts';
import { type IssueRow, selectIssue, selectSummaries, stepsOf, wholeIssueOf } from './issueQueries.ts';
import { warmPrinter } from './warmPrinter.ts';

/** 刊期: make-up of an issue up to 送审. */
export const issueHandlers: Handlers<keyof typeof issueCommands> = {
  createIssue(context, { publicationId, series }) {
    const id = context.environment.newId();
    const publication = selectPublication(sessionOf(context).register, publicationId);
    changeContent(context, (content, record) => {
      insertIssue(context, content, { id, publicationId, series });
      writeIssue(content, publication, id, fieldsOfPublication(publication), []);
      record('createIssue', id, { publication: publicationId });
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues'] });
    return wholeIssueOf(context, id);
  },

  async createIssueFromFile(context, { publicationId, series, fileName, bytes }) {
    const { document, report } = await readBulletinFile({ name: fileName, bytes });
    const publication = selectPublication(sessionOf(context).register, publicationId);
    const { personId } = sessionOf(context);
    const id = context.environment.newId();
    const at = instantOf(context);
    const notes = [...report];
    const note = (message: string) => notes.push({ line: 0, kind: 'leftToSignOff', message });
    if (document.publication.name !== publication.name) {
      note(`文件的刊名是“${document.publication.name}”，按所选刊物“${publication.name}”收入`);
    }
    if (document.number || document.date) note('文件中的期号和日期没有带入，签发时确定');
    if (document.signOff.length > 0) note('文件中的责任编辑、审核、签发人没有带入，由本期签署的人确定');
    changeContent(context, (content, record) => {
      keepImages(content, document.images);
      insertIssue(context, content, { id, publicationId, series });
      const articleIds = document.articles.map(({ id: _textId, ...article }) => {
        const articleId = context.environment.newId();
        insertArticle(content, { id: articleId, content: article, at, by: personId });
        const { version } = selectArticle(content, articleId);
        sealVersion(content, articleId, version, { kind: 'handOver' });
        content.prepare("UPDATE articles SET state = 'final' WHERE id = ?").run(articleId);
        record('createArticle', articleId, { issue: id });
        return articleId;
      });
      writeIssue(content, publication, id, document, articleIds);
      record('createIssue', id, { publication: publicationId, articles: articleIds });
    });
    context.environment.emit({ kind: 'changed', nouns: ['articles', 'issues'] });
    return { issue: wholeIssueOf(context, id), report: notes };
  },

  listIssues(context) {
    // Every window asks for the list after signing in, and whoever can read one will want to see its pages.
    if (sessionOf(context).content) warmPrinter(context);
    return selectSummaries(context);
  },

  readIssue(context, { id }) {
    return wholeIssueOf(context, id);
  },

  openIssue(context, { id }) {
    const { personId, roles } = sessionOf(context);
    changeContent(context, (content, record) => {
      const issue = selectIssue(content, id);
      record('openIssue', id, { state: issue.state });
      const handedOverBy = stepsOf(context, id).at(-1)?.personId;
      const leave = delegationsFor(context, issue.publicationId);
      const isTheirs = turnFor(placeOf(context, content, issue), { id: personId, roles }, leave) !== undefined;
      if (issue.openedAt !== null || !isTheirs || handedOverBy === personId || lendingOf(content, id)) return;
      content.prepare('UPDATE issues SET opened_at = ? WHERE id = ?').run(instantOf(context), id);
    });
    return wholeIssueOf(context, id);
  },

  saveIssue(context, { id, baseContentHash, articleIds, ...fields }) {
    changeContent(context, (content, record) => {
      const issue = draftOf(content, id);
      if (issue.contentHash !== baseContentHash) {
        throw new OfficeError('conflict', '这一期在别处已有改动，没有覆盖。请先读入新的内容。');
      }
      for (const articleId of articleIds) {
        const { state, title } = selectArticle(content, articleId);
        if (state !== 'final' && !issue.document.articles.some((article) => article.id === articleId)) {
          throw new OfficeError('illegalState', `“${title}”还没有定稿，不能编入。`);
        }
      }
      const publication = selectPublication(sessionOf(context).register, issue.publicationId);
      writeIssue(content, publication, id, fields, articleIds);
      record('saveIssue', id, { articles: articleIds });
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles'] });
    return wholeIssueOf(context, id);
  },

  async preflightIssue(context, { id }) {
    return [...(await issueFindings(context, id))];
  },

  async proposeSubstitutes(context, { id }) {
    const { document, publicationId } = selectIssue(contentOf(context), id);
    const { settings } = selectPublication(sessionOf(context).register, publicationId);
    const { missing } = await checkPrintable(document, settings.layout);
    return (await proposeSubstitutes(missing)).map(({ families, ...proposal }) => ({
      ...proposal,
      families: [...families],
    }));
  },

  async previewIssue(context, { id }) {
    const { register, personName } = sessionOf(context);
    const { publicationId, document, contentHash: hash } = selectIssue(contentOf(context), id);
    const { settings } = selectPublication(register, publicationId);
    const stamp = { name: personName, at: momentLine(instantOf(context)) };
    // The browser starts while the fonts are read.
    const isWarm = warmPrinter(context);
    const print = async (html: string) => {
      await isWarm;
      return context.environment.print(html);
    };
    const earlier = earlierPagesOf(context, id);
    const { pages, pdf } = await typesetPages(document, settings.layout, print, { draft: stamp, earlier });
    keepPageCount(context, id, hash, pages);
    context.environment.emit({ kind: 'changed', nouns: ['pages'] });
    return { contentHash: hash, pages, pdf: new Uint8Array(pdf) };
  },

  addComment(context, { id, articleId, block, quote, text }) {
    const { personId } = sessionOf(context);
    const commentId = context.environment.newId();
    changeContent(context, (content, record) => {
      const { document } = selectIssue(content, id);
      if (articleId !== undefined && !document.articles.some((article) => article.id === articleId)) {
        throw new OfficeError('notFound', '这篇稿件不在本期中。');
      }
      const at = instantOf(context);
      insertComment(content, { id: commentId, issueId: id, articleId, block, quote, text, author: personId, at });
      record('addComment', id, { comment: commentId });
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues'] });
    return wholeIssueOf(context, id);
  },

  resolveComment(context, { id, commentId, isResolved }) {
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      const resolution = isResolved ? { by: personId, at: instantOf(context) } : undefined;
      resolveComment(content, id, commentId, resolution);
      record(isResolved ? 'resolveComment' : 'reopenComment', id, { comment: commentId });
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues'] });
    return wholeIssueOf(context, id);
  },

  discardIssue(context, { id }) {
    changeContent(context, (content, record) => {
      const { step } = draftOf(content, id);
      if (step > 0) throw new OfficeError('illegalState', '这一期送审过，要留下记录，不能删除。');
      content.prepare('DELETE FROM issue_comments WHERE issue_id = ?').run(id);
      content.prepare('DELETE FROM issue_articles WHERE issue_id = ?').run(id);
      content.prepare('DELETE FROM issues WHERE id = ?').run(id);
      record('discardIssue', id);
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles'] });
    return {};
  },
};

function insertIssue(
  context: OfficeContext,
  content: WritableDatabase,
  { id, publicationId, series }: Pick<IssueRow, 'id' | 'publicationId' | 'series'>,
): void {
  const empty = emptyIssueDocument({ name: '（新）', organ: '' });
  content
    .prepare(
      `INSERT INTO issues (id, publication_id, series, document, content_hash, created_at, created_by)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      publicationId,
      series,
      canonicalJson(empty),
      contentHash(empty),
      instantOf(context),
      sessionOf(context).personId,
    );
}

/** An issue that may be changed; throws notFound, illegalState. */
export function draftOf(content: ReadableDatabase, id: string): IssueRow {
  const issue = selectIssue(content, id);
  if (issue.state === 'drafting') return issue;
  throw new OfficeError('illegalState', `这一期${issueStateNames[issue.state]}，不能改动。请先取回或等待退回。`);
}
