import type { ArticleSummary, articleCommands } from '#shared/contract/articleCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { articleTravel, requireArticleHere } from '../handover/articleLendings.ts';
import { recomposeDraft } from '../issues/composeIssue.ts';
import { changeContent, contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { articlePages } from './articlePages.ts';
import {
  extendVersion,
  insertArticle,
  insertVersion,
  issueStateOf,
  sealVersion,
  selectArticle,
  selectArticles,
  selectVersion,
  selectVersions,
} from './articleQueries.ts';
import { imagesOf, takeImages } from './imageQueries.ts';
import { forgetCutOff, noteSitting, selectCutOff } from './sittings.ts';
import { insertTakeOver, markTakeOversSeen, selectTakeOversFrom } from './takeOverQueries.ts';

/** One sitting: writing on for longer begins a new automatic version, so that there is something to go back to. */
const sittingMs = 30 * 60 * 1000;

/** 稿件: articles, their versions, 定稿. */
export const articleHandlers: Handlers<keyof typeof articleCommands> = {
  createArticle(context, { content: text, images }) {
    const id = context.environment.newId();
    const { personId } = sessionOf(context);
    return changeArticles(context, id, (content, record) => {
      takeImages(content, text.body, images);
      insertArticle(content, { id, content: text, at: instantOf(context), by: personId });
      record('createArticle', id);
    });
  },

  listArticles(context) {
    const content = contentOf(context);
    const takeOvers = selectTakeOversFrom(content, sessionOf(context).personId);
    const travelOf = articleTravel(context);
    return selectArticles(content).map((article) => ({ ...withTakeOver(article, takeOvers), ...travelOf(article) }));
  },

  listCutOff(context) {
    return selectCutOff(sessionOf(context), contentOf(context));
  },

  acknowledgeCutOff(context) {
    changeContent(context, (content) => forgetCutOff(sessionOf(context), content));
    return {};
  },

  readArticle(context, { id }) {
    const content = contentOf(context);
    const summary = articleFor(context, id);
    const { content: text } = selectVersion(content, id, summary.version);
    return { summary, content: text, images: imagesOf(content, text.body) };
  },

  saveArticle(context, { content: text, images, name, ...base }) {
    const { id } = base;
    const { personId } = sessionOf(context);
    const at = instantOf(context);
    return changeArticles(context, id, (content, record) => {
      const article = openArticle(context, content, base);
      takeImages(content, text.body, images);
      const { version, content: previous } = selectVersion(content, id, article.version);
      const isSame = canonicalJson(previous) === canonicalJson(text);
      if (isSame && name === undefined) return;
      const age = Date.parse(at) - Date.parse(version.startedAt);
      // Only a text that the caller has seen is written over.
      const isSeen = base.baseSaves !== undefined && version.author === personId;
      if (!version.sealed && isSeen && age >= 0 && age < sittingMs) {
        extendVersion(content, id, article.version, text, at);
      } else if (!isSame || version.sealed) {
        const newVersion = insertVersion(content, id, {
          content: text,
          kind: 'automatic',
          by: personId,
          at,
          sealed: false,
        });
        record('beginVersion', id, { version: newVersion });
      }
      noteSitting(sessionOf(context), content, id, at);
      if (name === undefined) return;
      const { version: newest } = selectArticle(content, id);
      sealVersion(content, id, newest, { kind: 'named', name });
      record('nameVersion', id, { version: newest });
    });
  },

  previewArticle(context, { id, content: text, images, isMarked }) {
    return articlePages(context, id, text, { images, isMarked });
  },

  finalizeArticle(context, base) {
    const { id } = base;
    return changeArticles(context, id, (content, record) => {
      const { version } = openArticle(context, content, base);
      sealVersion(content, id, version, { kind: 'handOver', name: '定稿' });
      content.prepare("UPDATE articles SET state = 'final' WHERE id = ?").run(id);
      record('finalizeArticle', id, { version });
      recomposeDraft(context, content, id);
    });
  },

  reopenArticle(context, { id }) {
    return changeArticles(context, id, (content, record) => {
      const article = selectArticle(content, id);
      requireOnDesk(context, article);
      requireOpenIssue(content, article);
      if (article.state === 'editing') throw new OfficeError('illegalState', '这篇稿件正在编辑，不用取消定稿。');
      content.prepare("UPDATE articles SET state = 'editing' WHERE id = ?").run(id);
      record('reopenArticle', id, { version: article.version });
    });
  },

  shelveArticle(context, base) {
    const { id } = base;
    const { personId } = sessionOf(context);
    return changeArticles(context, id, (content, record) => {
      // A text at 定稿 is put aside as it is; one that is written must be the one the caller sees.
      const seen = selectArticle(content, id);
      requireOnDesk(context, seen);
      if (seen.issueId !== undefined) {
        throw new OfficeError('illegalState', '这篇稿件已编入刊期，不能搁置。请先把它从刊期中移出。');
      }
      const { version, writing } = seen.state === 'final' ? seen : openArticle(context, content, base);
      if (writing) sealVersion(content, id, version, { kind: 'named', name: '搁置时' });
      content
        .prepare('UPDATE articles SET shelved_by = ?, shelved_at = ? WHERE id = ?')
        .run(personId, instantOf(context), id);
      record('shelveArticle', id, { version });
    });
  },

  unshelveArticle(context, { id }) {
    return changeArticles(context, id, (content, record) => {
      const article = selectArticle(content, id);
      requireArticleHere(context, article);
      const { shelved, version } = article;
      if (!shelved) throw new OfficeError('illegalState', '这篇稿件没有搁置，不用恢复。');
      content.prepare('UPDATE articles SET shelved_by = NULL, shelved_at = NULL WHERE id = ?').run(id);
      record('unshelveArticle', id, { version });
    });
  },

  listArticleVersions(context, { id }) {
    const content = contentOf(context);
    selectArticle(content, id);
    return selectVersions(content, id);
  },

  readArticleVersion(context, { id, version }) {
    const content = contentOf(context);
    const found = selectVersion(content, id, version);
    return { ...found, images: imagesOf(content, found.content.body) };
  },

  restoreArticleVersion(context, { version, ...base }) {
    const { id } = base;
    const { personId } = sessionOf(context);
    return changeArticles(context, id, (content, record) => {
      const article = openArticle(context, content, base);
      const { content: text } = selectVersion(content, id, version);
      // What is being left is kept too: nothing is lost by going back.
      sealVersion(content, id, article.version, { kind: 'named', name: `恢复第${version}版之前` });
      const restored = insertVersion(content, id, {
        content: text,
        kind: 'named',
        name: `恢复自第${version}版`,
        by: personId,
        at: instantOf(context),
        sealed: true,
      });
      record('restoreVersion', id, { from: version, version: restored });
    });
  },

  takeOverArticle(context, base) {
    const { id } = base;
    const { personId, register } = sessionOf(context);
    const at = instantOf(context);
    return changeArticles(context, id, (content, record) => {
      const { version, writing } = newestArticle(context, content, base);
      if (!writing) return;
      if (writing.personId === personId) {
        sealVersion(content, id, version, { kind: 'named', name: '别处保存的版本' });
        record('nameVersion', id, { version });
        return;
      }
      const name = selectPerson(register, writing.personId)?.name ?? writing.personId;
      sealVersion(content, id, version, { kind: 'named', name: `交接前：${name}` });
      insertTakeOver(content, { articleId: id, version, from: writing.personId, to: personId, at });
      // Whoever takes an article back has seen that it was taken.
      markTakeOversSeen(content, id, personId, at);
      record('takeOverArticle', id, { version, from: writing.personId });
    });
  },

  acknowledgeTakeOver(context, { id }) {
    const { personId } = sessionOf(context);
    return changeArticles(context, id, (content, record) => {
      if (!articleFor(context, id).takenOver) return;
      markTakeOversSeen(content, id, personId, instantOf(context));
      record('acknowledgeTakeOver', id);
    });
  },
};

/** The article with what the caller has to be told of it. */
function articleFor(context: OfficeContext, id: string): ArticleSummary {
  const content = contentOf(context);
  const article = withTakeOver(selectArticle(content, id), selectTakeOversFrom(content, sessionOf(context).personId));
  return { ...article, ...articleTravel(context, id)(article) };
}

function withTakeOver(article: ArticleSummary, takeOvers: ReturnType<typeof selectTakeOversFrom>): ArticleSummary {
  const takenOver = takeOvers.get(article.id);
  return takenOver ? { ...article, takenOver } : article;
}

/** The newest text of an article as a caller has it. */
export interface ArticleTextBase {
  readonly id: string;
  readonly baseVersion: number;
  readonly baseSaves?: number | undefined;
}

/** The article as the caller saw it and open to change by him; throws conflict or illegalState. */
export function openArticle(context: OfficeContext, content: ReadableDatabase, base: ArticleTextBase): ArticleSummary {
  const article = newestArticle(context, content, base);
  const { personId, register } = sessionOf(context);
  const { writing, version } = article;
  if (writing && writing.personId !== personId) {
    const name = selectPerson(register, writing.personId)?.name ?? writing.personId;
    throw new OfficeError('conflict', `${name}正在写这篇稿件，还没有写完，没有覆盖。要改，请先接手。`, { version });
  }
  return article;
}

/** The article as the caller saw it, whoever is writing it. */
function newestArticle(
  context: OfficeContext,
  content: ReadableDatabase,
  { id, baseVersion, baseSaves }: ArticleTextBase,
): ArticleSummary {
  const article = selectArticle(content, id);
  requireOnDesk(context, article);
  requireOpenIssue(content, article);
  if (article.state !== 'editing') throw new OfficeError('illegalState', '这篇稿件已定稿。要改动请先取消定稿。');
  if (article.version !== baseVersion || (baseSaves !== undefined && article.saves !== baseSaves)) {
    throw new OfficeError('conflict', '这篇稿件在别处已有更新的版本，没有覆盖。请先读入新版本，再把您的改动加进去。', {
      version: article.version,
    });
  }
  return article;
}

function requireOnDesk(context: OfficeContext, article: ArticleSummary): void {
  requireArticleHere(context, article);
  if (article.shelved) throw new OfficeError('illegalState', '这篇稿件已搁置，不能改动。请先恢复。');
}

function requireOpenIssue(content: ReadableDatabase, article: ArticleSummary): void {
  const state = issueStateOf(content, article.id);
  if (state === undefined || state === 'drafting') return;
  throw new OfficeError('illegalState', '这篇稿件所在的刊期已经送审，不能改动。请先取回或等待退回。');
}

/** Changes an article, tells every window, and answers with what it has become. */
export function changeArticles(
  context: OfficeContext,
  id: string,
  change: Parameters<typeof changeContent<void>>[1],
): ArticleSummary {
  changeContent(context, change);
  context.environment.emit({ kind: 'changed', nouns: ['articles'] });
  return articleFor(context, id);
}
