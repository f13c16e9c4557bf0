import { pageFile } from '#formats/export/issueFiles.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import type { Printer } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { BenchRow } from '../benchRow.ts';
import { articleMaker, inventedIssue } from '../inventedArticles.ts';
import { median, timed } from '../timing.ts';

const suite = 'layout';
/** Articles of three pages each, for about 10, 20, 50, 100 and 200 pages. */
const articleCounts = [3, 6, 16, 33, 65] as const;
const runs = 5;

/** Milliseconds a page for PDF and OFD as an issue grows, each beside those of the shortest. */
export async function growthRows(printer: Printer): Promise<readonly BenchRow[]> {
  const makeArticle = articleMaker(10_200);
  const shortest = new Map<string, number>();
  const rows: BenchRow[] = [];
  for (const [index, count] of articleCounts.entries()) {
    const document = inventedIssue(makeArticle, index + 1, count);
    const typeset = () => typesetIssue(document, defaultLayoutParameters, printer.print);
    const { pages, ...rest } = await typeset();
    const asOfd = () => pageFile('ofd', document, { pages, ...rest }, false);
    await asOfd();
    const times = { PDF: [] as number[], OFD: [] as number[] };
    for (let round = 0; round < runs; round += 1) {
      times.PDF.push((await timed(typeset)).milliseconds);
      times.OFD.push((await timed(asOfd)).milliseconds);
    }
    for (const [format, each] of Object.entries(times)) {
      const value = median(each) / pages;
      const besideValue = shortest.get(format) ?? value;
      shortest.set(format, besideValue);
      const what = `${format} of ${pages} invented pages`;
      rows.push({
        suite,
        what,
        value,
        unit: 'ms/page',
        beside: 'the shortest',
        besideValue,
        ratio: value / besideValue,
      });
    }
  }
  return rows;
}
