import { expect, test } from 'vitest';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { inlineText } from '#shared/issue/inline.ts';

const head = '河湾信息\n第5期\n河湾县委办公室\n2023年8月2日\n';
const read = (text: string) => parseBulletin(text).document;
const titles = (text: string) => read(text).articles.map(({ title }) => title.join(''));
const units = (text: string) => read(text).articles.map(({ source }) => source?.unit);

test.each([
  ['brackets under the title', '（河湾县民政局）\n甲事办得好。', '（石桥镇团委）\n乙事办得好。'],
  ['the name alone under the title', '河湾县民政局\n甲事办得好。', '石桥镇团委\n乙事办得好。'],
  ['behind the last sentence', '甲事办得好。（河湾县民政局）', '乙事办得好。（石桥镇团委供稿）'],
  ['with a date below', '甲事办得好。\n（河湾县民政局）\n2023年7月1日', '乙事办得好。\n（石桥镇团委）'],
])('the units of two articles without contents are found: %s', (_, first, second) => {
  const text = `${head}\n河湾县办好甲事\n${first}\n石桥镇办好乙事\n${second}\n`;
  expect(titles(text)).toEqual(['河湾县办好甲事', '石桥镇办好乙事']);
  expect(units(text)).toEqual(['河湾县民政局', '石桥镇团委']);
  expect(read(text).articles[0]?.body.map((block) => ('inlines' in block ? inlineText(block.inlines) : ''))).toEqual([
    '甲事办得好。',
  ]);
});

test('signs that part articles are no part of their titles', () => {
  const listed = '目录\n河湾县办好甲事\n石桥镇办好乙事\n';
  for (const sign of ['● $', '★$', '【$】']) {
    const body = (title: string, letter: string) => `${sign.replace('$', title)}\n${letter}事办得好。\n（河湾县）\n`;
    const text = `${head}${listed}${body('河湾县办好甲事', '甲')}${body('石桥镇办好乙事', '乙')}`;
    expect(titles(text)).toEqual(['河湾县办好甲事', '石桥镇办好乙事']);
  }
});

test('contents may name the units, in brackets or behind blanks', () => {
  const bodies = '河湾县办好甲事\n甲事办得好。\n（河湾县民政局）\n石桥镇办好乙事\n乙事办得好。\n（石桥镇团委）\n';
  for (const line of ['· $（%）', '$　　%……（3）']) {
    const item = (title: string, unit: string) => line.replace('$', title).replace('%', unit);
    const listed = `目录\n${item('河湾县办好甲事', '河湾县民政局')}\n${item('石桥镇办好乙事', '石桥镇团委')}\n`;
    expect(titles(head + listed + bodies)).toEqual(['河湾县办好甲事', '石桥镇办好乙事']);
  }
});

const one = '\n河湾县办好甲事\n甲事办得好。\n（河湾县）\n';

test('a month without a day is no date, but gives the number its year', () => {
  const { date, number } = read(`河湾信息\n第5期\n河湾县委办公室\n2023年8月\n${one}`);
  expect(date).toBeNull();
  expect(number).toEqual({ series: 'regular', year: 2023, serial: 5 });
});

test('where the masthead has no date, the imprint has', () => {
  const { date, number } = read(
    `河湾信息\n第5期\n河湾县委办公室\n${one}\n发：各镇\n河湾县委办公室　　2023年8月2日印发\n`,
  );
  expect(date).toBe('2023-08-02');
  expect(number?.year).toBe(2023);
});

test('a masthead in a frame of typed lines is read', () => {
  const { number, publication } = read(
    `河湾信息\n┌────────┐\n│ 第5期　 │\n│ 河湾县委办公室 │\n│ 2023年8月2日 │\n└────────┘\n${one}`,
  );
  expect(number?.serial).toBe(5);
  expect(publication).toEqual({ name: '河湾信息', organ: '河湾县委办公室' });
});
