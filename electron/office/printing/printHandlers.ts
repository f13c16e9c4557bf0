import { sm3 } from 'sm-crypto-v2';
import { pdfPageCount } from '#formats/pdf/pdfPageCount.ts';
import { pdfPaper } from '#formats/pdf/pdfPaper.ts';
import type { printCommands, printedParts } from '#shared/contract/printCommands.ts';
import { isSigned } from '#shared/workflow/isSigned.ts';
import { selectFrozenFiles } from '../archive/archiveQueries.ts';
import { requireHere } from '../handover/requireHere.ts';
import { issueHandlers } from '../issues/issueHandlers.ts';
import { type IssueRow, selectIssue } from '../issues/issueQueries.ts';
import { bookletPdf, joinedPdfs, stampedCopies, stampPdf } from '../lazyFormats.ts';
import { changeContent, contentOf, type Handlers, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { slipHandlers } from '../releaseSlip/slipHandlers.ts';
import { outputApprovalOf, requireNotVoid, requireTicket, takeOutput } from '../tickets/takeOutput.ts';
import { handedOutOf, keepDraft, keptDraft, noteHandedOut } from './handedOut.ts';

/** 打印: the pages of an issue for a printer, and the record of it. The office itself knows no printer. */
export const printHandlers: Handlers<keyof typeof printCommands> = {
  async readPrintPages(context, { id, isBooklet, part, ticket }) {
    if (part === 'slip') {
      const { pdf, pages } = await slipHandlers.readReleaseSlip(context, { id });
      noteHandedOut(context, handedOutKey(id, part), { pages });
      return { pdf, pages, holdsCopies: false, paper: 'A4' };
    }
    const request = { issueId: id, forms: ['print'] as const, ticket };
    requireHere(context, id);
    // Before pages are set for nothing, and again when the ticket is used.
    requireTicket(context, request);
    const pdf = await pagesOf(context, id, isBooklet);
    const pages = pdfPageCount(pdf);
    const taken = takeOutput(context, request);
    noteHandedOut(context, handedOutKey(id, part), { pages, ...(taken ? { taken } : {}) });
    const made = await madePages(pdf, isBooklet, taken?.isStamped ? taken.lines : []);
    const paper = isBooklet ? 'A3' : pdfPaper(pdf);
    return {
      pdf: new Uint8Array(made),
      pages,
      holdsCopies: taken?.isStamped === true,
      ...(paper === undefined ? {} : { paper }),
    };
  },

  recordBookletExport(context, { id }) {
    if (outputApprovalOf(context, id)) {
      throw new OfficeError('ticketNeeded', '这份刊物要有输出票才能输出，小册子请用输出票打印。');
    }
    changeContent(context, (content, record) => {
      selectIssue(content, id);
      requireNotVoid(context, id);
      if (!handedOutOf(context, id)) throw notHandedOut();
      record('exportBooklet', id);
    });
    return {};
  },

  recordPrint(context, { id, printer, copies, pages, isBooklet, part, outcome }) {
    const ticketOf = handedOutOf(context, handedOutKey(id, part))?.taken?.number;
    const details = {
      ...(part === 'pages' ? {} : { part }),
      printer,
      copies,
      ...(pages === undefined ? {} : { pages }),
      ...(isBooklet ? { form: 'booklet' } : {}),
      ...(ticketOf === undefined ? {} : { ticket: ticketOf }),
    };
    const printing = JSON.stringify(details);
    const { state } = selectIssue(contentOf(context), id);
    const handedOut = handedOutOf(context, handedOutKey(id, part));
    if (!handedOut) throw notHandedOut();
    const { sent, taken } = handedOut;
    if (outcome === 'sent') {
      if (taken && (handedOut.hasGoneOut || copies > taken.copies)) {
        throw new OfficeError('illegalState', `输出票${taken.number}取出的是${taken.copies}份，不能多印。`);
      }
      if (part === 'pages') {
        requireHere(context, id);
        requireNotVoid(context, id);
      }
      requirePages(pages, handedOut.pages);
    } else if (!sent.includes(printing)) {
      throw new OfficeError('illegalState', '没有这一次打印的记录，不能记为没有印成。');
    }
    changeContent(context, (_content, record) => {
      record(outcome === 'sent' ? 'sendToPrinter' : 'printNotDone', id, { ...details, state });
    });
    handedOut.hasGoneOut ||= outcome === 'sent';
    if (outcome === 'sent') sent.push(printing);
    else sent.splice(sent.indexOf(printing), 1);
    return {};
  },
};

/** The pages as they go to paper: all copies in one file where each is marked, else one. */
async function madePages(pdf: Uint8Array, isBooklet: boolean, lines: readonly string[]): Promise<Uint8Array> {
  if (lines.length === 0) return isBooklet ? bookletPdf(pdf) : pdf;
  if (!isBooklet) return stampedCopies(pdf, lines);
  const booklets: Uint8Array[] = [];
  for (const line of lines) booklets.push(await bookletPdf(await stampPdf(pdf, line)));
  return joinedPdfs(booklets);
}

/** The pages of an issue and its slip are given out apart. */
function handedOutKey(id: string, part: (typeof printedParts)[number]): string {
  return part === 'pages' ? id : `${id} ${part}`;
}

/** Throws illegalState where a page is named that the issue does not have. */
function requirePages(ranges: string | undefined, count: number): void {
  const numbers = (ranges ?? '').match(/\d+/g)?.map(Number) ?? [];
  if (numbers.some((number) => number > count)) {
    throw new OfficeError('illegalState', `这一期共${count}页，没有要打印的那一页。`);
  }
}

/**
 * The pages that go to paper. A booklet of a draft is made of the pages that were set for printing before, where nothing
 * has changed since. Throws dataDamaged where the frozen pages are not those that were signed.
 */
async function pagesOf(context: OfficeContext, id: string, isBooklet: boolean): Promise<Uint8Array> {
  const issue = selectIssue(contentOf(context), id);
  const { state } = issue;
  const frozen = selectFrozenFiles(context, id).find(({ name }) => name === 'issue.pdf');
  if (!frozen) {
    if (isSigned(state)) {
      throw new OfficeError('dataDamaged', '这一期的冻结页面不见了，没有打印。请保留现场，告诉审计员。');
    }
    const key = draftKey(context, issue);
    const pdf = (isBooklet && keptDraft(context, key)) || (await issueHandlers.previewIssue(context, { id })).pdf;
    keepDraft(context, key, pdf);
    return pdf;
  }
  if (sm3(frozen.bytes) !== frozen.sm3) {
    throw new OfficeError('dataDamaged', '冻结的页面与签发时的摘要不符，没有打印。请保留现场，告诉审计员。');
  }
  changeContent(context, (_content, record) => record('readFrozenFile', id, { name: 'issue.pdf' }));
  return frozen.bytes;
}

/** Whatever the pages of a draft depend on; the number of copies prints, and is no part of what is signed. */
function draftKey(context: OfficeContext, { id, publicationId, contentHash, document }: IssueRow): string {
  const { settings } = selectPublication(sessionOf(context).register, publicationId);
  return JSON.stringify([id, contentHash, document.copies ?? 0, settings.layout]);
}

function notHandedOut(): OfficeError {
  return new OfficeError('illegalState', '这一期的页面没有取出来过，不会有打印或导出。请先打开打印对话框。');
}
