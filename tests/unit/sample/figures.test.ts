import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chineseNumber } from '#formats/text/chineseNumber.ts';
import { decodeText } from '#formats/text/decodeText.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import { inlineText } from '#shared/issue/inline.ts';

const bytes = readFileSync(new URL('../../../resources/sample/second-issue.txt', import.meta.url));
const { articles } = parseBulletin(decodeText(bytes)).document;
const prose = articles.flatMap(({ body }) => body.flatMap(blockParagraphs)).join('\n');

test('the table of the second bulletin adds up to its last row and to the prose', () => {
  const table = articles[0]?.body.find((block) => block.role === 'table');
  const rows = table?.role === 'table' ? table.rows.map((row) => row.map(({ inlines }) => inlineText(inlines))) : [];
  expect(rows).toEqual([
    ['乡镇', '改造渠道（公里）', '受益渠尾田（亩）'],
    ['垄上镇', '23.5', '12600'],
    ['石渡镇', '18.0', '9300'],
    ['柏田乡', '22.5', '11700'],
    ['合计', '64.0', '33600'],
  ]);
  for (const column of [1, 2]) {
    const figures = rows.slice(1).map((row) => Number(row[column]));
    expect(sum(figures.slice(0, -1))).toBe(figures.at(-1));
  }
  const [, share = ''] = /11\.2万亩，(.)成在灌渠末端/.exec(prose) ?? [];
  expect(11.2 * 10_000 * (chineseNumber(share) ?? 0) * 0.1).toBeCloseTo(Number(rows.at(-1)?.[2]));
  expect(prose).toContain(`改造渠道${Number(rows.at(-1)?.[1])}公里`);
});

/** Sums and products the prose states: the sentence, and the two sides counted from its own figures. */
test.each<[string, RegExp, (figures: readonly number[]) => readonly [number, number]]>([
  [
    '三种问题',
    /查出问题(\d+)处，其中渗漏(\d+)处，塌坡(\d+)处，淤塞(\d+)处/,
    ([all, ...parts]) => [all ?? 0, sum(parts)],
  ],
  [
    '工钱',
    /共有(\d+)人上工，领到工钱(\d+)万元，平均每人(\d+)元/,
    ([people = 0, total = 0, each = 0]) => [total * 10_000, people * each],
  ],
  [
    '看渠人',
    /每三公里渠道请一名看渠人，(\d+)公里共请(\d+)人/,
    ([length = 0, people = 0]) => [people, Math.ceil(length / 3)],
  ],
  ['收割机', /共有(\d+)台，其中合作社(\d+)台，单干机手(\d+)台/, ([all, ...parts]) => [all ?? 0, sum(parts)]],
  [
    '赔付',
    /赔农户每亩(\d+)元[\s\S]*农户的(\d+)亩田[\s\S]*机手赔了(\d+)元/,
    ([each = 0, area = 0, paid = 0]) => [paid, each * area],
  ],
  ['抢修', /共出车(\d+)次，两小时以内修好的(\d+)次，其余(\d+)次/, ([all, ...parts]) => [all ?? 0, sum(parts)]],
  [
    '收割费',
    /共收稻田([\d.]+)万亩，收割费平均每亩\d+元，比去年少(\d+)元，农户一共少付([\d.]+)万元/,
    ([area = 0, less = 0, saved = 0]) => [saved * 10, Math.round(area * less * 10)],
  ],
  [
    '库容',
    /在(\d+)个村各建一处村口冷藏点，一次能存鲜菜(\d+)吨[\s\S]*都按(\d+)吨建设/,
    ([places = 0, all = 0, each = 0]) => [all, places * each],
  ],
  [
    '建设费用',
    /费用共(\d+)万元，其中镇村自筹(\d+)万元，合作社入股(\d+)万元，财政补助(\d+)万元/,
    ([all, ...parts]) => [all ?? 0, sum(parts)],
  ],
  [
    '豆角多卖',
    /每斤([\d.]+)元，蒲滩村的菜农把(\d+)吨豆角分装\d+筐[\s\S]*?每斤([\d.]+)元卖出，多卖([\d.]+)万元/,
    ([low = 0, tonnes = 0, high = 0, more = 0]) => [
      Math.round(more * 10_000),
      Math.round(tonnes * 2_000 * (high - low)),
    ],
  ],
  [
    '豆角存放费',
    /黄瓜，每筐每天([\d.]+)元；[\s\S]*分装(\d+)筐存进冷藏点，五天以后[\s\S]*扣去存放费(\d+)元/,
    ([each = 0, baskets = 0, fee = 0]) => [fee, Math.round(each * baskets * 5)],
  ],
  [
    '结余',
    /收取存放费([\d.]+)万元，付出电费和工钱([\d.]+)万元，结余([\d.]+)万元/,
    ([taken = 0, paid = 0, left = 0]) => [taken * 10, Math.round((paid + left) * 10)],
  ],
])('the figures of %s agree in the second bulletin', (_subject, sentence, sides) => {
  const figures = sentence.exec(prose)?.slice(1).map(Number);
  expect(figures, String(sentence)).toBeDefined();
  const [stated, counted] = sides(figures ?? []);
  expect(stated).toBe(counted);
});

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
