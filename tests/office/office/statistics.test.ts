import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { decodeText } from '#formats/text/decodeText.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { createOffice, type OfficeOptions } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { ArticleContent } from '#shared/issue/article.ts';
import { PublishedFigures } from '#shared/statistics/publishedFigures.ts';
import { plainRules } from '#shared/statistics/sampleRules.ts';
import { greyPng } from '../printing/madePictures.ts';
import {
  articleContent,
  code,
  copyOf,
  fileDirectory,
  foundedDirectory,
  foundedOffice,
  openOffice,
  printOnce,
  signIn,
  testClock,
  value,
} from './foundedOffice.ts';
import { openBases } from './openBases.ts';
import { releasedArticles, unitNamed } from './releasedArticles.ts';

const may = { kind: 'month', year: 2024, month: 5 } as const;
type Entry = CommandInput<'saveAdoptionRecord'>['entry'];

function from(unit: string, title: string) {
  return { ...articleContent(title), source: { unit, line: `（${unit}）` } };
}

const rules = { ...plainRules, sharing: { kind: 'ratio' as const, ratio: [3, 2] } };
const day_s = 24 * 3600;

/** Made once a file: an issue takes its time to be signed. */
let counted: ReturnType<typeof countedDirectory> | undefined;

async function countedDirectory() {
  const clock = testClock('2024-05-05T02:00:00.000Z');
  const { directory } = await foundedDirectory();
  const own = copyOf(directory, fileDirectory());
  const office = createOffice({ directory: own, print: printOnce, now: clock.now, upSeconds: clock.upSeconds });
  try {
    await signIn(office, 'wenhe');
    const nanping = await unitNamed(office, '南坪镇');
    const beishan = await unitNamed(office, '北山乡');
    const released = await releasedArticles(office, [
      from('南坪镇', '南坪镇整治沟渠'),
      { ...articleContent('两地联办便民服务'), source: { unit: '北山乡、南坪镇', line: '（北山乡、南坪镇）' } },
    ]);
    value(await office.client.saveScoringRules({ name: '信息计分办法', effectiveFrom: '2024-01-01', rules }));
    return { directory: own, nanping, beishan, ...released };
  } finally {
    office.close();
  }
}

/** An office with an issue of two articles of 5 May 2024 and a table in force, seen on 3 June. */
async function countedOffice(options: Partial<OfficeOptions> = {}) {
  counted ??= countedDirectory();
  const { directory: made, ...rest } = await counted;
  const directory = copyOf(made);
  const clock = testClock('2024-05-05T02:00:00.000Z');
  clock.pass(29 * day_s);
  const office = openOffice(directory, { now: clock.now, upSeconds: clock.upSeconds, ...options });
  await signIn(office, 'wenhe');
  return { office, client: office.client, directory, ...rest };
}

const seed = resolve(import.meta.dirname, '../../../../shared/seed/zhejiang-youth-2019-03.txt');
if (!existsSync(seed)) console.info(`skipped: adoption of the real bulletin, because ${seed} is not there`);

test.skipIf(!existsSync(seed))('the real bulletin gives one adoption to each of its four units', async () => {
  const { document } = parseBulletin(decodeText(readFileSync(seed)));
  const clock = testClock('2019-05-06T02:00:00.000Z');
  const { office } = await foundedOffice({ now: clock.now, upSeconds: clock.upSeconds });
  await signIn(office, 'wenhe');
  const names = document.articles.map(({ source }) => source?.unit ?? '');
  const ids: string[] = [];
  for (const name of names) ids.push(await unitNamed(office, name));
  const contents = document.articles.map(({ id: _id, ...content }) => ArticleContent.parse(content));
  const { articleIds } = await releasedArticles(office, contents);
  value(await office.client.saveScoringRules({ name: '计分办法', effectiveFrom: '2019-01-01', rules: plainRules }));
  const { scores, facts } = value(await office.client.readStatistics({ period: { kind: 'year', year: 2019 } }));
  expect(new Set(names).size).toBe(4);
  expect(facts.units.every(({ isRegistered }) => isRegistered)).toBe(true);
  expect(facts.adoptions.map(({ articleId, unitIds, place }) => ({ articleId, unitIds, place }))).toEqual(
    ids.map((id, index) => ({ articleId: articleIds[index], unitIds: [id], place: index + 1 })),
  );
  expect(scores).toHaveLength(4);
  for (const score of scores) expect(score).toMatchObject({ adopted: 1, points_hundredths: 1000, rank: 1 });
});

