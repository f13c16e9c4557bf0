import { chromium, type Page } from 'playwright-core';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import type { Printer } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { benchIssue } from '../benchIssue.ts';
import type { BenchRow } from '../benchRow.ts';
import { median, timed } from '../timing.ts';

const suite = 'layout';
const runs = 15;
const warmUps = 3;

/** The PDF by the product, in turn with Chromium loading and printing the same HTML and nothing else; and the first of a process. */
export async function chromiumRows(
  { name, document }: ReturnType<typeof benchIssue>,
  printer: Printer,
): Promise<readonly BenchRow[]> {
  const executablePath = process.env.NEIKAN_CHROMIUM ?? '/usr/lib/chromium/chromium';
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    await printer.print('<p>1</p>');
    const typeset = () => typesetIssue(document, defaultLayoutParameters, printer.print);
    const cold = await timed(typeset);
    const { html, pages } = cold.result;
    const page = await browser.newPage();
    const own: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < warmUps + runs; round += 1) {
      const ours = await timed(typeset);
      const theirs = await timed(() => loadAndPrint(page, html));
      if (round < warmUps) continue;
      own.push(ours.milliseconds);
      bare.push(theirs.milliseconds);
    }
    const [ownMedian, bareMedian] = [median(own), median(bare)];
    return [
      { suite, what: `pages of ${name}`, value: pages, unit: 'pages' },
      {
        suite,
        what: `PDF of ${name}, subsets cached`,
        value: ownMedian,
        unit: 'ms',
        beside: 'Chromium loads and prints the same HTML',
        besideValue: bareMedian,
        ratio: ownMedian / bareMedian,
      },
      { suite, what: 'more for the first PDF of a process', value: cold.milliseconds - ownMedian, unit: 'ms' },
    ];
  } finally {
    await browser.close();
  }
}

async function loadAndPrint(page: Page, html: string): Promise<Buffer> {
  await page.setContent(html, { waitUntil: 'load' });
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
}
