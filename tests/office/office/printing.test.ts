import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, onTestFinished, test } from 'vitest';
import { createPrinter } from '#hosts/chromium/printer.ts';
import type { Office } from '#office/office.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { readPdf } from '../printing/readPdf.ts';
import { code, draftIssue, foundedOffice, passwordOf, printOnce, signIn, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const row = { printer: 'Laser', copies: 60, isBooklet: false } as const;

/** Takes a draft of `wenhe` to its signature. */
async function sign(office: Office, id: string): Promise<void> {
  const { client } = office;
  const { contentHash } = value(await client.readIssue({ id }));
  value(await client.submitIssue({ id, contentHash }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash }));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease({ id, contentHash }));
  value(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }));
}

test('a signed issue prints as its frozen bytes; a booklet is made of them; both are on record', async () => {
  const printer = await createPrinter();
  onTestFinished(() => printer.close());
  const { office } = await foundedOffice({ print: printer.print });
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  await sign(office, id);
  const frozen = value(await client.readFrozenFile({ id, name: 'issue.pdf' })).bytes;
  const pages = value(await client.readPrintPages({ id, isBooklet: false }));
  expect(Buffer.from(pages.pdf).equals(frozen)).toBe(true);
  expect(pages).toMatchObject({ pages: 2, paper: 'A4' });

  const booklet = value(await client.readPrintPages({ id, isBooklet: true }));
  expect(booklet).toMatchObject({ pages: 2, paper: 'A3' });
  expect(Buffer.from(booklet.pdf).equals(value(await client.readPrintPages({ id, isBooklet: true })).pdf)).toBe(true);
  expect((await PDFDocument.load(booklet.pdf)).getPages().map((page) => Math.round(page.getWidth()))).toEqual([
    1191, 1191,
  ]);
  value(await client.recordBookletExport({ id }));

  value(await client.recordPrint({ id, ...row, pages: '1', outcome: 'sent' }));
  value(await client.recordPrint({ id, ...row, isBooklet: true, outcome: 'sent' }));
  value(await client.recordPrint({ id, ...row, isBooklet: true, outcome: 'notPrinted' }));
  const audit = value(await client.listAudit({ chain: 'content', limit: 4 }));
  expect(audit.map(({ action, person, subject, details }) => ({ action, person, subject, details }))).toEqual([
    {
      action: 'printNotDone',
      person: 'shenjun',
      subject: id,
      details: { printer: 'Laser', copies: 60, form: 'booklet', state: 'released' },
    },
    expect.objectContaining({
      action: 'sendToPrinter',
      details: { printer: 'Laser', copies: 60, form: 'booklet', state: 'released' },
    }),
    {
      action: 'sendToPrinter',
      person: 'shenjun',
      subject: id,
      details: { printer: 'Laser', copies: 60, pages: '1', state: 'released' },
    },
    expect.objectContaining({ action: 'exportBooklet' }),
  ]);
});

test('a draft prints with its mark on every page, and a booklet of it has them all', async () => {
  const printer = await createPrinter();
  onTestFinished(() => printer.close());
  const { office } = await foundedOffice({ print: printer.print });
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  const marksOf = async (isBooklet: boolean) => {
    const { pdf, pages } = value(await office.client.readPrintPages({ id, isBooklet }));
    const colours = (await readPdf(pdf)).flatMap(({ shapes }) => shapes.map(({ colour }) => colour));
    return { pages, marks: colours.filter((colour) => colour === defaultLayoutParameters.draftColour).length };
  };
  const { pages, marks } = await marksOf(false);
  expect(pages).toBeGreaterThan(0);
  expect(marks).toBe(pages);
  expect(await marksOf(true)).toEqual({ pages, marks });
});

test('a booklet of a draft is made of the pages that are at hand, and set anew once something has changed', async () => {
  const printer = await createPrinter();
  onTestFinished(() => printer.close());
  let prints = 0;
  const { office } = await foundedOffice({
    print: (html) => {
      prints += 1;
      return printer.print(html);
    },
  });
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  value(await client.readPrintPages({ id, isBooklet: false }));
  const printsOfPages = prints;
  value(await client.readPrintPages({ id, isBooklet: true }));
  expect(prints).toBe(printsOfPages);

  const { document, contentHash } = value(await client.readIssue({ id }));
  const { marking, reportTo, copyTo, sendTo } = document;
  const articleIds = document.articles.map((article) => article.id);
  const change = { marking, reportTo, copyTo, sendTo, articleIds, column: '改过的栏目' };
  value(await client.saveIssue({ id, baseContentHash: contentHash, ...change }));
  value(await client.readPrintPages({ id, isBooklet: true }));
  expect(prints).toBeGreaterThan(printsOfPages);
});

test('what cannot have been printed is not put on record', async () => {
  const { office } = await foundedOffice({ print: printOnce });
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  // Nobody was given its pages.
  expect(code(await client.recordPrint({ id, ...row, outcome: 'sent' }))).toBe('illegalState');
  expect(code(await client.recordBookletExport({ id }))).toBe('illegalState');
  await sign(office, id);
  const { pages } = value(await client.readPrintPages({ id, isBooklet: false }));
  // Nor was a page that is not there, or a printing that was not sent.
  expect(code(await client.recordPrint({ id, ...row, pages: `1-${pages + 1}`, outcome: 'sent' }))).toBe('illegalState');
  expect(code(await client.recordPrint({ id, ...row, outcome: 'notPrinted' }))).toBe('illegalState');
  value(await client.recordPrint({ id, ...row, outcome: 'sent' }));
  value(await client.voidIssue({ id, reason: '印错' }));
  expect(code(await client.recordPrint({ id, ...row, outcome: 'sent' }))).toBe('illegalState');
  // What was sent before may still come to nothing, once.
  value(await client.recordPrint({ id, ...row, outcome: 'notPrinted' }));
  expect(code(await client.recordPrint({ id, ...row, outcome: 'notPrinted' }))).toBe('illegalState');
});

test('a void issue, one that is not there and frozen pages that were changed are not printed', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  await sign(office, id);
  const { content } = await openBases(directory, 'shenjun');
  content.exec(
    "DROP TRIGGER frozen_files_no_update; UPDATE frozen_files SET bytes = CAST(bytes || x'00' AS BLOB) WHERE name = 'issue.pdf'",
  );
  expect(code(await client.readPrintPages({ id, isBooklet: false }))).toBe('dataDamaged');
  expect(code(await client.readPrintPages({ id, isBooklet: true }))).toBe('dataDamaged');
  value(await client.voidIssue({ id, reason: '印错' }));
  expect(code(await client.readPrintPages({ id, isBooklet: false }))).toBe('illegalState');
  expect(code(await client.readPrintPages({ id: 'nobody', isBooklet: false }))).toBe('notFound');
  expect(code(await client.recordPrint({ id: 'nobody', ...row, outcome: 'sent' }))).toBe('notFound');
});