test('points are divided among those who wrote an article together; each leads to its article, its issue and its rule', async () => {
  const { client, issueId, articleIds } = await countedOffice();
  const { scores, facts } = value(await client.readStatistics({ period: may }));
  expect(facts.isOver).toBe(true);
  expect(scores.map(({ name, points_hundredths, adopted }) => [name, points_hundredths, adopted])).toEqual([
    ['南坪镇', 1400, 2],
    ['北山乡', 600, 1],
  ]);
  expect(
    scores[0]?.lines.map(({ articleId, issueId: where, ruleName, says }) => [articleId, where, ruleName, says]),
  ).toEqual([
    [
      articleIds[0],
      issueId,
      '本刊采用',
      '《南坪镇整治沟渠》由澜溪信息2024年第5期（总第128期）采用，按“本刊采用”计10分。',
    ],
    [
      articleIds[1],
      issueId,
      '本刊采用',
      '《两地联办便民服务》由澜溪信息2024年第5期（总第128期）采用，按“本刊采用”计10分；2家合写按3∶2分，第2家得4分。',
    ],
  ]);
  const june = value(await client.readStatistics({ period: { kind: 'month', year: 2024, month: 6 } }));
  expect(june.scores.every(({ points_hundredths, adopted }) => points_hundredths === 0 && adopted === 0)).toBe(true);
});

test('a void issue adopts nothing', async () => {
  const { office, client, issueId } = await countedOffice();
  await signIn(office, 'shenjun');
  value(await client.voidIssue({ id: issueId, reason: '印错' }));
  expect(value(await client.readStatistics({ period: may })).facts.adoptions).toEqual([]);
});

test('批示: whose words are for two people is told to nobody else, by no list and no scan; its level counts for all', async () => {
  const { office, client, nanping, articleIds } = await countedOffice();
  const entry: Entry = {
    kind: 'instruction',
    articleId: articleIds[0] ?? '',
    title: '南坪镇整治沟渠',
    unitIds: [nanping],
    level: '省级',
    day: '2024-05-20',
    person: '某领导',
    text: '做法可复制',
    scope: { kind: 'people', personIds: ['shenjun'] },
    isTold: false,
  };
  const scan = new Uint8Array(greyPng(300, 100));
  expect(code(await client.saveAdoptionRecord({ entry, scan: new Uint8Array([1, 2, 3]) }))).toBe('unreadableFile');
  expect(code(await client.saveAdoptionRecord({ entry: { ...entry, unitIds: ['nobody'] } }))).toBe('notFound');
  const saved = value(await client.saveAdoptionRecord({ entry, scan }));
  expect(saved).toMatchObject({ isHidden: false, entry: { text: '做法可复制', scan: expect.any(String) } });

  await signIn(office, 'qiaoyi');
  const [hidden] = value(await client.listAdoptionRecords({}));
  expect(hidden).toMatchObject({ isHidden: true, entry: { level: '省级', text: '', person: '不公开' } });
  expect(JSON.stringify(hidden)).not.toContain('做法可复制');
  expect(code(await client.readInstructionScan({ id: saved.id }))).toBe('forbidden');
  expect(code(await client.saveAdoptionRecord({ entry }))).toBe('forbidden');
  expect(value(await client.readStatistics({ period: may })).scores[0]).toMatchObject({
    name: '南坪镇',
    instructions: 1,
  });

  await signIn(office, 'shenjun');
  const read = value(await client.readInstructionScan({ id: saved.id }));
  expect(Buffer.from(read.bytes).equals(scan)).toBe(true);

  await signIn(office, 'wenhe');
  // The scan stays where only the words are changed.
  const changed = value(await client.saveAdoptionRecord({ id: saved.id, entry: { ...entry, text: '请推广' } }));
  expect(changed.entry).toMatchObject({ text: '请推广', scan: expect.any(String) });
  expect(code(await client.withdrawAdoptionRecord({ id: saved.id, reason: '' }))).toBe('reasonMissing');
  value(await client.withdrawAdoptionRecord({ id: saved.id, reason: '记错了' }));
  expect(value(await client.listAdoptionRecords({}))).toEqual([]);
  expect(code(await client.saveAdoptionRecord({ id: saved.id, entry }))).toBe('notFound');
});

