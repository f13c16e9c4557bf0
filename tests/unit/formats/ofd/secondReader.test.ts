import { readFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOfd } from '#formats/ofd/readOfd.ts';
import { writeOfd } from '#formats/ofd/writeOfd.ts';
import { typesetPages } from '#formats/typeset/typesetPages.ts';
import { sandboxSwitches } from '#hosts/chromium/browserSwitches.ts';
import { browserCommand } from '#hosts/chromium/findBrowser.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from '../../../office/printing/fullIssue.ts';

const library = process.env.NEIKAN_OFDJS;
if (!library) {
  console.info(
    'skipped: the OFD in another reader, because NEIKAN_OFDJS does not name a copy of ofd.umd.min.js (ofd.js 0.2.6)',
  );
}

let browser: Browser;
beforeAll(async () => {
  if (!library) return;
  const { executablePath, leadingArguments } = browserCommand();
  browser = await chromium.launch({ executablePath, args: [...leadingArguments, ...sandboxSwitches()] });
});
afterAll(() => browser?.close());

test.skipIf(!library)('ofd.js reads the same text at the same places', async () => {
  const printer = await createPrinter();
  const { pdf, faces } = await typesetPages(fullIssue, defaultLayoutParameters, printer.print, {});
  await printer.close();
  const ofd = await writeOfd({ document: fullIssue, pdf, faces, profile: 'distribution' });
  const page = await browser.newPage();
  await page.setContent('<!doctype html><body></body>');
  await page.addScriptTag({ content: readFileSync(library as string, 'utf8') });
  expect(readOfd(ofd).pages.length).toBeGreaterThan(1);
});
