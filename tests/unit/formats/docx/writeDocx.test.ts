import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import mammoth from 'mammoth';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeDocx } from '#formats/docx/writing/writeDocx.ts';
import { descendants, shownText, value } from '#formats/docx/xmlSearch.ts';
import type { XmlElement } from '#formats/docx/xmlTree.ts';
import { readBulletinFile } from '#formats/intake/readBulletinFile.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters, LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from '../../../office/printing/fullIssue.ts';
import { printedText } from '../../../office/printing/printedText.ts';
import { attributesOf, styleNamed, writtenParts } from './writtenParts.ts';

const seed = resolve(import.meta.dirname, '../../../../../shared/seed/zhejiang-youth-2019-03.txt');
const seedIsHere = existsSync(seed);
if (!seedIsHere) console.info(`the text of the real bulletin in a DOCX skipped: no text at ${seed}`);

/** Signs before the items of lists are Word's own numbers, no text of the file. */
const listSigns = /[①-⑳]/g;

async function mammothText(bytes: Uint8Array): Promise<string> {
  const { value: text } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  return text.replace(/\s/g, '');
}

describe('a DOCX of an issue with every part', () => {
  let parts: ReadonlyMap<string, XmlElement>;
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = await writeDocx(fullIssue, defaultLayoutParameters);
    parts = writtenParts(bytes);
  });
  const body = () => parts.get('word/document.xml');
  const styles = () => parts.get('word/styles.xml');

  test('has paper, mirrored margins and the grid of 28 characters and 22 lines', () => {
    expect(attributesOf(body(), 'w:pgSz')).toMatchObject({ 'w:w': '11906', 'w:h': '16838' });
    expect(attributesOf(body(), 'w:pgMar')).toMatchObject({
      'w:top': '2098',
      'w:bottom': '1984',
      'w:left': '1587',
      'w:right': '1474',
    });
    const grid = attributesOf(body(), 'w:docGrid');
    expect(grid['w:type']).toBe('linesAndChars');
    // The type area of 225 × 156 mm in twips; 16 pt is the body's size.
    expect(Math.floor(12_756 / Number(grid['w:linePitch']))).toBe(22);
    expect(Math.floor(8844 / (20 * (16 + Number(grid['w:charSpace']) / 4096)))).toBe(28);
    const settings = parts.get('word/settings.xml');
    expect(settings && descendants(settings, 'w:mirrorMargins')).toHaveLength(1);
    expect(settings && descendants(settings, 'w:evenAndOddHeaders')).toHaveLength(1);
    expect(attributesOf(settings, 'w:characterSpacingControl')['w:val']).toBe('compressPunctuation');
  });

  test('has — N — in the footers, right on odd pages and left on even ones', () => {
    const references = body() ? descendants(body() as XmlElement, 'w:footerReference') : [];
    const relations = parts.get('word/_rels/document.xml.rels');
    const footer = (type: string) => {
      const id = references.find(({ attributes }) => attributes['w:type'] === type)?.attributes['r:id'];
      const relation =
        relations && descendants(relations, 'Relationship').find(({ attributes }) => attributes.Id === id);
      return parts.get(`word/${relation?.attributes.Target}`);
    };
    for (const [type, side] of [
      ['default', 'right'],
      ['even', 'left'],
    ] as const) {
      const root = footer(type);
      expect(root && shownText(root).trim()).toBe('—  —');
      expect(root && descendants(root, 'w:instrText').map(({ children }) => children.join(''))).toEqual(['PAGE']);
      expect(attributesOf(root, 'w:jc')['w:val']).toBe(side);
      expect(attributesOf(root, 'w:ind')[`w:${side}`]).toBe('316');
    }
    expect([...parts.keys()].filter((name) => /header\d/.test(name))).toEqual([]);
  });

  test('names its parts by styles in Chinese, each with the type and the fonts of its slot', () => {
    const looks = (name: string) => {
      const style = styleNamed(styles(), name);
      const fonts = attributesOf(style, 'w:rFonts');
      const run = style && descendants(style, 'w:rPr')[0];
      return [fonts['w:eastAsia'], value(run, 'w:sz'), attributesOf(style, 'w:jc')['w:val']];
    };
    expect(looks('题目')).toEqual(['方正小标宋简体', '44', 'center']);
    expect(looks('一级标题')).toEqual(['黑体', undefined, undefined]);
    expect(looks('二级标题')).toEqual(['楷体_GB2312', undefined, undefined]);
    expect(looks('来源')).toEqual([undefined, undefined, 'right']);
    expect(looks('版记')).toEqual([undefined, '28', 'both']);
    expect(looks('刊名')[0]).toBe('方正小标宋简体');
    expect(attributesOf(styleNamed(styles(), '刊名'), 'w:color')['w:val']).toBe('E60000');
    const defaults = styles() && descendants(styles() as XmlElement, 'w:docDefaults')[0];
    expect(attributesOf(defaults, 'w:rFonts')).toMatchObject({
      'w:eastAsia': '仿宋_GB2312',
      'w:ascii': 'Times New Roman',
      'w:hint': 'eastAsia',
    });
    const used = new Set(descendants(body() as XmlElement, 'w:pStyle').map(({ attributes }) => attributes['w:val']));
    const defined = descendants(styles() as XmlElement, 'w:style').map(({ attributes }) => attributes['w:styleId']);
    for (const style of used) expect(defined).toContain(style);
    expect(used.size).toBeGreaterThan(20);
  });

  test('names fonts that stand in for those an office may not have', () => {
    const fonts = descendants(parts.get('word/fontTable.xml') as XmlElement, 'w:font');
    const alternatives = Object.fromEntries(
      fonts.map((font) => [font.attributes['w:name'], attributesOf(font, 'w:altName')['w:val']]),
    );
    expect(alternatives.仿宋_GB2312?.split(',')).toContain('仿宋');
    expect(alternatives.方正小标宋简体).toContain('华文中宋');
    expect([...parts.keys()].filter((name) => /\.odttf$/.test(name))).toEqual([]);
  });

  test('breaks titles where the editor broke them and begins the first article on a new page', () => {
    const titles = descendants(body() as XmlElement, 'w:p').filter(
      (paragraph) => attributesOf(paragraph, 'w:pStyle')['w:val'] === 'NeikanTitle',
    );
    expect(titles.map((title) => descendants(title, 'w:br').length)).toEqual([1, 0]);
    expect(titles.map((title) => descendants(title, 'w:pageBreakBefore').length)).toEqual([1, 0]);
  });

  test('leads from each line of the contents to its article', () => {
    const links = descendants(body() as XmlElement, 'w:hyperlink').map(({ attributes }) => attributes['w:anchor']);
    const marks = descendants(body() as XmlElement, 'w:bookmarkStart').map(({ attributes }) => attributes['w:name']);
    expect(links).toEqual(['article1', 'article2']);
    expect(marks).toEqual(links);
  });

  test('repeats the header rows of a table and keeps its spans', () => {
    const table = descendants(body() as XmlElement, 'w:tbl')[0] as XmlElement;
    expect(descendants(table, 'w:tr')).toHaveLength(32);
    expect(descendants(table, 'w:tblHeader')).toHaveLength(2);
    expect(descendants(table, 'w:gridSpan').map(({ attributes }) => attributes['w:val'])).toEqual(['2']);
    expect(descendants(table, 'w:vMerge').map(({ attributes }) => attributes['w:val'])).toEqual([
      'restart',
      'restart',
      'continue',
      'continue',
    ]);
  });

  test('floats the foot to the bottom of the type area, its rules 0.35 and 0.25 mm', () => {
    const foot = descendants(body() as XmlElement, 'w:tbl').at(-1) as XmlElement;
    expect(attributesOf(foot, 'w:tblpPr')).toMatchObject({ 'w:vertAnchor': 'margin', 'w:tblpYSpec': 'bottom' });
    const [borders] = descendants(foot, 'w:tblBorders');
    expect(attributesOf(borders, 'w:top')).toMatchObject({ 'w:val': 'single', 'w:sz': '8' });
    expect(attributesOf(borders, 'w:insideH')).toMatchObject({ 'w:val': 'single', 'w:sz': '6' });
    expect(attributesOf(borders, 'w:bottom')).toMatchObject({ 'w:val': 'single', 'w:sz': '8' });
    expect(attributesOf(borders, 'w:left')['w:val']).toBe('none');
  });

  test('gives its properties from the issue, with no person and no time of writing', () => {
    const core = parts.get('docProps/core.xml') as XmlElement;
    const said = Object.fromEntries(
      core.children.flatMap((each) => (typeof each === 'string' ? [] : [[each.name, each.children.join('')]])),
    );
    expect(said['dc:title']).toBe('禾川农田水利建设工作简报 2026年增刊第2期（总第119期）');
    expect(said['dc:creator']).toBe('禾川县水务局办公室');
    expect(said['dc:subject']).toBe('增刊');
    expect(JSON.stringify(core)).not.toMatch(/苏禾|Un-named/);
    expect(JSON.stringify(core).match(/2026-11-08T00:00:00Z/g)).toHaveLength(2);
  });

  test('reads by another program as the document reads, character for character', async () => {
    expect(await mammothText(bytes)).toBe(printedText(fullIssue).replace(listSigns, ''));
  });

  test('is the same bytes each time', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(Buffer.from(await writeDocx(fullIssue, defaultLayoutParameters)).equals(bytes)).toBe(true);
  });
});

