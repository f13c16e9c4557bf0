import type { articlePackageCommands } from '#shared/contract/articlePackageCommands.ts';
import { articlesSubject } from '#shared/handover/packageManifest.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { unlockWithPassword } from '../accounts/attemptGuard.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { changeArticles } from '../articles/articleHandlers.ts';
import { sealVersion, selectArticle } from '../articles/articleQueries.ts';
import { contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { articleLendingOf, endArticleLending, lendArticle, requireArticleHere } from './articleLendings.ts';
import { articleParts, handedOverVersion } from './articleParts.ts';
import { bytesOfParts } from './measurePackage.ts';
import { selectUnresolvedArticle } from './unresolvedArticles.ts';
import { writtenWithProgress } from './writtenWithProgress.ts';

const megabyte = 1 << 20;

/** 交接 of single articles: they go to another machine by themselves, and come back or are given up as lost. */
export const articlePackageHandlers: Handlers<keyof typeof articlePackageCommands> = {
  async measureArticlePackage(context, { articleIds }) {
    const content = contentOf(context);
    for (const id of articleIds) requireSendable(context, content, id);
    return { bytes: await bytesOfParts(articleParts(content, articleIds)) };
  },

  async writeArticlePackage(context, input) {
    const { articleIds, machine, folder, medium, dueOn, volumeMegabytes, changesMedium } = input;
    const content = contentOf(context);
    for (const id of articleIds) requireSendable(context, content, id);
    const sent = await writtenWithProgress(context, 'writePackage', {
      kind: 'articles',
      issueId: articlesSubject,
      machines: [machine],
      parts: articleParts(content, articleIds),
      folder,
      medium,
      volumeBytes: volumeMegabytes * megabyte,
      changesMedium,
      dueOn,
      details: { articles: articleIds, lentTo: machine },
      inStep: (database, hash, at) => {
        for (const articleId of articleIds) {
          sealVersion(database, articleId, selectArticle(database, articleId).version, handedOverVersion);
          lendArticle(database, { articleId, machine, hash, at, person: sessionOf(context).personId });
        }
      },
    });
    context.environment.emit({ kind: 'changed', nouns: ['articles'] });
    return sent;
  },

  async reclaimArticle(context, { id, reason, password }) {
    const { personId } = sessionOf(context);
    const { title } = selectArticle(contentOf(context), id);
    const lent = () => {
      const lending = articleLendingOf(contentOf(context), id);
      if (lending) return lending;
      throw new OfficeError('illegalState', `“${title}”没有从本机单独交到别的机器，不用收回。`);
    };
    lent();
    await unlockWithPassword(context, 'password', personId, password);
    return changeArticles(context, id, (content, record) => {
      const { hash, machine } = lent();
      endArticleLending(content, { articleId: id, how: 'lost', reason, at: instantOf(context), person: personId });
      record('reclaimArticle', id, { package: hash, machines: [machine] });
    });
  },
};

/** Throws notFound, illegalState where the article goes by another way or something about it has to be settled here first. */
function requireSendable(context: OfficeContext, content: ReadableDatabase, id: string): void {
  const article = selectArticle(content, id);
  const { title, issueId, writing } = article;
  const { personId, register } = sessionOf(context);
  requireArticleHere(context, article);
  if (issueId !== undefined) {
    throw new OfficeError('illegalState', `“${title}”已编入刊期，随那一期交接，不能单独交出。`);
  }
  if (writing && writing.personId !== personId) {
    const name = selectPerson(register, writing.personId)?.name ?? writing.personId;
    throw new OfficeError('illegalState', `${name}正在写“${title}”，还没有写完，没有交出。请先接手，或者等他写完。`);
  }
  if (selectUnresolvedArticle(content, id)) {
    throw new OfficeError('illegalState', `“${title}”两边都改过，还没有定下用哪一份。请先定下，再交出。`);
  }
}
