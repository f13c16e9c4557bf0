import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { decodeText } from '#formats/text/decodeText.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { writeText } from '#formats/text/writeText.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { type Block, blockParagraphs } from '#shared/issue/block.ts';
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
  expect(articles.map(({ body }) => runIns(body).length)).toEqual([12, 9, 9, 12]);
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

test('the second bulletin of the sample, of another form, is read whole', () => {
  const text = read('second-issue.txt');
  const { document, report } = parseBulletin(text);
  const { articles, ...frame } = document;
  expect(frame).toEqual({
    schema: 1,
    publication: { name: '稷原农业农村情况', organ: '稷原市农业农村局办公室' },
    number: { series: 'regular', year: 2024, serial: 11, running: 236 },
    date: '2024-09-20',
    marking: ['内部资料', '请妥善保管'],
    editorsNote:
      '秋收前后，田里的水、跑路的机器和当天卖不完的菜，是乡村干部被问得最多的三件事。本期编发三个地方的做法，办法都不大，账都算得清，供各地参考。',
    reportTo: ['市委办公室、市政府办公室', '省农业农村厅办公室', '市委、市政府分管领导'],
    copyTo: ['市发展改革委、市财政局、市水利局、市商务局', '市气象台'],
    sendTo: ['各县（区）农业农村局', '各乡镇农业服务中心', '局机关各科室、局属各单位'],
    signOff: [
      { step: 'responsibleEditor', label: '责任编辑', person: '苗青禾' },
      { step: 'reviewer', label: '审核', person: '章砚秋' },
      { step: 'signer', label: '签发', person: '顾望舒' },
    ],
    copies: 120,
    images: {},
  });
  expect(
    articles.map(({ title, subtitle, byline, source }) => ({ title, subtitle, byline, unit: source?.unit })),
  ).toEqual([
    { title: ['清垄县改造老旧灌渠', '让渠尾田也浇上头遍水'], unit: '清垄县农业农村局' },
    {
      title: ['一张调度单 让农机少跑空趟'],
      subtitle: '白渚区农机联合调度见闻',
      byline: '通讯员　林叙',
      unit: '白渚区农业农村局',
    },
    { title: ['苇塘镇办好村口冷藏点', '鲜菜不再赶夜路'], unit: '苇塘镇农业服务中心' },
  ]);
  expect(articles.map(({ title }) => titleInOneLine(title))).toEqual(
    [...text.matchAll(/^(.+?)…+ \d+$/gm)].map((match) => match[1]),
  );
  expect(articles.map(({ body }) => body.map(({ role }) => role).join(' '))).toEqual([
    'lead heading1 heading2 paragraph heading2 paragraph heading1 heading2 paragraph heading2 paragraph heading1 paragraph table paragraph',
    'paragraph paragraph paragraph paragraph paragraph paragraph paragraph',
    'paragraph paragraph paragraph list paragraph paragraph',
  ]);
  expect(headings(articles[0]?.body)).toEqual([
    '一、改哪里，看水走到哪里',
    '（一）跟着水查渠',
    '（二）按急缓排队',
    '二、怎么改，让用水的人说话',
    '（一）图纸拿到田埂上定',
    '（二）工钱尽量留在村里',
    '三、改好后，有人常年看着',
  ]);
  expect(runIns(articles[2]?.body)).toEqual([
    '第一，建多大由菜的数量来定。',
    '第二，怎样收费由菜农来议。',
    '第三，什么时候卖由价钱来说。',
  ]);
  const list = articles[2]?.body.find((block) => block.role === 'list');
  expect(list).toMatchObject({ ordered: false });
  expect(list && blockParagraphs(list)).toEqual([
    '青菜、空心菜等叶菜，每筐每天0.3元；',
    '豆角、茄子、黄瓜，每筐每天0.2元；',
    '冬瓜、南瓜等耐放的菜，每筐每天0.1元；',
    '存放不满半天的，不收费。',
  ]);
  for (const { body } of articles) {
    const length = body.flatMap(blockParagraphs).join('').length;
    expect(length).toBeGreaterThanOrEqual(700);
    expect(length).toBeLessThanOrEqual(1000);
  }
  const kinds = report.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'pageNumber')).toHaveLength(7);
  expect(kinds.filter((kind) => kind === 'joined')).toHaveLength(3);
  expect(new Set(kinds)).toEqual(new Set(['pageNumber', 'joined', 'source']));
});

test.each(['first-issue.txt', 'second-issue.txt'])(
  '%s is the same document once written as text and read again',
  (name) => {
    const { document } = parseBulletin(read(name));
    expect(parseBulletin(writeText(document)).document).toEqual(document);
  },
);

test.each(['first-issue.txt', 'second-issue.txt'])(
  '%s needs no character that the shipped fonts lack',
  async (name) => {
    const { document } = parseBulletin(read(name));
    expect(await missingCharacters(slotTexts(document, defaultLayoutParameters))).toEqual([]);
  },
);

function headings(body: readonly Block[] = []): readonly string[] {
  return body.filter(({ role }) => role.startsWith('heading')).flatMap(blockParagraphs);
}

function runIns(body: readonly Block[] = []): readonly string[] {
  return body
    .flatMap((block) => ('inlines' in block ? block.inlines.filter(({ runIn }) => runIn) : []))
    .map(({ text }) => text);
}
