import { expect, test } from 'vitest';
import { automaticNumbers } from '#formats/docx/automaticNumbers.ts';
import { formatNumber } from '#formats/docx/formatNumber.ts';
import { readDocx } from '#formats/docx/readDocx.ts';
import { readXml } from '#formats/docx/xmlTree.ts';
import { parseManuscriptLines } from '#formats/text/parseManuscript.ts';
import { docxFile, paragraph, part } from './docxFile.ts';

const level = (index: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
const outline = `<w:abstractNum w:abstractNumId="0">${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCounting', '（%2）')}${level(2, 'decimal', '%3.')}${level(3, 'decimal', '（%4）')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1.')}${level(1, 'decimal', '%1.%2')}</w:abstractNum><w:abstractNum w:abstractNumId="2">${level(0, 'bullet', '')}</w:abstractNum>`;
const numbers = [0, 1, 2].map((id) => `<w:num w:numId="${id + 1}"><w:abstractNumId w:val="${id}"/></w:num>`).join('');
const again =
  '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>';
const numbering = part('w:numbering', outline + numbers + again);

test('a level counts on until a higher one begins again, and shows the counters above it', () => {
  const next = automaticNumbers(readXml(new TextEncoder().encode(numbering)), () => undefined);
  const asked: readonly (readonly [string, number])[] = [
    ['1', 0],
    ['1', 1],
    ['1', 1],
    ['1', 0],
    ['1', 1],
    ['2', 0],
    ['2', 1],
    ['2', 1],
    ['9', 0],
    ['9', 0],
    ['3', 0],
  ];
  expect(asked.map(([id, at]) => next(id, at)?.label)).toEqual([
    '一、',
    '（一）',
    '（二）',
    '二、',
    '（一）',
    '1.',
    '1.1',
    '1.2',
    '5.',
    '6.',
    '',
  ]);
  expect(next('7', 0)).toBeUndefined();
});

test.each([
  ['chineseCounting', 10, '十'],
  ['chineseCounting', 21, '二十一'],
  ['chineseCountingThousand', 105, '一百零五'],
  ['chineseLegalSimplified', 12, '壹拾贰'],
  ['decimalEnclosedCircle', 3, '③'],
  ['decimalFullWidth', 12, '１２'],
  ['upperRoman', 14, 'XIV'],
  ['lowerLetter', 28, 'bb'],
])('%s of %i is %s', (format, count, written) => {
  expect(formatNumber(count, format)).toBe(written);
});

test('numbers that Word shows are typed in headings; lists stay lists', async () => {
  const list = (id: number, at: number) => `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`;
  const { lines, report } = await readDocx(
    docxFile({
      body: [
        paragraph('白石镇修桥记'),
        paragraph('白石镇今年修桥三座。'),
        paragraph('先看后修', list(1, 0)),
        paragraph('看在前头', list(1, 1)),
        paragraph('看水位', list(1, 2)),
        paragraph('沿河看了一遍。'),
        paragraph('汛前', list(1, 3)),
        paragraph('汛前再看一遍。'),
        paragraph('先修后管', list(1, 0)),
        paragraph('管护分工如下：'),
        paragraph('村里管桥面', list(2, 0)),
        paragraph('镇里管桥墩', list(2, 0)),
        paragraph('经费有三处来源：'),
        paragraph('镇财政', list(3, 0)),
        paragraph('村集体', list(3, 0)),
        paragraph('（白石镇）'),
      ].join(''),
      related: { numbering },
    }),
  );
  const { article } = parseManuscriptLines(lines, report);
  expect(article.body).toEqual([
    { role: 'lead', inlines: [{ text: '白石镇今年修桥三座。' }] },
    { role: 'heading1', inlines: [{ text: '一、先看后修' }] },
    { role: 'heading2', inlines: [{ text: '（一）看在前头' }] },
    { role: 'heading3', inlines: [{ text: '1.看水位' }] },
    { role: 'paragraph', inlines: [{ text: '沿河看了一遍。' }] },
    { role: 'heading4', inlines: [{ text: '（1）汛前' }] },
    { role: 'paragraph', inlines: [{ text: '汛前再看一遍。' }] },
    { role: 'heading1', inlines: [{ text: '二、先修后管' }] },
    { role: 'paragraph', inlines: [{ text: '管护分工如下：' }] },
    { role: 'list', ordered: true, items: [[{ text: '村里管桥面' }], [{ text: '镇里管桥墩' }]] },
    { role: 'paragraph', inlines: [{ text: '经费有三处来源：' }] },
    { role: 'list', ordered: false, items: [[{ text: '镇财政' }], [{ text: '村集体' }]] },
  ]);
  expect(report.filter(({ kind }) => kind === 'numbering').map(({ line }) => line)).toEqual([3, 4, 5, 7, 9]);
});