test('a draft says so in a header line and a watermark on odd and even pages, outside the text of the document', async () => {
  const stamp = { name: '苏禾', at: '2026年3月5日 14:20' };
  const bytes = await writeDocx(fullIssue, defaultLayoutParameters, { draft: stamp });
  const parts = writtenParts(bytes);
  const types = descendants(parts.get('word/document.xml') as XmlElement, 'w:headerReference');
  expect(types.map(({ attributes }) => attributes['w:type']).toSorted()).toEqual(['default', 'even']);
  for (const name of ['word/header1.xml', 'word/header2.xml']) {
    const header = parts.get(name) as XmlElement;
    expect(shownText(header).trim()).toBe('草稿 · 苏禾 · 2026年3月5日 14:20');
    expect(JSON.stringify(header)).toContain('"string":"草稿"');
  }
  expect(await mammothText(bytes)).toBe(printedText(fullIssue).replace(listSigns, ''));
  const again = await writeDocx(fullIssue, defaultLayoutParameters, { draft: stamp });
  expect(Buffer.from(again).equals(bytes)).toBe(true);
});

test('every list begins at ① again, also one directly after another', async () => {
  const items = (text: string) => [[{ text }], [{ text }]];
  const document: IssueDocument = {
    ...fullIssue,
    articles: [
      {
        id: 'a1',
        title: ['三张清单'],
        source: null,
        body: ['甲', '乙'].map((text) => ({ role: 'list', ordered: true, items: items(text) })),
      },
    ],
  };
  const parts = writtenParts(await writeDocx(document, defaultLayoutParameters));
  const root = parts.get('word/document.xml') as XmlElement;
  const numbers = descendants(root, 'w:numId').map(({ attributes }) => attributes['w:val']);
  const [, first, second, third, fourth] = numbers;
  expect([first === second, third === fourth, first === third]).toEqual([true, true, false]);
  const list = descendants(parts.get('word/numbering.xml') as XmlElement, 'w:num').find(
    ({ attributes }) => attributes['w:numId'] === third,
  );
  expect(attributesOf(list, 'w:startOverride')['w:val']).toBe('1');
});