test('约稿 is met by the manuscript that is named, late where that came after its day', async () => {
  const { client, nanping, beishan } = await countedOffice();
  const bytes = new TextEncoder().encode('春耕进度\n　　今年春耕已完成八成。\n（南坪镇）\n');
  const { manuscript } = value(
    await client.receiveManuscript({ fileName: '春耕.txt', bytes, unitId: nanping, arrivedOn: '2024-05-12' }),
  );
  const ask = (unitId: string, dueOn: string, manuscriptId?: string): Entry => ({
    kind: 'request',
    unitId,
    topic: '春耕进度',
    requirement: '一千字以内',
    dueOn,
    ...(manuscriptId ? { manuscriptId } : {}),
  });
  const late = value(await client.saveAdoptionRecord({ entry: ask(nanping, '2024-05-10') }));
  value(await client.saveAdoptionRecord({ entry: ask(beishan, '2024-05-31') }));
  value(await client.saveAdoptionRecord({ id: late.id, entry: ask(nanping, '2024-05-10', manuscript.id) }));
  expect(code(await client.saveAdoptionRecord({ id: late.id, entry: ask(nanping, '2024-05-10', 'nothing') }))).toBe(
    'notFound',
  );
  const { scores } = value(await client.readStatistics({ period: may }));
  expect(scores.map(({ name, lateRequests, unmetRequests }) => [name, lateRequests, unmetRequests])).toEqual([
    ['南坪镇', 1, 0],
    ['北山乡', 0, 1],
  ]);
});

test('what was published is made again to the same figures; what was put down afterwards is named, and changes nothing in it', async () => {
  const { office, client, directory, nanping } = await countedOffice();
  const seen = value(await client.readStatistics({ period: may }));
  expect(code(await client.publishFigures({ period: may, factsHash: 'a'.repeat(64) }))).toBe('conflict');
  expect(code(await client.publishFigures({ period: { kind: 'year', year: 2024 }, factsHash: seen.factsHash }))).toBe(
    'illegalState',
  );
  const published = value(await client.publishFigures({ period: may, factsHash: seen.factsHash }));
  const file = value(await client.readPublishedFigures({ number: published.number }));
  const statement = PublishedFigures.parse(JSON.parse(new TextDecoder().decode(file.bytes)));
  expect(statement.table.map(({ name, points_hundredths }) => [name, points_hundredths])).toEqual([
    ['南坪镇', 1400],
    ['北山乡', 600],
  ]);
  expect(value(await client.recomputeFigures({ number: 1 }))).toMatchObject({
    isSound: true,
    faults: [],
    differences: [],
    factDifferences: [],
    table: statement.table,
  });

  // A table may begin after what was published, and no earlier; it has no part in the published month.
  const twice = { ...rules, adoptions: [{ id: 'own', name: '本刊采用', where: {}, points: 20 }] };
  const later = { name: '新办法', rules: twice };
  expect(code(await client.saveScoringRules({ ...later, effectiveFrom: '2024-05-01' }))).toBe('illegalState');
  value(await client.saveScoringRules({ ...later, effectiveFrom: '2024-06-01' }));
  const outside: Entry = {
    kind: 'outside',
    title: '南坪镇整治沟渠',
    unitIds: [nanping],
    level: '市级',
    publication: '市级专报',
    day: '2024-05-30',
  };
  value(await client.saveAdoptionRecord({ entry: outside }));
  const again = value(await client.recomputeFigures({ number: 1 }));
  expect(again.isSound).toBe(true);
  expect(again.factDifferences).toEqual(['采用《南坪镇整治沟渠》：公布以后补记的。']);
  expect(again.differences).toEqual(['南坪镇：采用由2变为3。']);

  const now = value(await client.readStatistics({ period: may }));
  expect(code(await client.publishFigures({ period: may, factsHash: now.factsHash }))).toBe('reasonMissing');
  value(await client.publishFigures({ period: may, factsHash: now.factsHash, reason: '补记上级采用' }));
  expect(
    value(await client.readStatistics({ period: may })).published.map(({ number, reason }) => [number, reason]),
  ).toEqual([
    [2, '补记上级采用'],
    [1, undefined],
  ]);

  // With the office bypassed the base refuses the same.
  office.close();
  const { content } = await openBases(directory, 'wenhe');
  expect(() => content.exec("UPDATE published_figures SET facts = '{}'")).toThrow(/never changed/);
  expect(() => content.exec('DELETE FROM published_figures')).toThrow(/never removed/);
  expect(() => content.exec("UPDATE scoring_rules SET effective_from = '2024-02-01'")).toThrow(/never changed/);
  expect(() =>
    content.exec(
      `INSERT INTO scoring_rules SELECT 3, name, '2024-05-01', rules, saved_by, saved_at FROM scoring_rules LIMIT 1`,
    ),
  ).toThrow(/after what was published/);
});

test('a forged table is found: by its signature, and because it cannot be made again', async () => {
  const { office, client, directory } = await countedOffice();
  const { factsHash } = value(await client.readStatistics({ period: may }));
  value(await client.publishFigures({ period: may, factsHash }));
  const { content } = await openBases(directory, 'wenhe');
  content.exec('DROP TRIGGER published_figures_no_update');
  content.exec(`UPDATE published_figures SET statement = json_set(statement, '$.table[0].points_hundredths', 9900)`);
  await signIn(office, 'wenhe');
  const { isSound, faults } = value(await client.recomputeFigures({ number: 1 }));
  expect(isSound).toBe(false);
  expect(faults).toEqual(['公布的得分与签名不符，已被改动。', '按公布时的采用情况和计分办法重算，得不出公布的得分。']);
});

