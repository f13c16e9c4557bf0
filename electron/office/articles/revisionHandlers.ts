import type { revisionCommands } from '#shared/contract/revisionCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { mixArticle } from '#shared/revision/mixArticle.ts';
import { changeContent, contentOf, type Handlers, instantOf, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { changeArticles, openArticle } from './articleHandlers.ts';
import { articlePages } from './articlePages.ts';
import { sealVersion, selectArticle, selectVersion } from './articleQueries.ts';
import { imagesOf } from './imageQueries.ts';
import { insertBase, selectBase, selectSteps } from './revisionQueries.ts';

/** What some system does not take in the name of a file. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
const notInFileNames = /[\\/:*?"<>|\u0000-\u001f]/g;
const longestTitle = 60;

/** 修订: an article beside its 底稿. */
export const revisionHandlers: Handlers<keyof typeof revisionCommands> = {
  readRevisions(context, { id }) {
    const content = contentOf(context);
    const { saves } = selectArticle(content, id);
    const { number: baseNumber, content: base, fromVersion } = selectBase(content, id);
    const steps = selectSteps(content, id, fromVersion);
    return { baseNumber, saves, base, images: imagesOf(content, base.body), steps };
  },

  readNewRevisions(context, { id, baseNumber, saves: known, fromVersion }) {
    const content = contentOf(context);
    const { saves } = selectArticle(content, id);
    const base = selectBase(content, id);
    if (base.number !== baseNumber) return null;
    if (saves === known) return { saves, steps: [] };
    return { saves, steps: selectSteps(content, id, Math.max(fromVersion - 1, base.fromVersion)) };
  },

  acceptChanges(context, { changes, of, text: seen, ...base }) {
    const { id } = base;
    const taken = { by: sessionOf(context).personId, at: instantOf(context) };
    return changeArticles(context, id, (content, record) => {
      const { version } = openArticle(context, content, base);
      const from = selectBase(content, id);
      const { content: text } = selectVersion(content, id, version);
      const comparison = compareArticles(from.content, text);
      const accepted = new Set(changes);
      if (comparison.changes.length !== of || canonicalJson(text) !== canonicalJson(seen)) {
        throw new OfficeError('conflict', '这篇稿件又有了改动，没有接受。请核对新的改动后再试。', { version });
      }
      if (accepted.size === of) {
        // What is written from here on is a change again, so it has to stand in a version of its own.
        sealVersion(content, id, version, { kind: 'named', name: '清稿' });
        insertBase(content, id, { content: text, fromVersion: version }, taken);
      } else {
        const mixed = mixArticle(comparison, (change) => accepted.has(change));
        insertBase(content, id, { content: mixed, fromVersion: from.fromVersion }, taken);
      }
      record('acceptChanges', id, { version, count: accepted.size });
    });
  },

  async exportMarkedCopy(context, { id }) {
    const { title, version } = selectArticle(contentOf(context), id);
    const { content: text } = selectVersion(contentOf(context), id, version);
    const { pdf } = await articlePages(context, id, text, { isMarked: true });
    changeContent(context, (_content, record) => record('exportMarkedCopy', id, { version }));
    return { name: `${title.replace(notInFileNames, '').trim().slice(0, longestTitle)}花脸稿.pdf`, bytes: pdf };
  },
};
