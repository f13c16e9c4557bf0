import { expect, test } from 'vitest';
import { parseManuscript } from '#formats/text/parseManuscript.ts';

test('title, subtitle, by-line, body and source line of a manuscript are told apart', () => {
  const { article, report } = parseManuscript(`青石镇三项举措
推进河湖整治
——以白水河为例
本刊记者　林一

　　今年以来，青石镇把河湖整治作为民生实事来抓。
　　一、摸清底数
　　沿河设点巡查。
﹙青石镇﹚
`);
  expect(article).toMatchObject({
    title: ['青石镇三项举措', '推进河湖整治'],
    subtitle: '以白水河为例',
    byline: '本刊记者　林一',
    source: { unit: '青石镇', line: '（青石镇）' },
  });
  expect(article.body.map(({ role }) => role)).toEqual(['lead', 'heading1', 'paragraph']);
  expect(report.map(({ line, kind }) => [line, kind])).toEqual([[9, 'source']]);
});

test('a manuscript without title or source is read and both are reported', () => {
  const { article, report } = parseManuscript('今年以来，青石镇把河湖整治作为民生实事来抓。\n');
  expect(article).toMatchObject({ title: [], source: null });
  expect(report.map(({ kind }) => kind).sort()).toEqual(['sourceMissing', 'titleMissing']);
});

test('a tab inside a sentence that stands alone makes no table, and is said', () => {
  const { article, report } = parseManuscript('修桥便民\n经费来源：\t镇财政和村集体。\n（白石镇）\n');
  expect(article.body).toEqual([{ role: 'paragraph', inlines: [{ text: '经费来源： 镇财政和村集体。' }] }]);
  expect(report.map(({ line, kind }) => [line, kind])).toEqual([
    [2, 'unsure'],
    [3, 'source'],
  ]);
});
