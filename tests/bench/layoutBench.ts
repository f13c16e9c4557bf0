import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { BenchRow } from './benchRow.ts';

const suite = 'layout';
const seed = '../shared/seed/zhejiang-youth-2019-03.txt';
const sample = 'resources/sample/first-issue.txt';
const runs = 15;
const warmUps = 3;

/** One bulletin as PDF by the product, in turn with Chromium loading and printing the same HTML and nothing else. Medians. */
export async function run(): Promise<readonly BenchRow[]> {
  const path = existsSync(seed) ? seed : sample;
  const name = path === seed ? 'the real bulletin' : 'the sample, as ../shared/seed is not there';
  const { document } = parseBulletin(readFileSync(path, 'utf8'));
  const printer = await createPrinter();
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
    await Promise.all([printer.close(), browser.close()]);
  }
}

async function loadAndPrint(page: Page, html: string): Promise<Buffer> {
  await page.setContent(html, { waitUntil: 'load' });
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
}

async function timed<Result>(work: () => Promise<Result>) {
  const started = performance.now();
  const result = await work();
  return { result, milliseconds: performance.now() - started };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
