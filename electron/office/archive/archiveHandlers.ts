import { buildExport } from '#formats/export/buildExport.ts';
import type { archiveCommands } from '#shared/contract/archiveCommands.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { searchIssues } from '#store/content/searchIndex.ts';
import { stopWork } from '../backup/runningWork.ts';
import { documentOf, linesOf, liveStatementsOf, selectFrozenFile, selectIssue } from '../issues/issueQueries.ts';
import { issueFiles, typesetIssue } from '../lazyFormats.ts';
import { changeContent, contentOf, type Handlers, instantOf, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { destroyedIssues, requireThere } from '../records/destroyedIssues.ts';
import { type OutputRequest, requireTicket, takeOutput } from '../tickets/takeOutput.ts';
import { withMarkedCopy } from '../tickets/withMarkedCopy.ts';
import { selectArchive, selectArchived, selectFrozenFiles } from './archiveQueries.ts';
import { proveInTurn } from './proveInTurn.ts';
import { verifyIssue } from './verifyIssue.ts';

/** 档案: signed issues, their frozen files, the search over them, and the proof. */
export const archiveHandlers: Handlers<keyof typeof archiveCommands> = {
  listArchive(context, { publicationId, year }) {
    const issues = selectArchive(context, publicationId);
    return year === undefined ? issues : issues.filter(({ date }) => date.startsWith(`${year}-`));
  },

  readArchivedIssue(context, { id }) {
    const content = contentOf(context);
    const issue = selectArchived(context, id);
    requireThere(context, id);
    const row = selectIssue(content, id);
    const released = liveStatementsOf(content, id).find(({ statement }) => statement.step === 'signer');
    if (!released) throw new Error(`issue ${id} has a number and no signature of 签发`);
    changeContent(context, (_content, record) => record('readArchivedIssue', id));
    return {
      issue,
      document: documentOf(content, row),
      issueHash: released.statement.hash,
      contentHash: row.contentHash,
      files: selectFrozenFiles(context, id).map(({ name, bytes, sm3 }) => ({ name, bytes: bytes.length, sm3 })),
      ...linesOf(context, id),
    };
  },

  readFrozenFile(context, { id, name }) {
    const bytes = selectFrozenFile(contentOf(context), id, name);
    if (!bytes) throw new OfficeError('notFound', '档案中没有这个文件。');
    changeContent(context, (_content, record) => record('readFrozenFile', id, { name }));
    return { name, bytes };
  },

  async exportIssue(context, { id, ticketId }) {
    selectArchived(context, id);
    requireThere(context, id);
    const taken = takeOutput(context, exportRequest(id, ticketId));
    const files = selectFrozenFiles(context, id).map(({ name, bytes }) => ({ name, bytes }));
    changeContent(context, (_content, record) =>
      record('exportIssue', id, { files: files.length, ...(taken ? { ticket: taken.number } : {}) }),
    );
    return withMarkedCopy(context, files, taken);
  },

  async exportDraft(context, { id, ticketId }) {
    const request = exportRequest(id, ticketId);
    requireTicket(context, request);
    const { register, personName } = sessionOf(context);
    const { document, publicationId } = selectIssue(contentOf(context), id);
    if (selectFrozenFile(contentOf(context), id, 'issue.pdf')) {
      throw new OfficeError('illegalState', '这一期已经签发，请从档案中导出正本。');
    }
    const { settings } = selectPublication(register, publicationId);
    const { emit, print } = context.environment;
    const progress = (part: number, label: string) =>
      emit({ kind: 'progress', command: 'exportDraft', part, whole: 2, label });
    progress(0, '正在排印');
    const stamp = { name: personName, at: momentLine(instantOf(context)) };
    const typeset = await typesetIssue(document, settings.layout, print, stamp);
    const tell = (format: string) => progress(1, `正在生成${format}`);
    const files = await issueFiles(document, typeset, { draft: stamp, tell });
    progress(2, '已备好');
    const taken = takeOutput(context, request);
    changeContent(context, (_content, record) => record('exportDraft', id, taken ? { ticket: taken.number } : {}));
    return withMarkedCopy(context, buildExport({ kind: 'draft', document, files, signatures: [] }), taken);
  },

  async verifyArchive(context, { id }) {
    const asked = id === undefined ? selectArchive(context) : [selectArchived(context, id)];
    // Of what was disposed of there is nothing left to prove.
    const destroyed = destroyedIssues(contentOf(context));
    const issues = asked.filter(({ issueId }) => !destroyed.has(issueId));
    if (id !== undefined) requireThere(context, id);
    const verdicts = await proveInTurn(context, 'verifyArchive', issues, {
      labelOf: ({ publicationName, numberText }) => publicationName + numberText,
      prove: (issue) => verifyIssue(context, issue),
    });
    changeContent(context, (_content, record) => {
      record('verifyArchive', id ?? 'archive', {
        issues: verdicts.length,
        faulty: verdicts.filter(({ faults }) => faults.length > 0).map(({ issueId }) => issueId),
      });
    });
    return verdicts;
  },

  stopProof(context) {
    // Whoever reads no issues proves none either.
    contentOf(context);
    stopWork(context);
    return {};
  },

  searchIssues(context, query) {
    const { hits, total, hasMore, notes } = searchIssues(contentOf(context), query);
    return {
      total,
      hasMore,
      notes: [...notes],
      hits: hits.map(({ titleParts, snippet, ...hit }) => ({
        ...hit,
        titleParts: [...titleParts],
        snippet: [...snippet],
      })),
    };
  },
};

/** An export is one copy, whether it goes to a folder or is burnt. */
function exportRequest(issueId: string, ticketId: string | undefined): OutputRequest {
  return {
    issueId,
    forms: ['export', 'burn'],
    ticket: ticketId === undefined ? undefined : { id: ticketId, copies: 1 },
  };
}