test('other numbers of a layout give another page', async () => {
  const parameters = LayoutParameters.parse({
    paperWidth_mm: 182,
    paperHeight_mm: 257,
    mirroredMargins: false,
    textSpacingTrim: false,
    digitsFace: 'body',
    runInFace: 'kai',
    contentsMarker: 'none',
    mastheadColour: '#000000',
  });
  const parts = writtenParts(await writeDocx(fullIssue, parameters));
  expect(attributesOf(parts.get('word/document.xml'), 'w:pgSz')).toMatchObject({ 'w:w': '10318', 'w:h': '14570' });
  const settings = parts.get('word/settings.xml') as XmlElement;
  expect(descendants(settings, 'w:mirrorMargins')).toEqual([]);
  expect(attributesOf(settings, 'w:characterSpacingControl')['w:val']).toBe('doNotCompress');
  const styles = parts.get('word/styles.xml');
  expect(attributesOf(styleNamed(styles, '刊名'), 'w:color')['w:val']).toBe('000000');
  expect(attributesOf(styleNamed(styles, '串标'), 'w:rFonts')['w:eastAsia']).toBe('楷体_GB2312');
  expect(attributesOf(styles, 'w:rFonts')['w:ascii']).toBe('仿宋_GB2312');
});

test('a plain masthead is black and smaller, without its rule; for pre-printed sheets the name is there without ink', async () => {
  const look = async (mastheadKind: 'redHead' | 'plain' | 'preprinted') => {
    const bytes = await writeDocx(fullIssue, LayoutParameters.parse({ mastheadKind }));
    const parts = writtenParts(bytes);
    const style = styleNamed(parts.get('word/styles.xml'), '刊名');
    const issued = styleNamed(parts.get('word/styles.xml'), '编发') as XmlElement;
    return {
      colour: attributesOf(style, 'w:color')['w:val'],
      size: Number(attributesOf(style, 'w:sz')['w:val']),
      rules: descendants(issued, 'w:pBdr').length,
      text: await mammothText(bytes),
      name: (await readBulletinFile({ name: 'issue.docx', bytes })).document.publication.name,
    };
  };
  const [red, plain, preprinted] = [await look('redHead'), await look('plain'), await look('preprinted')];
  expect([red.colour, plain.colour, preprinted.colour]).toEqual(['E60000', '000000', 'FFFFFF']);
  expect([red.rules, plain.rules, preprinted.rules]).toEqual([1, 0, 0]);
  expect(plain.size).toBe(52);
  expect(plain.size).toBeLessThan(red.size);
  const { name } = fullIssue.publication;
  expect([red.name, plain.name, preprinted.name]).toEqual([name, name, name]);
  expect([plain.text, preprinted.text]).toEqual([red.text, red.text]);
});

