import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readManuscriptFile } from '#formats/intake/readManuscriptFile.ts';
import { docxFile, paragraph } from '../docx/docxFile.ts';

const lines = ['白石镇修桥便民', '白石镇今年修桥三座。', '一、先看后修', '沿河看了三遍。', '(白石镇)'];

test('a manuscript gives one article whatever it is packed in and whatever its name says', async () => {
  const text = new TextEncoder().encode(lines.join('\r\n'));
  const docx = docxFile({ body: lines.map((line) => paragraph(line)).join('') });
  const asText = await readManuscriptFile({ name: 'a', bytes: text });
  const asDocx = await readManuscriptFile({ name: 'a', bytes: docx });
  expect(asDocx.article).toEqual(asText.article);
  expect(asText.article).toMatchObject({ title: ['白石镇修桥便民'], source: { unit: '白石镇', line: '（白石镇）' } });
  expect([asText.countedBy, asDocx.countedBy]).toEqual(['line', 'paragraph']);
  expect(asDocx.report).toEqual(asText.report);
});

test('a name that promises another kind of file is said, and the content read all the same', async () => {
  const text = new TextEncoder().encode(lines.join('\r\n'));
  const docx = docxFile({ body: lines.map((line) => paragraph(line)).join('') });
  const said = async (name: string, bytes: Uint8Array) => {
    const { article, report } = await readManuscriptFile({ name, bytes });
    expect(article.title).toEqual(['白石镇修桥便民']);
    return report.filter(({ line }) => line === 0).map(({ message }) => message);
  };
  const asText = ['文件名是 Word 文档的，内容却是纯文字，已按纯文字读入，请核对是不是要收的文件'];
  for (const name of ['来稿.docx', '来稿.DOC', '来稿.wps']) expect(await said(name, text), name).toEqual(asText);
  expect(await said('来稿.txt', docx)).toEqual([
    '文件名是文本文件的，内容却是 Word 文档，已按 Word 文档读入，请核对是不是要收的文件',
  ]);
  expect(await said('来稿.txt', text)).toEqual([]);
  expect(await said('来稿.docx', docx)).toEqual([]);
});

test('only pictures that a figure of the article shows are kept', async () => {
  const png = readFileSync(new URL('../../../fixtures/manuscripts/one-pixel.png', import.meta.url));
  const picture =
    '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="p"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>';
  const links = [{ id: 'p', type: 'image', target: 'media/p.png' }];
  const files = { 'word/media/p.png': new Uint8Array(png) };
  const body = lines.slice(0, 4).map((line) => paragraph(line));
  const shown = docxFile({ body: `${body.join('')}${picture}${paragraph('（白石镇）')}`, links, files });
  const inTable = docxFile({
    body: `${body.join('')}<w:tbl><w:tr><w:tc>${picture}</w:tc><w:tc>${paragraph('甲')}</w:tc></w:tr></w:tbl>${paragraph('（白石镇）')}`,
    links,
    files,
  });
  const first = await readManuscriptFile({ name: 'a.docx', bytes: shown });
  const second = await readManuscriptFile({ name: 'a.docx', bytes: inTable });
  expect(Object.values(first.images)).toEqual([{ mime: 'image/png', bytes: png.toString('base64') }]);
  expect(first.article.body.at(-1)).toEqual({ role: 'figure', image: Object.keys(first.images)[0] });
  expect(second.images).toEqual({});
  expect(second.report.map(({ kind }) => kind)).toContain('picture');
});
