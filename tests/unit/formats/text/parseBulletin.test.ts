import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { decodeText } from '#formats/text/decodeText.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { writeText } from '#formats/text/writeText.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { inlineText } from '#shared/issue/inline.ts';

const seed = resolve(import.meta.dirname, '../../../../../shared/seed/zhejiang-youth-2019-03.txt');
const seedIsHere = existsSync(seed);
if (!seedIsHere) console.info(`zhejiang-youth-2019-03.txt skipped: not at ${seed}`);

test.skipIf(!seedIsHere)('the real bulletin zhejiang-youth-2019-03 is read whole', () => {
  const text = decodeText(readFileSync(seed));
  const { document, report } = parseBulletin(text);
  const listed = [...text.matchAll(/^- (.+)$/gm)].map((match) => match[1]);
  expect(document.marking).toHaveLength(2);
  expect(document.column).toMatch(/^[^（(]{4}$/);
  expect(document.number).toEqual({ series: 'regular', year: 2019, serial: 3 });
  expect(document.publication.organ).toMatch(/办公室$/);
  expect(document.date).toBe('2019-05-06');
  expect(listed).toHaveLength(4);
  expect(document.articles.map((article) => titleInOneLine(article.title))).toEqual(listed);
  expect(document.articles.map(({ body }) => body.filter(({ role }) => role === 'heading1').length)).toEqual([
    4, 3, 3, 3,
  ]);
  expect(document.articles.map(({ body }) => body[0]?.role)).toEqual(['lead', 'lead', 'lead', 'lead']);
  expect(report.filter(({ kind }) => kind === 'joined')).toHaveLength(10);
  expect(report.filter(({ kind }) => kind === 'source')).toHaveLength(4);
  expect(report.filter(({ kind }) => ['unsure', 'unread', 'titleMissing', 'sourceMissing'].includes(kind))).toEqual([]);
  for (const { source } of document.articles) expect(source?.line).toBe(`（${source?.unit}）`);
  expect(document.reportTo).toHaveLength(3);
  expect(document.sendTo).toHaveLength(3);
  expect(document.signOff.map(({ step, person }) => [step, person])).toEqual([
    ['responsibleEditor', '舒也文'],
    ['reviewer', '金珍珍'],
    ['signer', '凌霄'],
  ]);
  expect(parseBulletin(writeText(document)).document).toEqual(document);
});

const river = `内部资料  注意保存
云 溪 工 作 简 报
二〇二四年第十二期（总第128期）
云溪市政府办公室    二〇二四年十一月二十一日
编者按：现将两篇做法印发，供各地参考。
目  录
● 青石镇三项举措推进河湖整治………1
● 守正创新 服务群众 柳河镇打通“最后一百米”………3

青石镇三项举措
推进河湖整治
——以白水河为例
本刊记者 林一
今年以来，青石镇把河湖整治作为民生实事来抓。
一、摸清底数
（一）全面排查
1.逐段登记
（1）岸线
一是看得见。沿河设点 12 处，安排人员每日巡查并把发现的问题当天录入台账，
由镇河长办逐件交办。二要管得住。落实到人。第一，责任上墙。每月公布。
- 2 -
﹙青石镇﹚
守正创新 服务群众
柳河镇打通“最后 一百米”
柳河镇坚持把服务窗口设在群众身边。
[柳河镇]
送：市委办公室，市人大（含
专委会，工委），市政协
主送：各镇
责任 编辑：王 小明、李四   审  核：赵五    签 发 ： 钱 六
（共印 150 份）
`;

test('a bulletin of another form is read with its disorders healed', () => {
  const { document, report } = parseBulletin(river);
  expect(document).toMatchObject({
    publication: { name: '云溪工作简报', organ: '云溪市政府办公室' },
    number: { series: 'regular', year: 2024, serial: 12, running: 128 },
    date: '2024-11-21',
    marking: ['内部资料', '注意保存'],
    editorsNote: '现将两篇做法印发，供各地参考。',
    copyTo: ['市委办公室', '市人大（含专委会，工委）', '市政协'],
    sendTo: ['各镇'],
    copies: 150,
  });
  expect(document.signOff.map(({ label, person }) => `${label} ${person}`)).toEqual([
    '责任编辑 王小明',
    '责任编辑 李四',
    '审核 赵五',
    '签发 钱六',
  ]);
  const [first, second] = document.articles;
  expect(first).toMatchObject({
    title: ['青石镇三项举措', '推进河湖整治'],
    subtitle: '以白水河为例',
    byline: '本刊记者 林一',
    source: { unit: '青石镇', line: '（青石镇）' },
  });
  expect(first?.body.map(({ role }) => role)).toEqual([
    'lead',
    'heading1',
    'heading2',
    'heading3',
    'heading4',
    'paragraph',
  ]);
  const paragraph = first?.body[5];
  if (paragraph?.role !== 'paragraph') throw new Error('the paragraph is missing');
  expect(paragraph.inlines.filter(({ runIn }) => runIn).map(({ text }) => text)).toEqual([
    '一是看得见。',
    '二要管得住。',
    '第一，责任上墙。',
  ]);
  expect(inlineText(paragraph.inlines)).toContain('沿河设点12处');
  expect(second).toMatchObject({
    title: ['守正创新 服务群众', '柳河镇打通“最后', '一百米”'],
    source: { unit: '柳河镇', line: '（柳河镇）' },
  });
  expect(new Set(report.map(({ kind }) => kind))).toEqual(
    new Set(['joined', 'source', 'blank', 'pageNumber', 'recipients']),
  );
  expect(parseBulletin(writeText(document)).document).toEqual(document);
});

test('a supplement without contents is read by its form', () => {
  const { document } = parseBulletin(`秘密★1年
北岭信息
增刊第２期
北岭县委办公室
2023-07-01
北岭县推行“一窗办”
北岭县把分散的事项并到一个窗口。
①收件
②办结
（北岭县政务办）
南坡乡修通断头路
南坡乡今年修通三条断头路。
（南坡乡）
签发：周七`);
  expect(document.number).toEqual({ series: 'supplement', year: 2023, serial: 2 });
  expect(document.marking).toEqual(['秘密★1年']);
  expect(document.articles.map(({ title }) => title)).toEqual([['北岭县推行“一窗办”'], ['南坡乡修通断头路']]);
  expect(document.articles[0]?.body[1]).toMatchObject({ role: 'list', ordered: true });
  expect(parseBulletin(writeText(document)).document).toEqual(document);
});

test.each(['- ', '• ', '◆', '1. ', '①', '★ '])('contents are read with the bullet %s', (bullet) => {
  const { document } = parseBulletin(
    `东湖动态\n第5期\n东湖区委\n2022年3月4日\n${bullet}东湖区办好小事\n东湖区办好小事\n区里办好了一件小事。\n(东湖区)\n`,
  );
  expect(document.articles.map(({ title }) => title)).toEqual([['东湖区办好小事']]);
  expect(document.publication).toEqual({ name: '东湖动态', organ: '东湖区委' });
});

test('a title of the contents that the text lacks is reported, not guessed', () => {
  const { report } = parseBulletin(
    '东湖动态\n第5期\n2022年3月4日\n- 甲镇办事\n- 乙镇办事\n甲镇办事\n甲镇办了事。\n（甲镇）\n',
  );
  expect(report.filter(({ kind }) => kind === 'titleMissing')).toHaveLength(1);
});

test('tables with empty cells, lists, deliberate blanks and commas in recipients survive writing and reading', () => {
  const { document } = parseBulletin(
    '东湖动态\n第5期\n2022年3月4日\n- 甲镇办事\n甲镇办事\n甲镇办了事。\n（甲镇）\n报：区委\n',
  );
  const [article] = document.articles;
  if (!article) throw new Error('the article is missing');
  const rich = {
    ...document,
    marking: ['仅供领导参阅'],
    number: { series: 'supplement' as const, year: 2021, serial: 2, running: 40 },
    reportTo: ['区委（正、副职），区人大'],
    articles: [
      {
        ...article,
        subtitle: '一则短讯',
        body: [
          { role: 'paragraph' as const, inlines: [{ text: '名单如下，没有句号' }] },
          {
            role: 'paragraph' as const,
            inlines: [{ text: '共 3 人 都到了，这一段很长很长很长很长很长很长也没有句号' }],
          },
          { role: 'paragraph' as const, inlines: [{ text: '下一段。' }] },
          {
            role: 'table' as const,
            headerRows: 1,
            rows: [
              [{ inlines: [] }, { inlines: [{ text: '职务' }] }, { inlines: [] }],
              [{ inlines: [{ text: '张三' }] }, { inlines: [] }, { inlines: [{ text: '3 组' }] }],
            ],
          },
          { role: 'list' as const, ordered: false, items: [[{ text: '收件' }], [{ text: '办结' }]] },
        ],
      },
    ],
  };
  const again = parseBulletin(writeText(rich)).document;
  expect(again).toEqual({ ...rich, articles: [{ ...rich.articles[0], id: again.articles[0]?.id }] });
});

test('text wrapped at every printed line, with indents, titles and source lines set by blanks, is put together again', () => {
  const { document, report } = parseBulletin(`　　　　　机密★5年
　　　　　西 原 信 息
　　　第 7 期（总第 90 期）
西原市委办公室　　　　二〇二五年十月八日
【本期目录】
1. 西原市推行“多表合一”
2. 白石镇修好山区学校

　　　　　西原市推行“多表合一”
　　西原市今年把各部门向村里要的报表逐项清理，能并的并、
能减的减，全年少填报表四百余张。
　　一、清理
　　对照清单逐项核对。
　　　　　　　　　　　（ 西原市委办 ）
　　　　　白石镇修好山区学校
　　白石镇修好三所学校。
　　　　　　　　　　　【白石镇】
报：省委办公厅，
　　省政府办公厅
发：各镇
责任编辑：甲一　审核：乙二　签发：丙三
`);
  expect(document.publication).toEqual({ name: '西原信息', organ: '西原市委办公室' });
  expect(document.number).toEqual({ series: 'regular', year: 2025, serial: 7, running: 90 });
  expect(document.date).toBe('2025-10-08');
  expect(document.articles.map(({ title, source }) => [title, source?.line])).toEqual([
    [['西原市推行“多表合一”'], '（西原市委办）'],
    [['白石镇修好山区学校'], '（白石镇）'],
  ]);
  expect(document.articles[0]?.body.map(({ role }) => role)).toEqual(['lead', 'heading1', 'paragraph']);
  expect(report.filter(({ kind }) => kind === 'joined')).toHaveLength(1);
  expect(document.reportTo).toEqual(['省委办公厅', '省政府办公厅']);
  expect(document.signOff.map(({ person }) => person)).toEqual(['甲一', '乙二', '丙三']);
  expect(parseBulletin(writeText(document)).document).toEqual(document);
});

test('a title that the contents spell quite otherwise is taken from the text and said', () => {
  const { document, report } = parseBulletin(
    '东湖动态\n第5期\n2022年3月4日\n- 甲镇办事\n- 乙镇办事\n山上修通了路\n甲镇做成一件事。\n（甲镇）\n乙镇办事\n乙镇也做成一件事。\n',
  );
  expect(document.articles.map(({ title }) => title)).toEqual([['山上修通了路'], ['乙镇办事']]);
  expect(document.publication.organ).toBe('');
  expect(report.filter(({ kind }) => kind === 'titleDiffers').map(({ line }) => line)).toEqual([6]);
});
