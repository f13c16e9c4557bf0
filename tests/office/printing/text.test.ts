import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters, LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from './fullIssue.ts';
import { printedText } from './printedText.ts';
import { readPdf, textOf } from './readPdf.ts';

const seed = '../shared/seed/zhejiang-youth-2019-03.txt';
const samples = 'resources/sample';

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer?.close());

/** Blocks of CJK and Kangxi radicals: look-alikes that extraction gives where a font maps one glyph to two characters. */
const radicals = /[\u2e80-\u2fdf]/;

async function expectTextKept(document: Parameters<typeof typesetIssue>[0], parameters = defaultLayoutParameters) {
  const { pdf, pages } = await typesetIssue(document, parameters, printer.print, { name: '苏禾', at: '2026年3月5日' });
  const read = await readPdf(pdf);
  expect(read.length).toBe(pages);
  const text = textOf(read);
  // A table that runs over a page repeats its header: on paper twice, in the document once.
  const header = '乡镇渠道（公里）投工（个）清淤衬砌';
  expect(text.split(header).length).toBe(document === fullIssue ? 3 : 1);
  const once = text.replace(header, '').replaceAll(header, '');
  expect(once).toBe(printedText(document).replace(header, ''));
  expect(text).not.toMatch(radicals);
  expect(Buffer.from(pdf).includes('/Type3')).toBe(false);
  return pages;
}

test('every part of an issue prints, and reads back character for character', async () => {
  await expectTextKept(fullIssue);
});

test('digits from 仿宋, run-ins in 楷体 and the note before the contents change no character', async () => {
  const parameters = LayoutParameters.parse({ digitsFace: 'body', runInFace: 'kai', lastLineMinimum_characters: 1 });
  await expectTextKept(fullIssue, parameters);
});

for (const name of readdirSync(samples).filter((file) => file.endsWith('.txt'))) {
  test(`the sample ${name} reads back character for character`, async () => {
    await expectTextKept(parseBulletin(readFileSync(join(samples, name), 'utf8')).document);
  });
}

if (!existsSync(seed)) console.log('skipped: the real bulletin, because ../shared/seed is not there');

test.skipIf(!existsSync(seed))(
  'the real bulletin fills 13 to 15 pages and reads back character for character',
  async () => {
    const pages = await expectTextKept(parseBulletin(readFileSync(seed, 'utf8')).document);
    expect(pages).toBeGreaterThanOrEqual(13);
    expect(pages).toBeLessThanOrEqual(15);
  },
);
