import { readdirSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { readManuscriptFile } from '#formats/intake/readManuscriptFile.ts';
import { decodeText } from '#formats/text/decodeText.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import type { Article } from '#shared/issue/article.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import { inlineText } from '#shared/issue/inline.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';

const sample = new URL('../../../resources/sample/', import.meta.url);
const folder = new URL('manuscripts/', sample);
const bytesOf = (name: string) => readFileSync(new URL(name, folder));
const printed = parseBulletin(decodeText(readFileSync(new URL('first-issue.txt', sample)))).document.articles;

interface Expected {
  readonly title: readonly string[];
  readonly unit: string;
  /** Where the manuscript's words are others than the printed ones: [printed, as sent]. */
  readonly otherWords: readonly (readonly [string, string])[];
  /** Blocks that the printed article no longer has: [place in the body, role, paragraphs]. */
  readonly more: readonly (readonly [number, string, readonly string[]])[];
  /** What is told beside closed blanks and the source line: [kind, words of the message]. */
  readonly told: readonly (readonly [string, string])[];
}

const expectedOfText: Readonly<Record<string, Expected>> = {
  '禾川县总工会-劳动争议化解.txt': {
    title: ['禾川县总工会三项举措推动劳动争议化解在厂区'],
    unit: '禾川县总工会',
    otherWords: [['全县共2340名，', '全县共2340名(其中女职工960名)，']],
    more: [],
    told: [['joined', '企业 67 家，｜帮助其中 22']],
  },
  '临湖区总工会-四张清单.txt': {
    title: ['安澜市临湖区总工会列出“四张清单”', '服务新就业形态劳动者'],
    unit: '安澜市临湖区总工会',
    otherWords: [],
    more: [],
    told: [['setAside', '联系人：方晓棠　　联系电话：内线 6302']],
  },
};

const expectedOfDocument: Readonly<Record<string, Expected>> = {
  '云溪市总工会-户外劳动者驿站.docx': {
    title: ['建在路边 暖在心里 云溪市总工会以“四个一线”办好户外劳动者驿站'],
    unit: '云溪市总工会',
    otherWords: [],
    more: [
      [
        9,
        'paragraph',
        [
          '下一步，云溪市总工会将在长途货车停车场和建筑工地周边再建驿站40处，同时把建站的办法教给所属县(市、区)总工会，年底前实现每个街道至少有一处驿站。',
        ],
      ],
    ],
    told: [
      ['header', '云溪市总工会信息报送单'],
      ['footer', '联系人：高以宁'],
      ['metadata', '高以宁'],
      ['deletion', '据不完全统计，（高以宁）'],
      ['numbering', '一、选址在一线，站点跟着人走'],
      ['numbering', '二、建设在一线，用品按需要配'],
      ['numbering', '三、管理在一线，事情有人来做'],
      ['insertion', '讲课的人站着讲，听课的人边吃边听，（高以宁）'],
      ['numbering', '四、评价在一线，好坏由职工说'],
      ['setAside', '2024年6月4日'],
    ],
  },
  '安澜市总工会-练比用.docx': {
    title: ['安澜市总工会抓实“练比用”三个环节', '带动产业工人提升技能'],
    unit: '安澜市总工会',
    otherWords: [],
    more: [
      [5, 'paragraph', ['两年来分行业的竞赛场次和晋升人数如下：']],
      [
        6,
        'table',
        [
          ['行业', '竞赛场次（场）', '晋升人数（人）'],
          ['船舶配件', '126', '7200'],
          ['纺织机械', '104', '6300'],
          ['其他制造业', '88', '5500'],
          ['合计', '318', '19000'],
        ].flat(),
      ],
    ],
    told: [
      ['metadata', '沈知白'],
      ['comment', '此数为58项攻关的合计，已与各企业核对。'],
    ],
  },
};

test.each(Object.entries({ ...expectedOfText, ...expectedOfDocument }))('%s is read whole', async (name, expected) => {
  const { article, images, report, countedBy } = await readManuscriptFile({ name, bytes: bytesOf(name) });
  expectArticle(article, expected);
  expect(images).toEqual({});
  expect(countedBy).toBe(name.endsWith('.docx') ? 'paragraph' : 'line');
  expect(report.filter(({ kind }) => kind === 'source')).toHaveLength(1);
  const told = report.filter(({ kind }) => kind !== 'blank' && kind !== 'source');
  expect(told.map(({ kind }) => kind)).toEqual(expected.told.map(([kind]) => kind));
  for (const [index, [, words]] of expected.told.entries()) expect(told[index]?.message).toContain(words);
});

test('the one bold run of the manuscripts is kept, the look of headings is not', async () => {
  const articles = await readAll();
  const inlines = articles.flatMap(({ body }) => body.flatMap((block) => ('inlines' in block ? block.inlines : [])));
  expect(inlines.filter(({ bold, emphasis }) => bold || emphasis)).toEqual([{ text: '歇脚需求图', bold: true }]);
});

test('the run-in headings of the manuscripts are those of the printed articles', async () => {
  const runIns = (articles: readonly Article[]) =>
    articles.flatMap(({ body }) =>
      body.flatMap((block) =>
        'inlines' in block ? block.inlines.filter(({ runIn }) => runIn).map(({ text }) => text) : [],
      ),
    );
  const found = runIns(await readAll());
  expect(found).toHaveLength(42);
  expect(found.sort()).toEqual(runIns(printed).sort());
});

test('the table of a manuscript has one head row and adds up to its last row and to the lead', async () => {
  const name = '安澜市总工会-练比用.docx';
  const { article } = await readManuscriptFile({ name, bytes: bytesOf(name) });
  const table = article.body.find((block) => block.role === 'table');
  if (table?.role !== 'table') throw new Error('the manuscript has no table');
  expect(table.headerRows).toBe(1);
  const [, ...rows] = table.rows.map((row) => row.map(({ inlines }) => inlineText(inlines)));
  for (const column of [1, 2]) {
    const figures = rows.map((row) => Number(row[column]));
    expect(figures.slice(0, -1).reduce((total, figure) => total + figure, 0)).toBe(figures.at(-1));
  }
  const [contests, promoted] = /竞赛(\d+)场，有([\d.]+)万名职工晋升/
    .exec(article.body.flatMap(blockParagraphs)[0] ?? '')
    ?.slice(1)
    .map(Number) ?? [0, 0];
  expect(rows.at(-1)?.slice(1).map(Number)).toEqual([contests, Math.round((promoted ?? 0) * 10_000)]);
});

test('made up as one issue, the manuscripts need no character that the shipped fonts lack', async () => {
  const issue = emptyIssueDocument({ name: '云岭工会工作信息', organ: '云岭省总工会办公室' });
  const document = { ...issue, articles: [...(await readAll())] };
  expect(await missingCharacters(slotTexts(document, defaultLayoutParameters))).toEqual([]);
});

test('the texts come in the two encodings of such offices, with either line end', () => {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const [first, second] = Object.keys(expectedOfText).map(bytesOf);
  const plain = utf8.decode(first);
  expect(plain).not.toContain('\r');
  expect(() => utf8.decode(second)).toThrow();
  const converted = new TextDecoder('gb18030', { fatal: true }).decode(second);
  expect(converted.split('\r\n').length).toBeGreaterThan(10);
  expect(converted.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('the folder holds one manuscript for each printed article', () => {
  const names = readdirSync(folder).sort();
  expect(names.map((name) => name.split('.').at(-1)).sort()).toEqual(['docx', 'docx', 'txt', 'txt']);
  const units = names.map((name) => name.split('-')[0] ?? '');
  for (const { source } of printed)
    expect(units.filter((unit) => source?.unit.endsWith(unit)).length).toBeGreaterThan(0);
});

const documents = readdirSync(folder).filter((name) => name.endsWith('.docx'));

test.each(documents)('%s names nobody but the people of the sample, and no place on a disk', (name) => {
  const parts = Object.entries(unzipSync(bytesOf(name))).map(([path, part]) => [path, strFromU8(part)] as const);
  const all = parts.map(([, part]) => part).join('\n');
  const people = [...all.matchAll(/(?:w:author="|<dc:creator>|<cp:lastModifiedBy>)([^"<]*)/g)].map((match) => match[1]);
  expect(people.length).toBeGreaterThan(0);
  for (const person of people) expect(['高以宁', '沈知白']).toContain(person);
  expect(all).not.toMatch(/file:|[A-Za-z]:\\|"\/(?:home|root|tmp|work|Users)\//);
  expect(parts.map(([path]) => path)[0]).toBe('[Content_Types].xml');
  for (const [path, part] of parts) {
    if (!path.endsWith('.rels')) continue;
    expect(part, path).not.toContain('TargetMode="External"');
  }
});

/** The printed article with the manuscript's own title, words and blocks, block by block. */
function expectArticle(article: Article, { title, unit, otherWords, more }: Expected): void {
  const original = printed.find(({ source }) => source?.unit === unit);
  const asSent = (text: string) => otherWords.reduce((told, [from, to]) => told.replace(from, to), text);
  const blocks = (original?.body ?? []).map(
    (block) => [block.role as string, blockParagraphs(block).map(asSent)] as const,
  );
  for (const [place, role, paragraphs] of more) blocks.splice(place, 0, [role, [...paragraphs]]);
  for (const [, words] of otherWords)
    expect(blocks.flatMap(([, paragraphs]) => paragraphs).join('\n')).toContain(words);
  expect(article.title).toEqual(title);
  expect(article.source).toEqual({ unit, line: `（${unit}）` });
  expect(article.subtitle ?? article.byline).toBeUndefined();
  expect(article.body.map((block) => [block.role, blockParagraphs(block)])).toEqual(blocks);
}

async function readAll(): Promise<readonly Article[]> {
  const names = readdirSync(folder);
  return Promise.all(names.map(async (name) => (await readManuscriptFile({ name, bytes: bytesOf(name) })).article));
}
