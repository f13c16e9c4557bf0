import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { linesOf, readPdf, typeArea } from './readPdf.ts';

const bulletin = '../shared/seed/zhejiang-youth-2019-03.txt';
const design = '../shared/design/layout.md';
const whyNot = [bulletin, design].every((path) => existsSync(path)) ? '' : `${bulletin} or ${design} is not there`;
if (whyNot) console.log(`skipped: the page starts of a printed bulletin, because ${whyNot}`);

/** The pages of the original that begin inside a paragraph, in order; 2, 6 and 9 begin with an article or cannot be told. */
const pages = [3, 4, 5, 7, 8, 10, 11, 12, 13, 14];
const linesPerPage = 22;

/** With what each of those pages begins: one line of the design, its items divided by dots. */
function pageStarts(): readonly string[] {
  const line = readFileSync(design, 'utf8')
    .split('\n')
    .find((one) => one.split(' · ').length === pages.length);
  return (line ?? '').split(' · ').map((start) => start.trim().replace(/\.$/, ''));
}

test.skipIf(whyNot)('a printed bulletin of 14 pages comes out with 14, its page starts within two lines', async () => {
  const { document } = parseBulletin(readFileSync(bulletin, 'utf8'));
  const printer = await createPrinter();
  try {
    const parameters = LayoutParameters.parse({ titleBlankLinesAbove: 0 });
    const typeset = await typesetIssue(document, parameters, printer.print);
    expect(typeset.pages).toBe(14);
    const printed = await readPdf(new Uint8Array(typeset.pdf));
    const lines = printed.flatMap((page, index) =>
      linesOf(typeArea(page)).map(({ text }, line) => ({
        text: text.replace(/\s/g, ''),
        at: index * linesPerPage + line,
      })),
    );
    const whole = lines.map(({ text }) => text).join('');
    const offsets = pageStarts().map((start, index) => {
      const place = whole.indexOf(start.replace(/\s/g, ''));
      expect(place, start).toBeGreaterThan(0);
      let before = 0;
      const line = lines.find(({ text }) => {
        before += text.length;
        return before > place;
      });
      return (line?.at ?? 0) - ((pages[index] ?? 0) - 1) * linesPerPage;
    });
    console.log(`lines from the page starts of the print: ${offsets.join(', ')}`);
    expect(Math.max(...offsets.map(Math.abs))).toBeLessThanOrEqual(2);
  } finally {
    await printer.close();
  }
});
