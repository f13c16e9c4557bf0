import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { isFormula, writeCsv } from '#formats/xlsx/writeCsv.ts';
import { writeXlsx } from '#formats/xlsx/writeXlsx.ts';
import type { Sheet } from '#shared/statistics/statisticsSheets.ts';

const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', "=cmd|' /C calc'!A0"];
const sheets: readonly Sheet[] = [
  {
    name: '单位得分',
    columns: ['名次', '单位', '得分', '说明'],
    rows: [
      [1, '南坪镇', 12.5, '“甲”<乙>&丙'],
      [2, '北山乡', -3, '第一行\n第二行'],
      ...hostile.map((text, index) => [index + 3, text, 0, '']),
    ],
  },
  { name: '月份', columns: ['月份', '采用'], rows: [['2024-05', 3]] },
];
const at = new Date('2024-06-03T00:00:00Z');

test('a workbook is read again, sheet by sheet, numbers as numbers and text as it was', async () => {
  const read = await readXlsxFile(Buffer.from(writeXlsx(sheets, at)));
  expect(read.map(({ sheet }) => sheet)).toEqual(['单位得分', '月份']);
  const [first] = read;
  expect(first?.data.slice(0, 3)).toEqual([
    ['名次', '单位', '得分', '说明'],
    [1, '南坪镇', 12.5, '“甲”<乙>&丙'],
    [2, '北山乡', -3, '第一行\n第二行'],
  ]);
  expect(first?.data.slice(3).map((row) => String(row[1]).trim())).toEqual(hostile.map((text) => text.trim()));
});

test('no cell of a workbook holds a formula, and the same tables give the same bytes', () => {
  const bytes = writeXlsx(sheets, at);
  const parts = unzipSync(bytes);
  for (const [path, part] of Object.entries(parts))
    if (path.includes('sheet')) expect(strFromU8(part)).not.toMatch(/<f[ >]/);
  expect(Buffer.from(writeXlsx(sheets, at)).equals(Buffer.from(bytes))).toBe(true);
  expect(strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array()).match(/s="2"/g)).toHaveLength(hostile.length);
});

test('a control character in a title does not spoil the file', async () => {
  const read = await readXlsxFile(
    Buffer.from(writeXlsx([{ name: '甲', columns: ['题'], rows: [['a\u0000b\ud800c😀']] }], at)),
  );
  expect(read[0]?.data[1]).toEqual(['abc😀']);
});

test('CSV is UTF-8 with its mark; text like a formula is made text, a negative number stays one', () => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(sheets[0] as Sheet));
  expect(
    text.startsWith('\ufeff名次,单位,得分,说明\r\n1,南坪镇,12.5,“甲”<乙>&丙\r\n2,北山乡,-3,"第一行\n第二行"\r\n'),
  ).toBe(true);
  for (const line of hostile) {
    expect(isFormula(line)).toBe(true);
    expect(text).toContain(`,'${line},0,`);
  }
  expect(isFormula('团杭州市委')).toBe(false);
});
