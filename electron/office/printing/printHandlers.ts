import { sm3 } from 'sm-crypto-v2';
import { pdfPageCount } from '#formats/pdf/pdfPageCount.ts';
import { pdfPaper } from '#formats/pdf/pdfPaper.ts';
import type { printCommands } from '#shared/contract/printCommands.ts';
import { selectFrozenFiles } from '../archive/archiveQueries.ts';
import { issueHandlers } from '../issues/issueHandlers.ts';
import { selectIssue } from '../issues/issueQueries.ts';
import { bookletPdf } from '../lazyFormats.ts';
import { changeContent, contentOf, type Handlers, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

/** 打印: the pages of an issue for a printer, and the record of it. The office itself knows no printer. */
export const printHandlers: Handlers<keyof typeof printCommands> = {
  async readPrintPages(context, { id, isBooklet }) {
    const pdf = await pagesOf(context, id);
    const pages = pdfPageCount(pdf);
    if (isBooklet) return { pdf: new Uint8Array(await bookletPdf(pdf)), pages, paper: 'A3' };
    const paper = pdfPaper(pdf);
    return { pdf: new Uint8Array(pdf), pages, ...(paper === undefined ? {} : { paper }) };
  },

  async exportBooklet(context, { id }) {
    const booklet = await bookletPdf(await pagesOf(context, id));
    changeContent(context, (_content, record) => record('exportBooklet', id));
    return { name: '小册子.pdf', bytes: new Uint8Array(booklet) };
  },

  recordPrint(context, { id, printer, copies, pages, isBooklet, outcome }) {
    changeContent(context, (content, record) => {
      const { state } = selectIssue(content, id);
      record(outcome === 'sent' ? 'sendToPrinter' : 'printNotDone', id, {
        printer,
        copies,
        ...(pages === undefined ? {} : { pages }),
        ...(isBooklet ? { form: 'booklet' } : {}),
        state,
      });
    });
    return {};
  },
};

/** Throws illegalState for a void issue, dataDamaged where the frozen pages are not those that were signed. */
async function pagesOf(context: OfficeContext, id: string): Promise<Uint8Array> {
  const { state } = selectIssue(contentOf(context), id);
  if (state === 'void') throw new OfficeError('illegalState', '这一期已作废，不能打印。');
  const frozen = selectFrozenFiles(context, id).find(({ name }) => name === 'issue.pdf');
  if (!frozen) {
    if (['released', 'printed', 'archived'].includes(state)) {
      throw new OfficeError('dataDamaged', '这一期的冻结页面不见了，没有打印。请保留现场，告诉审计员。');
    }
    return (await issueHandlers.previewIssue(context, { id })).pdf;
  }
  if (sm3(frozen.bytes) !== frozen.sm3) {
    throw new OfficeError('dataDamaged', '冻结的页面与签发时的摘要不符，没有打印。请保留现场，告诉审计员。');
  }
  changeContent(context, (_content, record) => record('readFrozenFile', id, { name: 'issue.pdf' }));
  return frozen.bytes;
}
