import { readFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOfd } from '#formats/ofd/readOfd.ts';
import { writeOfd } from '#formats/ofd/writeOfd.ts';
import { typesetPages } from '#formats/typeset/typesetPages.ts';
import { sandboxSwitches } from '#hosts/chromium/browserSwitches.ts';
import { findBrowser } from '#hosts/chromium/findBrowser.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { generatedIssue } from './generatedIssue.ts';

const library = process.env.NEIKAN_OFDJS;
if (!library) {
  console.info(
    'skipped: OFD in another reader, because NEIKAN_OFDJS does not name a copy of ofd.js 0.2.6 (ofd.umd.min.js)',
  );
}

let browser: Browser;
beforeAll(async () => {
  if (library) browser = await chromium.launch({ executablePath: findBrowser(), args: [...sandboxSwitches()] });
});
afterAll(() => browser?.close());

interface SeenGlyph {
  readonly text: string;
  readonly x_mm: number;
  readonly y_mm: number;
}

/** The characters of each page as ofd.js draws them: it makes one SVG an object, with one text a character. */
async function seenByOfdJs(ofd: Uint8Array, width_mm: number): Promise<readonly (readonly SeenGlyph[])[]> {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><body></body>');
  await page.addScriptTag({ content: readFileSync(library as string, 'utf8') });
  const pages = await page.evaluate(
    async ([base64, paperWidth_mm]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const { ofd: reader } = window as unknown as {
        ofd: {
          parseOfdDocument(request: { ofd: File; success(read: unknown[]): void; fail(error: unknown): void }): void;
          renderOfd(width: number, read: unknown): HTMLElement[];
        };
      };
      const [read] = await new Promise<unknown[]>((success, fail) => {
        reader.parseOfdDocument({ ofd: new File([bytes], 'issue.ofd'), success, fail });
      });
      return reader.renderOfd(1000, read).map((sheet) => {
        const pixelsPerMm = Number.parseFloat(sheet.style.width) / paperWidth_mm;
        return [...sheet.querySelectorAll('svg')].flatMap((svg) =>
          [...svg.querySelectorAll('text')].map((text) => ({
            text: text.textContent ?? '',
            x_mm: (Number.parseFloat(svg.style.left) + Number(text.getAttribute('x'))) / pixelsPerMm,
            y_mm: (Number.parseFloat(svg.style.top) + Number(text.getAttribute('y'))) / pixelsPerMm,
          })),
        );
      });
    },
    [Buffer.from(ofd).toString('base64'), width_mm] as const,
  );
  await page.close();
  return pages;
}

test.skipIf(!library).each([1, 6, 13])('ofd.js sees the characters of issue %i at the same places', async (number) => {
  const { document, parameters } = await generatedIssue(number);
  const printer = await createPrinter();
  const { pdf, faces } = await typesetPages(document, parameters, printer.print, {});
  await printer.close();
  const ofd = await writeOfd({ document, pdf, faces, profile: 'distribution' });
  const { pages } = readOfd(ofd);
  const seen = await seenByOfdJs(ofd, pages[0]?.width_mm ?? 0);
  expect(seen.length).toBe(pages.length);
  for (const [index, { objects }] of pages.entries()) {
    const glyphs = objects.flatMap((object) => (object.kind === 'text' ? object.glyphs : []));
    // It draws a character beyond the BMP as two halves, both where the character stands.
    const halves = glyphs.flatMap((glyph) => glyph.text.split('').map((half) => ({ ...glyph, text: half })));
    const theirs = seen[index] as readonly SeenGlyph[];
    expect(theirs.map(({ text }) => text).join('')).toBe(halves.map(({ text }) => text).join(''));
    const distances = halves.map(({ x_mm, y_mm }, at) =>
      Math.hypot(x_mm - (theirs[at]?.x_mm ?? Number.NaN), y_mm - (theirs[at]?.y_mm ?? Number.NaN)),
    );
    expect(Math.max(0, ...distances)).toBeLessThan(0.1);
  }
});
