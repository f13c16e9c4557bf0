import { expect, onTestFinished, test } from 'vitest';
import { createPrinter } from '#hosts/chromium/printer.ts';
import type { Office } from '#office/office.ts';
import { compareIssues } from '#shared/revision/compareIssues.ts';
import { readPdf } from '../printing/readPdf.ts';
import { articleContent, code, foundedOffice, issueOf, signIn, testClock, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const texts = [
  ['澜溪县开设村口服务点', '今年以来，澜溪县开设服务点四十二处。'],
  ['南坪镇整治沟渠保春灌', '南坪镇组织三百余人清理沟渠。'],
  ['渡口的服务点', '渡口每周办公三天。'],
] as const;

async function finalArticle({ client }: Office, [title, text]: readonly [string, string]): Promise<string> {
  const { id, version } = value(await client.createArticle({ content: articleContent(title, text), images: {} }));
  value(await client.finalizeArticle({ id, baseVersion: version }));
  return id;
}

/** An issue of two articles that 闻禾 handed over; 闻禾 is signed in. */
async function handedOver(office: Office, marking: readonly string[] = []) {
  await signIn(office, 'wenhe');
  const [one, two] = [await finalArticle(office, texts[0]), await finalArticle(office, texts[1])];
  const { summary, contentHash: begun } = await issueOf(office, [one, two]);
  const { id } = summary;
  if (marking.length > 0) {
    const { reportTo, copyTo, sendTo } = value(await office.client.readIssue({ id })).document;
    const make = { id, baseContentHash: begun, reportTo, copyTo, sendTo, articleIds: [one, two] };
    value(await office.client.saveIssue({ ...make, marking: [...marking] }));
  }
  const { contentHash, document } = value(await office.client.readIssue({ id }));
  value(await office.client.submitIssue({ id, contentHash }));
  return { id: summary.id, contentHash, one, two, document };
}

/** What the person signed in would be told of the issue since the version that was shown last. */
async function changesSinceSeen({ client }: Office, id: string) {
  const [last] = value(await client.listIssueVersions({ id }));
  if (last?.name.kind !== 'seen') return undefined;
  const { document, steps, makers } = value(await client.readIssueVersion({ id, version: last.name, withSteps: true }));
  const now = value(await client.readIssue({ id }));
  return { ...compareIssues(document, now.document, (articleId) => steps[articleId] ?? []), makers, name: last.name };
}

test('a person is told what changed since the version that was shown: texts by whom, articles, order, mark', async () => {
  const clock = testClock('2024-06-03T08:00:00.000Z');
  const { office } = await foundedOffice({ now: clock.now, upSeconds: clock.upSeconds });
  const { client } = office;
  const { id, contentHash, one, two } = await handedOver(office);
  await signIn(office, 'qiaoyi');
  expect(await changesSinceSeen(office, id)).toBeUndefined();
  value(await client.openIssue({ id }));
  value(await client.recordIssueView({ id, contentHash }));
  expect(await changesSinceSeen(office, id)).toMatchObject({ articles: [], makeUp: [], makers: [] });
  value(await client.returnIssue({ id, reason: '数字请核实' }));

  clock.pass(3600);
  await signIn(office, 'wenhe');
  const { version } = value(await client.reopenArticle({ id: one }));
  const saved = value(
    await client.saveArticle({
      id: one,
      baseVersion: version,
      content: articleContent(texts[0][0], '今年以来，澜溪县开设服务点四十三处。'),
      images: {},
    }),
  );
  value(await client.finalizeArticle({ id: one, baseVersion: saved.version }));
  const three = await finalArticle(office, texts[2]);
  const draft = value(await client.readIssue({ id }));
  const fields = { reportTo: [], copyTo: [], sendTo: ['各乡镇'], marking: ['内部资料'], copies: 80 };
  value(await client.saveIssue({ id, baseContentHash: draft.contentHash, articleIds: [three, one], ...fields }));
  const { contentHash: changed } = value(await client.readIssue({ id }));
  value(await client.submitIssue({ id, contentHash: changed }));

  await signIn(office, 'qiaoyi');
  const told = await changesSinceSeen(office, id);
  expect(told?.articles.map(({ articleId, kind }) => [articleId, kind])).toEqual([
    [three, 'added'],
    [one, 'changed'],
    [two, 'withdrawn'],
  ]);
  expect(told?.articles[1]?.changes).toMatchObject([
    { kind: 'replace', removed: '二', added: '三', authors: [{ personId: 'wenhe' }] },
  ]);
  expect(told?.makeUp.map(({ label, after }) => [label, after])).toEqual(
    expect.arrayContaining([
      ['报', ''],
      ['印数', '80份'],
    ]),
  );
  expect(told?.makers.map(({ personId }) => personId)).toEqual(['wenhe']);
  // Whoever has not been shown it is told nothing of it by another's views.
  await signIn(office, 'shenjun');
  expect(value(await client.listIssueVersions({ id })).every(({ name }) => name.kind === 'signed')).toBe(true);
  expect(code(await client.readIssueVersion({ id, version: told?.name ?? { kind: 'seen', number: 1 } }))).toBe(
    'notFound',
  );
});

test('a version is put down once, the first after another one again, and what each signed can be compared with', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { id, contentHash } = await handedOver(office);
  await signIn(office, 'qiaoyi');
  expect(code(await client.recordIssueView({ id, contentHash: 'a'.repeat(64) }))).toBe('conflict');
  for (let count = 0; count < 3; count += 1) value(await client.recordIssueView({ id, contentHash }));
  const { content } = await openBases(directory, 'wenhe');
  const views = content.prepare('SELECT person, content_hash FROM issue_views').all();
  expect(views).toEqual([{ person: 'qiaoyi', content_hash: contentHash }]);
  const told = content.prepare("SELECT count(*) FROM audit WHERE action = 'recordIssueView'").pluck().get();
  expect(told).toBe(1);
  const [seen, signed] = value(await client.listIssueVersions({ id }));
  expect(seen).toMatchObject({ name: { kind: 'seen' }, contentHash });
  expect(signed).toMatchObject({ name: { kind: 'signed' }, label: '责任编辑', personName: '闻禾', contentHash });
  const read = value(await client.readIssueVersion({ id, version: signed?.name ?? { kind: 'signed', number: 1 } }));
  expect(read.steps).toEqual({});
  expect(read.document).toEqual(value(await client.readIssue({ id })).document);
  expect(code(await client.readIssueVersion({ id, version: { kind: 'signed', number: 999 } }))).toBe('notFound');
  expect(code(await client.exportIssueChanges({ id, version: seen?.name ?? { kind: 'seen', number: 1 } }))).toBe(
    'illegalState',
  );
});