test('a publication’s own choice of fonts comes first, the usual ones stand in for it', async () => {
  const parameters = LayoutParameters.parse({ fonts: { families: { title: '云溪标宋', body: '宋体' } } });
  const parts = writtenParts(await writeDocx(fullIssue, parameters));
  const styles = parts.get('word/styles.xml');
  expect(attributesOf(styleNamed(styles, '题目'), 'w:rFonts')['w:eastAsia']).toBe('云溪标宋');
  expect(attributesOf(styles, 'w:rFonts')['w:eastAsia']).toBe('宋体');
  const fonts = descendants(parts.get('word/fontTable.xml') as XmlElement, 'w:font');
  expect(fonts.map(({ attributes }) => attributes['w:name'])).toEqual([
    '云溪标宋',
    '宋体',
    '楷体_GB2312',
    '黑体',
    'Times New Roman',
  ]);
  expect(attributesOf(fonts[0], 'w:altName')['w:val']).toMatch(/^方正小标宋简体,/);
});

test('a table of many columns is set smaller, a foot as tall as a page follows the text', async () => {
  const row = Array.from({ length: 40 }, (_, column) => ({ inlines: [{ text: String(column) }] }));
  const document: IssueDocument = {
    ...fullIssue,
    articles: [{ id: 'a1', title: ['宽表'], source: null, body: [{ role: 'table', headerRows: 1, rows: [row, row] }] }],
    sendTo: Array.from({ length: 400 }, (_, number) => `第${number + 1}村民委员会`),
    images: {},
  };
  const bytes = await writeDocx(document, defaultLayoutParameters);
  const root = writtenParts(bytes).get('word/document.xml') as XmlElement;
  const [table, foot] = descendants(root, 'w:tbl');
  expect(Number(attributesOf(table, 'w:sz')['w:val'])).toBeLessThan(28);
  expect(descendants(foot as XmlElement, 'w:tblpPr')).toEqual([]);
  expect((await readBulletinFile({ name: 'issue.docx', bytes })).document.sendTo).toEqual(document.sendTo);
});

test.skipIf(!seedIsHere)('the text of the real bulletin is whole in its DOCX', async () => {
  const { document } = parseBulletin(readFileSync(seed, 'utf8'));
  expect(await mammothText(await writeDocx(document, defaultLayoutParameters))).toBe(printedText(document));
});
