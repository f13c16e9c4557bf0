import { decodeText, UndecodableTextError } from '#formats/text/decodeText.ts';
import type { IgnoredFinding, termCommands } from '#shared/contract/termCommands.ts';
import { createTermForms, mergeTerms, type TermMerge } from '#shared/proofreading/mergeTerms.ts';
import { mostIgnored, mostTerms, type Term, wordsOf } from '#shared/proofreading/term.ts';
import {
  type LineFault,
  largestTermTable_bytes,
  readTermTable,
  writeTermTable,
} from '#shared/proofreading/termTable.ts';
import { selectArticle } from '../articles/articleQueries.ts';
import { changeContent, contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication, selectPublications } from '../publications/publicationQueries.ts';
import { selectIgnored, selectRules, selectTerms, upsertTerm } from './termQueries.ts';

/** So many words of a table are told before it is taken in. */
const wordsTold = 50;
/** Nobody mends more lines at a time. */
const faultsTold = 100;

/** 用语: the office's own lexicon, the built-in rules, and what is not to be reported in an article. */
export const termHandlers: Handlers<keyof typeof termCommands> = {
  listTerms(context) {
    const content = contentOf(context);
    return { terms: selectTerms(content), rules: selectRules(content) };
  },

  saveTerm(context, { id, publicationId, entry }) {
    const { register, personId } = sessionOf(context);
    if (publicationId !== undefined) selectPublication(register, publicationId);
    const term: Term = {
      id: id ?? context.environment.newId(),
      ...(publicationId === undefined ? {} : { publicationId }),
      entry,
    };
    changeContent(context, (content, record) => {
      const terms = selectTerms(content);
      const others = terms.filter((other) => other.id !== id);
      if (id !== undefined && others.length === terms.length) throw noTerm();
      if (others.length >= mostTerms) throw new OfficeError('illegalState', `用语最多${mostTerms}条，已经满了。`);
      const forms = createTermForms();
      for (const other of others) forms.add(other.publicationId, other.entry);
      const conflict = forms.add(publicationId, entry);
      if (conflict !== undefined) throw new OfficeError('nameTaken', `没有保存：${conflict}`);
      upsertTerm(content, term, personId, instantOf(context));
      record('saveTerm', term.id, publicationId === undefined ? {} : { publication: publicationId });
    });
    tellTerms(context);
    return term;
  },

  removeTerm(context, { id }) {
    changeContent(context, (content, record) => {
      const term = selectTerms(content).find((one) => one.id === id);
      if (!term) throw noTerm();
      content.prepare('DELETE FROM terms WHERE id = ?').run(id);
      record('removeTerm', id, { words: wordsOf(term.entry) });
    });
    tellTerms(context);
    context.environment.emit({ kind: 'changed', nouns: ['ignoredFindings'] });
    return {};
  },

  previewTerms(context, { bytes }) {
    const { added, changed, same, faults } = readTable(context, bytes);
    return {
      added: added.length,
      changed: changed.length,
      same,
      addedWords: added.slice(0, wordsTold).map(({ entry }) => wordsOf(entry)),
      changedWords: changed.slice(0, wordsTold).map(({ read }) => wordsOf(read.entry)),
      faultCount: faults.length,
      faults: faults.slice(0, faultsTold),
    };
  },

  importTerms(context, { bytes }) {
    const { personId } = sessionOf(context);
    const counts = changeContent(context, (content, record) => {
      const { added, changed, same, faults } = readTable(context, bytes);
      if (faults.length > 0) throw refusedTable(faults);
      const at = instantOf(context);
      // A form may go from one entry to another: all that change give theirs up first.
      const remove = content.prepare('DELETE FROM term_forms WHERE term_id = ?');
      for (const { term } of changed) remove.run(term.id);
      for (const { read, term } of changed) upsertTerm(content, { ...term, entry: read.entry }, personId, at);
      for (const { line: _line, ...term } of added) {
        upsertTerm(content, { id: context.environment.newId(), ...term }, personId, at);
      }
      record('importTerms', 'terms', { added: added.length, changed: changed.length });
      return { added: added.length, changed: changed.length, same };
    });
    tellTerms(context);
    return counts;
  },

  exportTerms(context) {
    return changeContent(context, (content, record) => {
      const terms = selectTerms(content);
      const table = writeTermTable(terms, selectPublications(sessionOf(context).register));
      record('exportTerms', 'terms', { rows: terms.length });
      return { name: '用语.csv', bytes: new TextEncoder().encode(table) };
    });
  },

  switchRule(context, { rule, isOn }) {
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      content
        .prepare(
          `INSERT INTO proofreading_rules (rule, is_on, switched_by, switched_at) VALUES (@rule, @isOn, @by, @at)
           ON CONFLICT (rule) DO UPDATE SET is_on = @isOn, switched_by = @by, switched_at = @at`,
        )
        .run({ rule, isOn: isOn ? 1 : 0, by: personId, at: instantOf(context) });
      record('switchRule', rule, { isOn });
    });
    tellTerms(context);
    return {};
  },

  listIgnoredFindings(context, { id }) {
    const content = contentOf(context);
    selectArticle(content, id);
    return selectIgnored(content, id);
  },

  ignoreFinding(context, { id, source, quote }) {
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      selectArticle(content, id);
      const ignored = selectIgnored(content, id);
      if (ignored.some((one) => one.source === source && one.quote === quote)) return;
      if (ignored.length >= mostIgnored) {
        throw new OfficeError(
          'illegalState',
          `本篇忽略的提示最多${mostIgnored}处，已经满了。请关掉这一条规则，或者修改用语。`,
        );
      }
      content
        .prepare(
          `INSERT INTO ignored_findings (article_id, source, quote, ignored_by, ignored_at) VALUES (?, ?, ?, ?, ?)`,
        )
        .run(id, source, quote, personId, instantOf(context));
      record('ignoreFinding', id);
    });
    return tellIgnored(context, id);
  },

  heedFinding(context, { id, source, quote }) {
    changeContent(context, (content, record) => {
      selectArticle(content, id);
      const { changes } = content
        .prepare('DELETE FROM ignored_findings WHERE article_id = ? AND source = ? AND quote = ?')
        .run(id, source, quote);
      if (changes > 0) record('heedFinding', id);
    });
    return tellIgnored(context, id);
  },
};

