import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { MissingCharactersError } from '#formats/typeset/missingCharactersError.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { shippedOnly } from '#shared/layout/fontChoice.ts';
import { type FontSlot, fontSlots } from '#shared/layout/fontSlot.ts';
import { LayoutManifest } from '#shared/layout/layoutManifest.ts';
import { defaultLayoutParameters, LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';
import { type MadeFont, madeFont, withFontFolder } from '../../unit/formats/font/madeFonts.ts';
import { fullIssue } from './fullIssue.ts';
import { linesOf, readPdf } from './readPdf.ts';
import { plain, riverIssue } from './riverIssue.ts';

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer?.close());

const samples = readdirSync('resources/sample').filter((name) => name.endsWith('.txt'));
const seed = '../shared/seed/zhejiang-youth-2019-03.txt';
if (!existsSync(seed)) console.log('skipped: the lines of the real bulletin, because ../shared/seed is not there');
const bulletins = [...samples.map((name) => join('resources/sample', name)), ...(existsSync(seed) ? [seed] : [])];

/** Every slot with a font that looks, and is built, unlike the one that ships: none has the feature `halt`. */
const officeFonts: Readonly<Record<FontSlot, Pick<MadeFont, 'chinese' | 'english' | 'like'>>> = {
  title: { chinese: '方正小标宋简体', english: 'FZXiaoBiaoSong-B05S', like: 'hei' },
  body: { chinese: '仿宋_GB2312', english: 'FangSong_GB2312', like: 'kai' },
  kai: { chinese: '楷体_GB2312', english: 'KaiTi_GB2312', like: 'song' },
  hei: { chinese: '黑体', english: 'SimHei', like: 'title' },
  song: { chinese: '宋体', english: 'SimSun', like: 'kai' },
  digits: { chinese: 'Times', english: 'Times New Roman', like: 'hei' },
};

type Document = Parameters<typeof typesetIssue>[0];

async function withOfficeFonts<Result>(document: Document, work: () => Promise<Result>): Promise<Result> {
  const texts = slotTexts(document, defaultLayoutParameters);
  return withFontFolder(async (folder) => {
    for (const slot of fontSlots) {
      const characters = [...new Set(texts.flatMap((text) => (text.slot === slot ? [...text.text] : [])))].join('');
      if (characters === '') continue;
      writeFileSync(
        join(folder, `${slot}.ttf`),
        await madeFont({ ...officeFonts[slot], characters: `${characters}0`, squeeze: 'none' }),
      );
    }
    return work();
  });
}

/** Each page's lines. */
async function linesIn(pdf: Uint8Array): Promise<readonly (readonly string[])[]> {
  return (await readPdf(pdf)).map(({ items }) => linesOf(items).map(({ text }) => text.replace(/\s/g, '')));
}

const shipped = LayoutParameters.parse({ fonts: shippedOnly });

test.each(bulletins)(
  'the lines and pages of %s are the same with the fonts of an office and with those that ship',
  async (path) => {
    const { document } = parseBulletin(readFileSync(path, 'utf8'));
    const own = await typesetIssue(document, shipped, printer.print);
    const office = await withOfficeFonts(document, () =>
      typesetIssue(document, defaultLayoutParameters, printer.print),
    );
    expect(office.layoutManifest.fonts.every(({ origin }) => origin === 'installed')).toBe(true);
    expect(await linesIn(office.pdf)).toEqual(await linesIn(own.pdf));
    expect(Buffer.from(office.pdf).includes('/Type3')).toBe(false);
  },
);

test('every part of an issue breaks into the same lines, and the manifest names the fonts of the office', async () => {
  const own = await typesetIssue(fullIssue, shipped, printer.print);
  const office = await withOfficeFonts(fullIssue, () =>
    typesetIssue(fullIssue, defaultLayoutParameters, printer.print),
  );
  expect(await linesIn(office.pdf)).toEqual(await linesIn(own.pdf));
  const manifest = LayoutManifest.parse(office.layoutManifest);
  expect(manifest.fonts.map(({ slot, name }) => [slot, name])).toEqual(
    fontSlots.map((slot) => [slot, slot === 'digits' ? 'Times New Roman' : officeFonts[slot].chinese]),
  );
  expect(manifest.fonts[1]).toMatchObject({ fileName: 'body.ttf', version: 'Version 5.01' });
  expect(manifest.substitutions).toEqual([]);
});

test('marks, digits and letters in any order break into the same lines', async () => {
  const unit = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...plain) },
    { weight: 3, arbitrary: fc.constantFrom(...'，。、；：？！（）《》“”‘’【】〔〕—…·') },
    { weight: 1, arbitrary: fc.constantFrom('12', '2026', '3.5%', 'pH', 'A4', '——', '……') },
  );
  const paragraph = fc.array(unit, { minLength: 90, maxLength: 150 }).map((units) => units.join(''));
  const roles = ['paragraph', 'quote', 'heading1', 'heading2'] as const;
  const body = fc
    .sample(paragraph, 48)
    .map((text, index) => ({ role: roles[index % roles.length] ?? 'paragraph', inlines: [{ text }] }));
  const [article] = riverIssue(0).articles;
  if (!article) throw new Error('no article');
  const issue = riverIssue(0, { articles: [{ ...article, body }] });
  const own = await typesetIssue(issue, shipped, printer.print);
  const office = await withOfficeFonts(issue, () => typesetIssue(issue, defaultLayoutParameters, printer.print));
  expect(await linesIn(office.pdf)).toEqual(await linesIn(own.pdf));
});

test('a line with a word in 黑体, 楷体 or digits is as high as the others', async () => {
  const text = (part: object) => [
    { text: '云溪县水务局组织各乡镇清理河道' },
    part,
    { text: '并向沿岸居民讲解防汛要求。' },
  ];
  const paragraph = (part: { text: string; bold?: boolean; emphasis?: boolean }) => ({
    role: 'paragraph' as const,
    inlines: text(part) as { text: string }[],
  });
  const body = [{ text: '修堤', bold: true }, { text: '修堤', emphasis: true }, { text: '30' }].map(paragraph);
  const [article] = riverIssue(0).articles;
  if (!article) throw new Error('no article');
  const issue = riverIssue(0, { articles: [{ ...article, body: [...body, ...body] }] });
  const [, page] = await readPdf((await typesetIssue(issue, shipped, printer.print)).pdf);
  const lines = linesOf((page?.items ?? []).filter((item) => item.y_mm > 60)).slice(2, 14);
  // Single lines are put on whole pixels of 0.26 mm.
  const pitch_mm = ((lines[0]?.y_mm ?? 0) - (lines.at(-1)?.y_mm ?? 0)) / (lines.length - 1);
  expect(pitch_mm).toBeCloseTo(225 / 22, 1);
});

test('a character that somebody chose a font for prints, reads back and is written down', async () => {
  const issue = riverIssue(100, { column: '水利喆刊' });
  await expect(typesetIssue(issue, shipped, printer.print)).rejects.toThrow(MissingCharactersError);
  const substitutes = [{ slot: 'body', character: '喆', family: 'LXGW WenKai' }];
  const parameters = LayoutParameters.parse({ fonts: { source: 'shippedOnly', substitutes } });
  const { pdf, layoutManifest } = await typesetIssue(issue, parameters, printer.print);
  expect((await linesIn(pdf))[0]).toContain('（水利喆刊）');
  expect(layoutManifest.substitutions).toContain('仿宋中的“喆”用LXGW WenKai代替');
  expect(layoutManifest.fonts).toContainEqual(
    expect.objectContaining({ slot: 'body', name: 'LXGW WenKai', characters: '喆' }),
  );
});