test('what a new table would change for a period is shown and nothing is written', async () => {
  const { client } = await countedOffice();
  const each = { ...rules, sharing: { kind: 'each' as const } };
  expect(value(await client.previewScoringRules({ period: may, rules: each }))).toMatchObject([
    { name: '南坪镇', before_hundredths: 1400, after_hundredths: 2000 },
    { name: '北山乡', before_hundredths: 600, after_hundredths: 1000 },
  ]);
  expect(value(await client.listScoringRules({}))).toHaveLength(1);
});

test('采用情况通报 is an article that is edited on, with ranking, share, 批示 that may be told and 约稿 not met', async () => {
  const { client, nanping, beishan, articleIds } = await countedOffice();
  const instruction = {
    kind: 'instruction' as const,
    articleId: articleIds[0] ?? '',
    title: '南坪镇整治沟渠',
    unitIds: [nanping],
    level: '县委',
    day: '2024-05-20',
    person: '某领导',
    text: '做法可复制',
    scope: { kind: 'readers' as const },
  };
  value(await client.saveAdoptionRecord({ entry: { ...instruction, isTold: true } }));
  value(await client.saveAdoptionRecord({ entry: { ...instruction, title: '不外传的批示', isTold: false } }));
  const request = {
    kind: 'request' as const,
    unitId: beishan,
    topic: '防汛准备',
    requirement: '',
    dueOn: '2024-05-20',
  };
  value(await client.saveAdoptionRecord({ entry: request }));
  const { articleId } = value(await client.draftAdoptionBulletin({ period: may }));
  const { summary, content } = value(await client.readArticle({ id: articleId }));
  const text = content.body
    .map((block) => ('inlines' in block ? block.inlines.map((one) => one.text).join('') : ''))
    .join('\n');
  expect(content.title).toEqual(['关于2024年5月信息采用情况的通报']);
  expect(text).toContain('采用较多的单位有：南坪镇2篇（占100%）、北山乡1篇（占50%）。');
  expect(text).toContain('南坪镇报送的《南坪镇整治沟渠》，5月20日获县委领导批示');
  expect(text).not.toContain('不外传的批示');
  expect(text).not.toContain('做法可复制');
  expect(text).toContain('没有完成约稿的是：北山乡“防汛准备”（5月20日到期）。');
  const table = content.body.find((block) => block.role === 'table');
  expect(table?.rows.map((row) => row.map(({ inlines }) => inlines[0]?.text))).toEqual([
    ['名次', '单位', '报送', '采用', '采用率', '得分'],
    ['1', '南坪镇', '0', '2', '—', '14'],
    ['2', '北山乡', '0', '1', '—', '6'],
  ]);
  const edited = { ...content, body: content.body.slice(0, 1) };
  value(await client.saveArticle({ id: articleId, baseVersion: summary.version, content: edited, images: {} }));
});

test('the audit says who did what with which record, and no word of a 批示', async () => {
  const { office, client, directory, nanping } = await countedOffice();
  const entry: Entry = {
    kind: 'instruction',
    title: '南坪镇整治沟渠',
    unitIds: [nanping],
    level: '省级',
    day: '2024-05-20',
    person: '某领导',
    text: '做法可复制',
    scope: { kind: 'readers' },
    isTold: true,
  };
  const { id } = value(await client.saveAdoptionRecord({ entry }));
  value(await client.exportStatistics({ period: may, format: 'csv' }));
  office.close();
  const { content } = await openBases(directory, 'wenhe');
  const rows = content.prepare('SELECT action, subject, details FROM audit ORDER BY sequence DESC LIMIT 2').all() as {
    action: string;
    subject: string;
  }[];
  expect(rows.map(({ action, subject }) => [action, subject])).toEqual([
    ['exportStatistics', '2024年5月'],
    ['saveAdoptionRecord', id],
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/做法可复制|某领导|南坪镇/);
});

test('the printed figures hold every unit and every reason, drawn with fonts of their own', async () => {
  const printer = await createPrinter();
  try {
    const { office } = await countedOffice({ print: (html) => printer.print(html) });
    const { name, bytes } = value(await office.client.printStatistics({ period: may }));
    expect(name).toBe('采用统计_2024年5月.pdf');
    const { readPdfTexts } = await import('#formats/pdf/readPdfTexts.ts');
    const text = (await readPdfTexts(bytes)).join('').replace(/\s/g, '');
    expect(text).toContain('2024年5月采用统计');
    expect(text).toContain('南坪镇');
    expect(text).toContain('按“本刊采用”计10分');
  } finally {
    await printer.close();
  }
});