function tellTerms(context: OfficeContext): void {
  context.environment.emit({ kind: 'changed', nouns: ['terms'] });
}

function tellIgnored(context: OfficeContext, articleId: string): IgnoredFinding[] {
  context.environment.emit({ kind: 'changed', nouns: ['ignoredFindings'] });
  return selectIgnored(contentOf(context), articleId);
}

/** A table as it would change the lexicon now. Throws unreadableFile. */
function readTable(context: OfficeContext, bytes: Uint8Array): TermMerge {
  const terms = selectTerms(contentOf(context));
  if (bytes.length > largestTermTable_bytes) throw new OfficeError('unreadableFile', '文件太大，不是用语表。');
  const { terms: read, faults } = readTermTable(textOf(bytes), selectPublications(sessionOf(context).register));
  if (read.length === 0 && faults.length === 0) throw new OfficeError('unreadableFile', '文件中没有用语。');
  const merge = mergeTerms(terms, read);
  return { ...merge, faults: [...faults, ...merge.faults].sort((one, other) => one.line - other.line) };
}

function textOf(bytes: Uint8Array): string {
  try {
    return decodeText(bytes);
  } catch (error) {
    if (error instanceof UndecodableTextError) {
      throw new OfficeError('unreadableFile', '文件不是文本表格，请在表格软件中另存为CSV再导入。');
    }
    throw error;
  }
}

function refusedTable(faults: readonly LineFault[]): OfficeError {
  const [first] = faults;
  const told = first ? `第${first.line}行：${first.message}` : '';
  const more = faults.length > 1 ? `共有${faults.length}行有错。` : '';
  return new OfficeError('unreadableFile', `没有导入。${told}${more}`, { faults: faults.slice(0, faultsTold) });
}

function noTerm(): OfficeError {
  return new OfficeError('notFound', '找不到这条用语。');
}
