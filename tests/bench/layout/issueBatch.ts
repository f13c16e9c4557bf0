import { issueFiles } from '#formats/export/issueFiles.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { articleMaker, inventedIssue } from '../inventedArticles.ts';

/** As long as the real bulletin. */
const articlesPerIssue = 5;

// A process of its own, so that its memory is that of the work: makes so many issues in every format, one after the
// other, and says how long it took.
const count = Number(process.argv[2]);
const makeArticle = articleMaker(100);
const printer = await createPrinter();
const started = performance.now();
let pages = 0;
for (let serial = 1; serial <= count; serial += 1) {
  const document = inventedIssue(makeArticle, serial, articlesPerIssue);
  const typeset = await typesetIssue(document, defaultLayoutParameters, printer.print);
  await issueFiles(document, typeset);
  pages += typeset.pages;
}
const seconds = (performance.now() - started) / 1000;
await printer.close();
process.stdout.write(`${JSON.stringify({ seconds, pages })}\n`);
