import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildExport } from '#formats/export/buildExport.ts';
import { issueFiles } from '#formats/export/issueFiles.ts';
import { readBackFaults } from '#formats/export/readBack.ts';
import { verifyExport } from '#formats/export/verifyExport.ts';
import { checkOfdArchive } from '#formats/ofd/checkOfdArchive.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { type AnyDocument, anyDocument, withKnownCharacters } from './anyDocument.ts';

/** `NEIKAN_RUNS` asks for more; with `NEIKAN_SEED` beside it for others. */
const documents = Number(process.env.NEIKAN_RUNS ?? 16);

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer?.close());

async function expectWhole(generated: AnyDocument) {
  const { document, parameters, isDraft } = await withKnownCharacters(generated);
  const draft = isDraft ? { name: '苏禾', at: '2026年3月5日' } : undefined;
  const pages = await typesetIssue(document, parameters, printer.print, draft);
  const files = await issueFiles(document, pages, draft ? { draft } : {});
  expect(files.map(({ name }) => name)).toEqual([
    ...['issue.pdf', 'issue.ofd', 'issue.docx', 'issue.html', 'issue.txt', 'layout.json'],
  ]);
  expect(await readBackFaults(document, files)).toEqual([]);
  expect(verifyExport(buildExport({ kind: 'draft', document, files, signatures: [] })).faults).toEqual([]);
  const ofd = files.find(({ name }) => name === 'issue.ofd');
  // An issue without organ or date has not all that an archive wants to know of it.
  const rules = checkOfdArchive(ofd?.bytes ?? new Uint8Array()).map(({ rule }) => rule);
  expect(rules.filter((rule) => rule !== 'metadata')).toEqual(draft ? ['documentType'] : []);
}

test('any valid issue is typeset in every format, and every format reads back as the issue', {
  timeout: 3_600_000,
}, async () => {
  // On failure fast-check prints the seed, the path and the smallest issue that it came to within the time.
  await fc.assert(fc.asyncProperty(anyDocument, expectWhole), {
    numRuns: documents,
    ...(documents > 50 ? {} : { interruptAfterTimeLimit: 200_000 }),
  });
});
