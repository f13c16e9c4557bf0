import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import {
  articleContent,
  code,
  foundedOffice,
  openOffice,
  publicationOf,
  signIn,
  temporaryDirectory,
  value,
} from '../office/foundedOffice.ts';
import { openBases, rowsOf } from '../office/openBases.ts';
import { itemAt, whenOver } from './importing.ts';
import { damagedFiles, fillPastFolder, pastFile, pastIssue, writePast } from './pastFolder.ts';

let printer: Printer;
let archive: string;
beforeAll(async () => {
  printer = await createPrinter();
  archive = mkdtempSync(join(tmpdir(), 'neikan-past-'));
  await fillPastFolder(archive, 60, (html) => printer.print(html));
}, 600_000);
afterAll(() => {
  rmSync(archive, { recursive: true, force: true });
  return printer?.close();
});

async function importOf(folder: string) {
  const { office, directory } = await foundedOffice();
  await signIn(office, 'wenhe');
  const publication = await publicationOf(office);
  const { id } = value(await office.client.startBackIssueImport({ publicationId: publication.id, folder }));
  return { office, directory, publication, id, batch: await whenOver(office, id) };
}

const text = (document: IssueDocument) => pastFile(document, 'txt', (html) => printer.print(html));

describe('sixty issues in three formats', () => {
  test('are read surely, kept when they are confirmed, and found, opened and handed out from then on', async () => {
    const { office, directory, id, batch, publication } = await importOf(archive);
    expect(batch.items).toHaveLength(60);
    expect(batch.items.filter(({ state }) => state !== 'parsed')).toEqual([]);
    expect(batch.gaps).toEqual([]);
    for (const { numberText, date, articles } of batch.items) {
      expect(numberText).toMatch(/^201[5-9]年第\d+期$/);
      expect(date).toMatch(/^201[5-9]-\d\d-18$/);
      expect(articles).toBe(5);
    }
    // Nothing of it stands in the archive before it is confirmed.
    const words = { text: '临湖区总工会' };
    expect(value(await office.client.searchIssues(words)).total).toBe(0);
    expect(value(await office.client.listBackIssues({}))).toEqual([]);

    value(await office.client.confirmBackIssueImport({ id }));
    const confirmed = await whenOver(office, id);
    expect(confirmed.batch).toMatchObject({ state: 'confirmed', kept: 60, confirmedBy: '闻禾' });
    const kept = value(await office.client.listBackIssues({}));
    expect(kept).toHaveLength(60);
    expect(kept[0]).toMatchObject({ numberText: '2019年第11期', date: '2019-12-18', publicationName: '澜溪信息' });

    const { hits } = value(await office.client.searchIssues({ ...words, limit: 200 }));
    const days = hits.map(({ issuedOn }) => issuedOn);
    expect(hits.length).toBeGreaterThan(30);
    expect(days).toEqual(days.toSorted().toReversed());
    const facets = value(await office.client.countFacets(words));
    expect(facets.year.map(({ value: year }) => year)).toEqual(['2019', '2018', '2017', '2016', '2015']);
    expect(facets.unit[0]?.value).toContain('总工会');
    const narrowed = value(await office.client.searchIssues({ ...words, filters: { year: '2017' } }));
    expect(narrowed.hits.every(({ issuedOn }) => issuedOn.startsWith('2017'))).toBe(true);

    const [hit] = hits;
    const opened = value(await office.client.readBackIssue({ id: hit?.issueId ?? '' }));
    expect(opened.document.articles.some(({ id: article }) => article === hit?.articleId)).toBe(true);
    const file = value(await office.client.exportBackIssue({ id: opened.issue.id }));
    expect(file.name).toBe(opened.issue.fileName);
    expect(file.bytes.length).toBeGreaterThan(1000);

    // They are none of those that were signed here: no check calls them damaged, no statistics count them.
    expect(value(await office.client.verifyArchive({}))).toEqual([]);
    expect(value(await office.client.listArchive({}))).toEqual([]);
    const period = { kind: 'year', year: 2017 } as const;
    expect(value(await office.client.readStatistics({ period })).facts.adoptions).toEqual([]);
    const asked = value(await office.client.readStatistics({ period, withBackIssues: true })).facts.adoptions;
    expect(asked).toHaveLength(12 * 5);
    expect(asked[0]).toMatchObject({ kind: 'own', column: '基层经验', publication: '澜溪信息' });

    // What was printed then is found again where it comes in.
    const [article] = opened.document.articles;
    const again = value(
      await office.client.createArticle({
        content: { ...articleContent('另一个标题'), body: article?.body ?? [] },
        images: {},
      }),
    );
    const { findings } = value(await office.client.checkReuse({ subject: { kind: 'article', id: again.id } }));
    expect(findings[0]).toMatchObject({ source: { kind: 'passage', issueId: opened.issue.id }, percent: 99 });

    // The base itself keeps them from now on.
    const { content } = await openBases(directory, 'wenhe');
    for (const statement of [
      'DELETE FROM back_issues',
      'UPDATE back_issues SET serial = 99',
      'DELETE FROM back_issue_batches',
      "UPDATE back_issue_batches SET state = 'reading'",
      'DELETE FROM back_issue_items',
      "UPDATE back_issue_items SET document = '{}'",
      'DELETE FROM back_issue_files',
      "UPDATE back_issue_files SET bytes = x'00'",
      'REPLACE INTO back_issue_files SELECT item_id, bytes FROM back_issue_files LIMIT 1',
      'REPLACE INTO back_issue_items SELECT * FROM back_issue_items LIMIT 1',
      'REPLACE INTO back_issues SELECT * FROM back_issues LIMIT 1',
      'DELETE FROM search_passages',
    ]) {
      expect(() => content.exec(statement), statement).toThrow(/never|kept|once|waits|confirmed/);
    }
    const copied = "INSERT INTO issue_numbers VALUES (?, 'regular', 2019, 6, NULL, 'x', '2024-06-01')";
    expect(() => content.prepare(copied).run(publication.id)).toThrow('stands once');
    expect(code(await office.client.undoBackIssueImport({ id }))).toBe('illegalState');
    expect(code(await office.client.skipBackIssueItems({ ids: [kept[0]?.id ?? ''] }))).toBe('illegalState');
  }, 300_000);

  test('that are undone leave every row of the base as it was, but for the audit', async () => {
    const { office, directory } = await foundedOffice();
    await signIn(office, 'wenhe');
    const { id: publicationId } = await publicationOf(office);
    const { content } = await openBases(directory, 'wenhe');
    const { audit: _before, ...before } = rowsOf(content);
    const { id } = value(await office.client.startBackIssueImport({ publicationId, folder: archive }));
    const { items } = await whenOver(office, id);
    expect(items).toHaveLength(60);
    value(await office.client.skipBackIssueItems({ ids: items.slice(0, 2).map((item) => item.id) }));
    value(await office.client.undoBackIssueImport({ id }));
    const { audit: _after, ...after } = rowsOf(content);
    expect(after).toEqual(before);
    const actions = content.prepare('SELECT action FROM audit WHERE subject = ?').pluck().all(id);
    expect(actions).toEqual(['startBackIssueImport', 'readBackIssues', 'undoBackIssueImport']);
    expect(code(await office.client.readBackIssueBatch({ id }))).toBe('notFound');
  }, 300_000);

  test('go on where they stopped after 暂停 and after the program has ended, and read nothing twice', async () => {
    const { office, directory } = await foundedOffice();
    await signIn(office, 'wenhe');
    const { id: publicationId } = await publicationOf(office);
    const { id } = value(await office.client.startBackIssueImport({ publicationId, folder: archive }));
    const readCount = (batch: Awaited<ReturnType<typeof whenOver>>) =>
      batch.items.filter(({ state }) => state !== 'waiting').length;
    const until = async (client: typeof office.client, least: number) => {
      for (;;) {
        const batch = value(await client.readBackIssueBatch({ id }));
        if (readCount(batch) >= least) return batch;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    await until(office.client, 3);
    value(await office.client.pauseBackIssueImport({ id }));
    expect(code(await office.client.pauseBackIssueImport({ id }))).toBe('illegalState');
    expect(code(await office.client.confirmBackIssueImport({ id }))).toBe('illegalState');
    // The one that was under way may still come to its end. Another batch is read meanwhile, past the one that stands still.
    const left = readCount(value(await office.client.readBackIssueBatch({ id })));
    const folder = temporaryDirectory();
    writePast(folder, '第1期.txt', await text(pastIssue(2012, 1)));
    const other = value(await office.client.startBackIssueImport({ publicationId, folder }));
    expect((await whenOver(office, other.id)).batch).toMatchObject({ state: 'read', counts: { parsed: 1 } });
    value(await office.client.undoBackIssueImport({ id: other.id }));
    const paused = value(await office.client.readBackIssueBatch({ id }));
    expect(paused.batch.state).toBe('paused');
    expect(readCount(paused) - left).toBeLessThanOrEqual(1);
    expect(readCount(paused)).toBeLessThan(60);
    value(await office.client.resumeBackIssueImport({ id }));
    await until(office.client, readCount(paused) + 2);
    office.close();

    const later = openOffice(directory);
    const { content } = await openBases(directory, 'wenhe');
    const stopped = content.prepare("SELECT count(*) FROM back_issue_items WHERE state <> 'waiting'").pluck().get();
    expect(stopped).toBeLessThan(60);
    await signIn(later, 'wenhe');
    const batch = await whenOver(later, id);
    expect(batch.batch).toMatchObject({ state: 'read', counts: { parsed: 60, waiting: 0 } });
    expect(content.prepare('SELECT count(*) FROM back_issue_files').pluck().get()).toBe(60);
  }, 300_000);
});

test('files that cannot be read are named with their reasons and stop nothing', async () => {
  const folder = temporaryDirectory();
  for (const [name, bytes] of Object.entries(await damagedFiles())) writePast(folder, name, bytes);
  writePast(folder, '好的/第3期.txt', await text(pastIssue(2018, 3)));
  writePast(folder, '图片.jpg', 'not read');
  writePast(folder, '.隐藏.txt', 'not read');
  const { office, id, batch } = await importOf(folder);
  const failure = (path: string) => itemAt(batch, path).failure;
  expect(failure('空的.docx')).toBe('文件是空的');
  expect(failure('断的.pdf')).toContain('已损坏');
  expect(failure('有口令.pdf')).toContain('打开密码');
  expect(failure('扫描件.pdf')).toContain('扫描件，没有文字层');
  expect(failure('旧格式.doc')).toContain('旧格式文档');
  expect(failure('坏压缩包.docx')).toContain('已损坏');
  expect(itemAt(batch, '好的/第3期.txt').state).toBe('parsed');
  expect(batch.batch).toMatchObject({ leftOut: 1, counts: { failed: 6, parsed: 1 } });
  expect(batch.gaps).toEqual([{ year: 2018, serials: [1, 2] }]);
  value(await office.client.confirmBackIssueImport({ id }));
  expect((await whenOver(office, id)).batch).toMatchObject({ state: 'confirmed', kept: 1 });
});

test('duplicates are set aside with what they are duplicates of, by bytes, number and text', async () => {
  const folder = temporaryDirectory();
  const six = pastIssue(2018, 6);
  const bytes = await text(six);
  writePast(folder, '1 第6期.txt', bytes);
  writePast(folder, '2 第6期副本.txt', bytes);
  writePast(folder, '3 第6期.docx', await pastFile(six, 'docx', (html) => printer.print(html)));
  const other = { ...six, number: { series: 'regular' as const, year: 2018, serial: 9 }, date: '2018-10-18' };
  writePast(folder, '4 改过期号.txt', await text(other));
  writePast(folder, '5 第7期.txt', await text(pastIssue(2018, 7)));
  const { office, id, batch } = await importOf(folder);
  const first = itemAt(batch, '1 第6期.txt');
  const whyOf = (path: string) => {
    const { state, reasons, duplicateOf } = itemAt(batch, path);
    return { state, why: reasons[0]?.kind, of: duplicateOf?.id };
  };
  expect(first.state).toBe('parsed');
  expect(whyOf('2 第6期副本.txt')).toEqual({ state: 'duplicate', why: 'sameBytes', of: first.id });
  expect(whyOf('3 第6期.docx')).toEqual({ state: 'duplicate', why: 'sameNumber', of: first.id });
  expect(whyOf('4 改过期号.txt')).toEqual({ state: 'duplicate', why: 'sameText', of: first.id });
  expect(whyOf('5 第7期.txt')).toMatchObject({ state: 'parsed' });
  // The first is left out: the next of the same bytes takes its place.
  expect(code(await office.client.acceptBackIssueItems({ ids: [itemAt(batch, '3 第6期.docx').id] }))).toBe('conflict');
  value(await office.client.skipBackIssueItems({ ids: [first.id] }));
  const after = value(await office.client.readBackIssueBatch({ id }));
  expect(itemAt(after, '2 第6期副本.txt').state).toBe('parsed');
  expect(itemAt(after, '3 第6期.docx').duplicateOf?.id).toBe(itemAt(after, '2 第6期副本.txt').id);
  value(await office.client.reconsiderBackIssueItems({ ids: [first.id] }));
  value(await office.client.confirmBackIssueImport({ id }));
  expect((await whenOver(office, id)).batch).toMatchObject({ kept: 2 });

  // Another batch knows what the archive has by now.
  const { id: publicationId } = await publicationOf(office);
  const more = temporaryDirectory();
  writePast(more, '又是第6期.txt', bytes);
  const again = value(await office.client.startBackIssueImport({ publicationId, folder: more }));
  const [item] = (await whenOver(office, again.id)).items;
  expect(item).toMatchObject({ state: 'duplicate', duplicateOf: { kind: 'backIssue', shown: '2018年第6期' } });
  expect(code(await office.client.confirmBackIssueImport({ id: again.id }))).toBe('illegalState');
});

test('what is unsure waits for somebody, who puts it right or leaves it out', async () => {
  const folder = temporaryDirectory();
  const whole = pastIssue(2018, 6);
  writePast(folder, '没有期号.txt', await text({ ...whole, number: null }));
  writePast(folder, '没有日期.txt', await text({ ...pastIssue(2018, 8), date: null }));
  writePast(folder, '第5期.txt', await text(pastIssue(2018, 4)));
  writePast(
    folder,
    '别的刊物.txt',
    await text({ ...pastIssue(2018, 10), publication: { name: '禾川通讯', organ: '' } }),
  );
  const unitless = pastIssue(2018, 11);
  const [head, ...rest] = unitless.articles;
  writePast(
    folder,
    '没有单位.txt',
    await text({ ...unitless, articles: [...rest, ...(head ? [{ ...head, source: null }] : [])] }),
  );
  writePast(folder, '其实是文本.docx', await text(pastIssue(2018, 12)));
  const { office, directory, id, batch } = await importOf(folder);
  const why = (path: string) => itemAt(batch, path).reasons.map(({ kind }) => kind);
  expect(batch.batch.counts).toMatchObject({ unsure: 6 });
  expect(why('没有期号.txt')).toContain('noNumber');
  expect(why('没有日期.txt')).toContain('noDate');
  expect(itemAt(batch, '第5期.txt').reasons).toEqual([{ kind: 'otherNumberInName', said: '第5期' }]);
  expect(itemAt(batch, '别的刊物.txt').reasons).toEqual([{ kind: 'otherPublication', said: '禾川通讯' }]);
  expect(why('没有单位.txt')).toContain('unitMissing');
  expect(why('其实是文本.docx')).toEqual(['otherKind']);

  expect(code(await office.client.confirmBackIssueImport({ id }))).toBe('illegalState');
  const { content } = await openBases(directory, 'wenhe');
  expect(() =>
    content.exec("UPDATE back_issue_batches SET state = 'confirming', confirmed_by = 'x', confirmed_at = 'y'"),
  ).toThrow('looked at');
  const numberless = itemAt(batch, '没有期号.txt');
  expect(code(await office.client.acceptBackIssueItems({ ids: [numberless.id] }))).toBe('incomplete');
  const read = value(await office.client.readBackIssueItem({ id: numberless.id }));
  expect(read.original).toContain('澜溪信息');
  const articles = (read.document?.articles ?? []).map(({ id: article, title, source }, index) => ({
    id: article,
    title: index === 0 ? '改正过的标题' : title.join(''),
    unit: source?.unit ?? '',
  }));
  const correction = { id: numberless.id, date: '2018-07-18', column: '基层经验', articles };
  const number = { series: 'regular' as const, year: 2018, serial: 6, running: 60 };
  const corrected = value(await office.client.correctBackIssueItem({ ...correction, number }));
  expect(corrected).toMatchObject({ state: 'parsed', numberText: '2018年第6期（总第60期）' });
  value(await office.client.skipBackIssueItems({ ids: [itemAt(batch, '没有日期.txt').id] }));
  value(
    await office.client.acceptBackIssueItems({
      ids: ['第5期.txt', '别的刊物.txt', '没有单位.txt', '其实是文本.docx'].map((path) => itemAt(batch, path).id),
    }),
  );
  value(await office.client.confirmBackIssueImport({ id }));
  expect((await whenOver(office, id)).batch).toMatchObject({ state: 'confirmed', kept: 5 });
  const { hits } = value(await office.client.searchIssues({ text: '改正过的标题' }));
  expect(hits).toMatchObject([{ issueId: numberless.id, numberText: '2018年第6期（总第60期）' }]);
});

test('a folder that is none, empty or the data directory is refused; one that goes away stops the reading until it is back', async () => {
  const { office, directory } = await foundedOffice();
  await signIn(office, 'wenhe');
  const { id: publicationId } = await publicationOf(office);
  const start = async (folder: string) => code(await office.client.startBackIssueImport({ publicationId, folder }));
  expect(await start('/nothing-is-here')).toBe('notFound');
  expect(await start(temporaryDirectory())).toBe('notFound');
  expect(await start(directory)).toBe('illegalState');
  const folder = temporaryDirectory();
  const place = join(folder, '介质');
  const serials = [1, 2, 3, 4, 5, 6];
  for (const serial of serials) writePast(place, `第${serial}期.txt`, await text(pastIssue(2018, serial)));
  const { id } = value(await office.client.startBackIssueImport({ publicationId, folder: place }));
  // The medium is taken out at once, before the work behind the batch has had a turn.
  const elsewhere = join(folder, '另一处');
  renameSync(place, elsewhere);
  const gone = await whenOver(office, id);
  expect(gone.batch).toMatchObject({ state: 'paused', isMissing: true, counts: { failed: 0 } });
  expect(gone.batch.counts.waiting).toBeGreaterThan(0);
  expect(code(await office.client.resumeBackIssueImport({ id }))).toBe('notFound');
  value(await office.client.resumeBackIssueImport({ id, folder: elsewhere }));
  expect((await whenOver(office, id)).batch).toMatchObject({
    state: 'read',
    isMissing: false,
    counts: { parsed: serials.length },
  });
  expect(await start(elsewhere)).toBe('illegalState');
});
