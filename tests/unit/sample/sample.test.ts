import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { decodeText } from '#formats/text/decodeText.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';

const sample = new URL('../../../resources/sample/', import.meta.url);
const read = (name: string) => decodeText(readFileSync(new URL(name, sample)));

test('the first bulletin of the sample is read whole', () => {
  const text = read('first-issue.txt');
  const { document, report } = parseBulletin(text);
  expect(document).toMatchObject({
    publication: { name: '云岭工会工作信息', organ: '云岭省总工会办公室' },
    column: '基层经验',
    marking: ['内部刊物', '注意保管'],
    number: { series: 'regular', year: 2024, serial: 6 },
    date: '2024-06-18',
    reportTo: ['省委办公厅、省政府办公厅', '省总工会领导', '云溪市委、安澜市委、禾川县委、安澜市临湖区委分管领导'],
    copyTo: [],
    sendTo: ['各市、县（市、区）总工会', '各产业工会', '省直机关工会', '省属企业工会'],
  });
  expect(document.signOff.map(({ step, person }) => [step, person])).toEqual([
    ['responsibleEditor', '苏禾'],
    ['reviewer', '程望川'],
    ['signer', '陆知行'],
  ]);
  const { articles } = document;
  expect(articles.map(({ title }) => titleInOneLine(title))).toEqual(
    [...text.matchAll(/^- (.+)$/gm)].map((match) => match[1]),
  );
  expect(articles.map(({ title }) => title.length)).toEqual([3, 2, 2, 2]);
  expect(articles.map(({ source }) => source?.unit)).toEqual([
    '云溪市总工会',
    '安澜市总工会',
    '禾川县总工会',
    '安澜市临湖区总工会',
  ]);
  expect(articles.map(({ body }) => body[0]?.role)).toEqual(['lead', 'lead', 'lead', 'lead']);
  expect(articles.map(({ body }) => body.filter(({ role }) => role === 'heading1').length)).toEqual([4, 3, 3, 4]);
  const runIns = articles.map(
    ({ body }) =>
      body.flatMap((block) => ('inlines' in block ? block.inlines : [])).filter(({ runIn }) => runIn).length,
  );
  expect(runIns).toEqual([12, 9, 9, 12]);
  for (const { body } of articles) {
    const length = body.flatMap(blockParagraphs).join('').length;
    expect(length).toBeGreaterThanOrEqual(900);
    expect(length).toBeLessThanOrEqual(1500);
  }
  const messages = (kind: string) => report.filter((entry) => entry.kind === kind).map(({ message }) => message);
  expect(new Set(report.map(({ kind }) => kind))).toEqual(new Set(['joined', 'source', 'blank']));
  expect(messages('joined')).toHaveLength(2);
  expect(messages('source')).toEqual([
    '落款 （云溪市总工会）',
    '落款 （安澜市总工会）',
    '落款 （禾川县总工会），原为 (禾川县总工会)',
    '落款 （安澜市临湖区总工会）',
  ]);
});

test.each(['first-issue.txt'])('%s needs no character that the shipped fonts lack', async (name) => {
  const { document } = parseBulletin(read(name));
  expect(await missingCharacters(slotTexts(document, defaultLayoutParameters))).toEqual([]);
});
