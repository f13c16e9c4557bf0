import { sm3 } from 'sm-crypto-v2';
import type { manuscriptCommands } from '#shared/contract/manuscriptCommands.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { indexManuscript } from '#store/content/indexDrafts.ts';
import { insertArticle } from '../articles/articleQueries.ts';
import { imagesOf, keepImages } from '../articles/imageQueries.ts';
import { readManuscriptFile } from '../lazyFormats.ts';
import { changeContent, contentOf, type Handlers, instantOf, sessionOf, todayOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectUnits, unitNamed } from '../units/unitHandlers.ts';
import {
  insertManuscript,
  selectManuscript,
  selectManuscriptContent,
  selectManuscripts,
  selectOriginalFile,
} from './manuscriptQueries.ts';

/** 来稿: what arrived, kept as it arrived, and what became of it. */
export const manuscriptHandlers: Handlers<keyof typeof manuscriptCommands> = {
  async receiveManuscript(context, { fileName, bytes, unitId, author, phone, arrivedOn }) {
    const { article, images, report } = await readManuscriptFile({ name: fileName, bytes });
    const { register, personId } = sessionOf(context);
    const units = selectUnits(register);
    if (unitId !== undefined && !units.some(({ id }) => id === unitId)) {
      throw new OfficeError('notFound', '找不到这个报送单位。');
    }
    const id = context.environment.newId();
    const arrived = arrivedOn ?? todayOf(context);
    changeContent(context, (content, record) => {
      keepImages(content, images);
      insertManuscript(content, {
        id,
        year: Number(arrived.slice(0, 4)),
        title: titleInOneLine(article.title),
        unitId: unitId ?? (article.source ? unitNamed(units, article.source.unit)?.id : undefined),
        author,
        phone,
        arrivedOn: arrived,
        receivedAt: instantOf(context),
        receivedBy: personId,
        fileName,
        fileBytes: bytes,
        fileSm3: sm3(bytes),
        article,
        report: [...report],
      });
      record('receiveManuscript', id, { number: selectManuscript(content, id).number });
    });
    context.environment.emit({ kind: 'changed', nouns: ['manuscripts'] });
    return { manuscript: selectManuscript(contentOf(context), id), article, report: [...report] };
  },

  listManuscripts(context, filter) {
    return selectManuscripts(contentOf(context), filter);
  },

  readManuscript(context, { id }) {
    const content = contentOf(context);
    const manuscript = selectManuscript(content, id);
    const { article, report } = selectManuscriptContent(content, id);
    return { manuscript, article, report, images: imagesOf(content, article.body) };
  },

  readOriginalFile(context, { id }) {
    const file = selectOriginalFile(contentOf(context), id);
    changeContent(context, (_content, record) => record('readOriginalFile', id));
    return file;
  },

  describeManuscript(context, { id, unitId, author, phone, arrivedOn }) {
    if (unitId !== undefined && !selectUnits(sessionOf(context).register).some((unit) => unit.id === unitId)) {
      throw new OfficeError('notFound', '找不到这个报送单位。');
    }
    changeContent(context, (content, record) => {
      selectManuscript(content, id);
      content
        .prepare('UPDATE manuscripts SET unit_id = ?, author = ?, phone = ?, arrived_on = ? WHERE id = ?')
        .run(unitId ?? null, author, phone, arrivedOn, id);
      indexManuscript(content, id);
      record('describeManuscript', id);
    });
    context.environment.emit({ kind: 'changed', nouns: ['manuscripts'] });
    return selectManuscript(contentOf(context), id);
  },

  decideManuscript(context, { id, decision, reason }) {
    if (decision === 'rejected' && reason === '') throw new OfficeError('reasonMissing', '退稿要写明原因。');
    const { personId } = sessionOf(context);
    const at = instantOf(context);
    changeContent(context, (content, record) => {
      const { articleId } = selectManuscript(content, id);
      if (articleId !== undefined && decision !== 'selected') {
        throw new OfficeError('illegalState', '这份来稿已经选用并在编辑，不能再退稿或备用。');
      }
      content
        .prepare('UPDATE manuscripts SET state = ?, reason = ?, decided_by = ?, decided_at = ? WHERE id = ?')
        .run(decision, reason, personId, at, id);
      record('decideManuscript', id, { decision });
      if (decision !== 'selected' || articleId !== undefined) return;
      const { id: _textId, ...article } = selectManuscriptContent(content, id).article;
      const newArticleId = context.environment.newId();
      insertArticle(content, { id: newArticleId, manuscriptId: id, content: article, at, by: personId });
      record('createArticle', newArticleId, { manuscript: id });
    });
    context.environment.emit({ kind: 'changed', nouns: ['manuscripts', 'articles'] });
    return selectManuscript(contentOf(context), id);
  },
};