test('a draft that was never handed over is not seen at the desk', async () => {
  const { office } = await foundedOffice();
  await signIn(office, 'wenhe');
  const { summary, contentHash } = await issueOf(office, [await finalArticle(office, texts[0])]);
  expect(code(await office.client.recordIssueView({ id: summary.id, contentHash }))).toBe('illegalState');
});

test('whoever marks an article or takes its mark back has changed the issue, which a review does not', async () => {
  const clock = testClock('2024-06-10T02:00:00.000Z');
  const { office } = await foundedOffice({ now: clock.now, upSeconds: clock.upSeconds });
  const { client } = office;
  const { id, contentHash, one } = await handedOver(office);
  await signIn(office, 'qiaoyi');
  value(await client.recordIssueView({ id, contentHash }));
  value(await client.returnIssue({ id, reason: '补登记标识' }));
  const makers = async () => {
    await signIn(office, 'qiaoyi');
    return (await changesSinceSeen(office, id))?.makers;
  };
  expect(await makers()).toEqual([]);
  clock.pass(60);
  await signIn(office, 'wenhe');
  const subject = { kind: 'article' as const, id: one };
  const decision = {
    kind: '内部资料',
    ground: '工作秘密目录',
    approverId: 'shenjun',
    scope: '县委领导',
    decidedOn: '2024-06-03',
  };
  const [record] = value(await client.recordMarking({ subject, decision }));
  const marked = await makers();
  expect(marked).toMatchObject([{ personId: 'wenhe' }]);
  clock.pass(60);
  await signIn(office, 'wenhe');
  value(await client.reviewMarking({ record: record?.number ?? 0, outcome: 'kept', note: '' }));
  expect(await makers()).toEqual(marked);
  await signIn(office, 'wenhe');
  value(await client.reviewMarking({ record: record?.number ?? 0, outcome: 'lifted', note: '已公开' }));
  expect((await makers())?.[0]?.at).not.toBe(marked?.[0]?.at);
});

test('花脸稿 since a version prints what changed, marked, with who changed it, and is on record', async () => {
  const printer = await createPrinter();
  onTestFinished(() => printer.close());
  const { office, directory } = await foundedOffice({ print: printer.print });
  const { client } = office;
  const { id, contentHash, two } = await handedOver(office, ['内部资料']);
  await signIn(office, 'qiaoyi');
  value(await client.recordIssueView({ id, contentHash }));
  const [seen] = value(await client.listIssueVersions({ id }));
  value(
    await client.correctArticle({
      id,
      contentHash,
      articleId: two,
      content: articleContent(texts[1][0], '南坪镇组织三百余人清理沟渠，群众称好。'),
    }),
  );
  const { name, bytes } = value(
    await client.exportIssueChanges({ id, version: seen?.name ?? { kind: 'seen', number: 1 } }),
  );
  expect(name).toBe('澜溪信息花脸稿.pdf');
  const pages = await readPdf(bytes);
  const printed = pages
    .flatMap(({ items }) => items.map(({ text }) => text))
    .join('')
    .replaceAll(/\s/g, '');
  for (const words of ['《南坪镇整治沟渠保春灌》：改动1处', '群众称好', '乔一改1处']) expect(printed).toContain(words);
  expect(printed).not.toContain('澜溪县开设服务点四十二处');
  // Before anything else on the first page but its number.
  const [mark, title] = ['内部资料', '花脸稿'].map((words) => printed.indexOf(words)) as [number, number];
  expect(mark).toBeGreaterThanOrEqual(0);
  expect(mark).toBeLessThan(title);
  const { content } = await openBases(directory, 'wenhe');
  expect(content.prepare("SELECT person, subject FROM audit WHERE action = 'exportIssueChanges'").all()).toEqual([
    { person: 'qiaoyi', subject: id },
  ]);
});
