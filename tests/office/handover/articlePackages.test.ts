import { expect, test } from 'vitest';
import {
  anchorOf,
  articleContent,
  code,
  finalArticle,
  issueOf,
  passwordOf,
  signIn,
  value,
} from '../office/foundedOffice.ts';
import { openBases, rowsOf } from '../office/openBases.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { joinedOffices } from './joinedOffices.ts';
import { lend, medium, receiptFor, take, textsOf } from './lending.ts';
import { articlePackage, decision, lendArticles, openArticle, write } from './lendingArticles.ts';

const password = passwordOf('wenhe');

test('an article goes to another machine as it is and comes back changed, on record on both sides', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { client } = editor.office;
  const there = reviewer.office.client;
  const bytes = new TextEncoder().encode('流动图书车下乡\n县图书馆\n流动图书车到了村口。\n');
  const { manuscript } = value(await client.receiveManuscript({ fileName: '流动图书车.txt', bytes, author: '田野' }));
  value(await client.decideManuscript({ id: manuscript.id, decision: 'selected' }));
  const [{ id = '' } = {}] = value(await client.listArticles({}));
  await write(editor, id, '第一次改。');
  const { content } = value(await client.readArticle({ id }));
  value(await client.addArticleComment({ id, anchor: { ...anchorOf('第一次', content) }, text: '请核实' }));
  value(await client.recordMarking({ subject: { kind: 'article', id }, decision }));
  const other = await finalArticle(editor.office, '另一篇');

  const folder = temporaryFolder();
  const measured = value(await client.measureArticlePackage({ articleIds: [id, other.id] }));
  const sent = value(
    await client.writeArticlePackage({ ...articlePackage(reviewer, [id, other.id], folder), dueOn: '2001-01-01' }),
  );
  expect(sent.entry).toMatchObject({
    direction: 'written',
    kind: 'articles',
    machines: [{ name: '审核机', sequence: 1 }],
    isOverdue: true,
  });
  expect(sent.entry).not.toHaveProperty('issueId');
  // What seals it is little beside what it holds; what is elsewhere now has no size to be told.
  expect(Math.abs((sent.entry.bytes ?? 0) - measured.bytes)).toBeLessThan(20_000);
  expect(code(await client.measureArticlePackage({ articleIds: [id] }))).toBe('illegalState');
  const lent = value(await client.readArticle({ id })).summary;
  expect(lent).toMatchObject({ lent: { machineName: '审核机', package: sent.entry.hash, isOverdue: true } });
  expect(lent).not.toHaveProperty('writing');

  const files = sent.files.map(({ path }) => path);
  const found = value(await there.findPackages({ folder }));
  expect(found).toMatchObject([{ state: 'new', inside: { kind: 'articles', sender: '编辑机', sequence: 1 } }]);
  const taken = await take(reviewer, files);
  expect(taken.outcome).toMatchObject({
    kind: 'articles',
    articles: [id, other.id].sort().map((one) => ({ id: one, how: 'taken' })),
    unresolved: [],
  });
  const here = value(await client.readArticle({ id }));
  const arrived = value(await there.readArticle({ id }));
  expect(arrived.content).toEqual(here.content);
  expect(arrived.summary).toMatchObject({
    manuscriptId: manuscript.id,
    state: 'editing',
    cameFrom: { machineName: '编辑机' },
  });
  expect(arrived.summary).not.toHaveProperty('lent');
  expect(value(await there.readArticle({ id: other.id })).summary.state).toBe('final');
  expect(value(await there.listArticleVersions({ id }))).toEqual(value(await client.listArticleVersions({ id })));
  expect(value(await there.listArticleComments({ id }))).toEqual(value(await client.listArticleComments({ id })));
  expect(value(await there.readManuscript({ id: manuscript.id })).manuscript.fileSm3).toBe(manuscript.fileSm3);
  const told = (records: readonly { readonly number: number }[]) => records.map(({ number: _, ...one }) => one);
  const subject = { kind: 'article' as const, id };
  expect(told(value(await there.listMarkings(subject)))).toEqual(told(value(await client.listMarkings(subject))));

  await take(editor, await receiptFor(reviewer, taken));
  expect(value(await client.readArticle({ id })).summary.lent).toMatchObject({
    isOverdue: false,
    receivedAt: expect.any(String),
  });
  await write(reviewer, id, '审核机上改。');
  const back = await lendArticles(reviewer, editor, id);
  expect(value(await there.readArticle({ id })).summary.lent).toMatchObject({ machineName: '编辑机' });
  expect((await take(editor, back)).outcome).toMatchObject({
    kind: 'articles',
    articles: [{ id, how: 'taken' }],
    unresolved: [],
  });
  const summary = value(await client.readArticle({ id })).summary;
  expect(summary).toMatchObject({ cameFrom: { machineName: '审核机' } });
  expect(summary).not.toHaveProperty('lent');
  expect((await textsOf(editor, id)).at(-1)).toBe('审核机上改。');
  expect(await textsOf(editor, id)).toEqual(await textsOf(reviewer, id));
  // The other one is still there.
  expect(value(await client.readArticle({ id: other.id })).summary.lent).toMatchObject({ machineName: '审核机' });
  await write(editor, id, '回来以后再改。');

  await signIn(editor.office, 'qiaoyi');
  const recorded = value(await editor.office.client.listRecordedPackages({}));
  expect(recorded.map(({ direction, kind }) => [direction, kind])).toEqual([
    ['taken', 'articles'],
    ['taken', 'receipt'],
    ['written', 'articles'],
  ]);
});

test('what is lent out is changed by no command and not even past the office, and is put into no issue', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { client } = editor.office;
  const id = await openArticle(editor, '交出的一篇');
  const final = await finalArticle(editor.office, '定稿的一篇');
  const comment = value(await client.addArticleComment({ id, anchor: anchorOf('村口'), text: '请核实' }))[0];
  await lendArticles(editor, reviewer, id, final.id);
  const { summary, content } = value(await client.readArticle({ id }));
  const base = { id, baseVersion: summary.version, baseSaves: summary.saves };
  const changes = [
    client.saveArticle({ ...base, content: articleContent('改', '改。') }),
    client.finalizeArticle(base),
    client.shelveArticle(base),
    client.takeOverArticle(base),
    client.restoreArticleVersion({ ...base, version: 1 }),
    client.reopenArticle({ id: final.id }),
    client.addArticleComment({ id, anchor: anchorOf('村口'), text: '再核实' }),
    client.answerArticleComment({ id, commentId: comment?.id ?? '', text: '核实了' }),
    client.resolveArticleComment({ id, commentId: comment?.id ?? '', isResolved: true }),
    client.withdrawMarking({ subject: { kind: 'article', id }, approverId: 'qiaoyi', reason: '没有' }),
    client.writeArticlePackage(articlePackage(reviewer, [id], temporaryFolder())),
    client.writeArticlePackage(articlePackage(reviewer, ['nobody'], temporaryFolder())),
  ];
  const codes = [];
  for (const change of changes) codes.push(code(await change));
  expect(codes).toEqual([...changes.slice(0, -1).map(() => 'illegalState'), 'notFound']);
  const issue = await issueOf(editor.office, [(await finalArticle(editor.office, '在刊的一篇')).id]);
  const articleIds = issue.document.articles.map((one) => one.id);
  const { marking, reportTo, copyTo, sendTo } = issue.document;
  const refused = await client.saveIssue({
    id: issue.summary.id,
    baseContentHash: issue.contentHash,
    marking,
    reportTo,
    copyTo,
    sendTo,
    articleIds: [...articleIds, final.id],
  });
  expect(refused).toMatchObject({
    ok: false,
    code: 'illegalState',
    message: expect.stringContaining('已交到另一台机器'),
  });
  expect(await client.writeArticlePackage(articlePackage(reviewer, articleIds, temporaryFolder()))).toMatchObject({
    code: 'illegalState',
    message: expect.stringContaining('已编入刊期'),
  });
  const { content: database } = await openBases(editor.directory, 'wenhe');
  for (const sql of [
    "UPDATE articles SET title = 'x' WHERE id = ?",
    'UPDATE article_versions SET sealed = sealed WHERE article_id = ?',
    'INSERT INTO article_versions SELECT article_id, version + 100, content, kind, name, author, started_at, saved_at, 1 FROM article_versions WHERE article_id = ? AND version = 1',
    'DELETE FROM article_lendings WHERE article_id = ?',
  ]) {
    expect(() => database.prepare(sql).run(id), sql).toThrow();
  }
  expect(code(await client.reclaimArticle({ id, reason: '介质丢失', password: '不是这个口令也不行' }))).toBe(
    'wrongPassword',
  );
  const now = value(await client.readArticle({ id }));
  expect(now.content).toEqual(content);
  expect(now.summary.lent).toMatchObject({ machineName: '审核机' });
});

test('taken back as lost and changed on both sides, both texts are kept and a person decides; late packages lose nothing', async () => {
  const [editor, reviewer, signer] = await joinedOffices(3);
  const { client } = editor.office;
  const id = await openArticle(editor, '两边都改');
  const first = await lendArticles(editor, reviewer, id);
  const given = { id, reason: '介质丢失' };
  expect(value(await client.reclaimArticle({ ...given, password }))).not.toHaveProperty('lent');
  expect(code(await client.reclaimArticle({ ...given, password }))).toBe('illegalState');
  await write(editor, id, '编辑机改。');
  // It arrives late all the same.
  await take(reviewer, first);
  await write(reviewer, id, '审核机改。');
  const back = await lendArticles(reviewer, editor, id);
  const came = await take(editor, back);
  expect(came.outcome).toEqual({
    kind: 'articles',
    articles: [{ id, title: '两边都改', how: 'kept' }],
    unresolved: [id],
  });
  const [waiting, ...more] = value(await client.listUnresolvedArticles({}));
  expect(more).toEqual([]);
  expect(waiting).toMatchObject({ articleId: id, machineName: '审核机' });
  expect(waiting).not.toHaveProperty('issueId');
  expect((await textsOf(editor, id)).at(-1)).toBe('编辑机改。');
  expect(await textsOf(editor, id)).toContain('审核机改。');
  expect(await client.writeArticlePackage(articlePackage(signer, [id], temporaryFolder()))).toMatchObject({
    message: expect.stringContaining('还没有定下用哪一份'),
  });
  value(await client.resolveArticle({ articleId: id, version: waiting?.other ?? 0 }));
  expect((await textsOf(editor, id)).at(-1)).toBe('审核机改。');
  // On to a third machine and back to the second, which has not changed it since.
  await take(signer, await lendArticles(editor, signer, id));
  await write(signer, id, '签发机改。');
  expect((await take(reviewer, await lendArticles(signer, reviewer, id))).outcome).toMatchObject({
    articles: [{ how: 'taken' }],
  });
  const there = value(await reviewer.office.client.readArticle({ id })).summary;
  expect(there).not.toHaveProperty('lent');
  const texts = await textsOf(reviewer, id);
  expect(texts.at(-1)).toBe('签发机改。');
  expect(texts).toEqual(expect.arrayContaining(['编辑机改。', '审核机改。']));
  // Where it was lent to somebody else, what comes from a third with an unknown text waits, and the article stays there.
  expect(value(await client.readArticle({ id })).summary.lent).toMatchObject({ machineName: '签发机' });
});

test('an article that stands in an issue here goes on standing there, and one that went out alone comes back in an issue', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { client } = editor.office;
  const { id } = await finalArticle(editor.office, '先收回后入刊');
  const first = await lendArticles(editor, reviewer, id);
  value(await client.reclaimArticle({ id, reason: '介质丢失', password }));
  const issue = await issueOf(editor.office, [id]);
  await take(reviewer, first);
  value(await reviewer.office.client.reopenArticle({ id }));
  await write(reviewer, id, '审核机改。');
  const came = await take(editor, await lendArticles(reviewer, editor, id));
  expect(came.outcome).toMatchObject({ articles: [{ how: 'kept' }], unresolved: [id] });
  expect(value(await client.readIssue({ id: issue.summary.id })).contentHash).toBe(issue.contentHash);
  expect(value(await client.listUnresolvedArticles({}))).toMatchObject([{ articleId: id, issueId: issue.summary.id }]);

  const other = await finalArticle(editor.office, '随刊回来');
  await take(reviewer, await lendArticles(editor, reviewer, other.id));
  const made = await issueOf(reviewer.office, [other.id]);
  value(await reviewer.office.client.submitIssue({ id: made.summary.id, contentHash: made.contentHash }));
  await take(editor, await lend(reviewer, editor, made.summary.id));
  const { summary } = value(await client.readArticle({ id: other.id }));
  expect(summary).toMatchObject({ issueId: made.summary.id });
  expect(summary).not.toHaveProperty('lent');
});

test('packages of articles are a chain of their own: an issue and a register are not held up by one that is lost', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const id = await openArticle(editor, '丢了的一包');
  const lost = await lendArticles(editor, reviewer, id);
  value(await editor.office.client.reclaimArticle({ id, reason: '介质丢失', password }));
  const second = await lendArticles(editor, reviewer, id);
  const refusal = await reviewer.office.client.takePackage({ files: second, medium });
  expect(refusal).toMatchObject({ ok: false, details: { reason: 'gap' } });
  const issue = await issueOf(editor.office, [(await finalArticle(editor.office, '在刊')).id]);
  value(await editor.office.client.submitIssue({ id: issue.summary.id, contentHash: issue.contentHash }));
  expect((await take(reviewer, await lend(editor, reviewer, issue.summary.id))).outcome.kind).toBe('here');
  value(await reviewer.office.client.takePackage({ files: second, medium, missingReason: '前一包丢失' }));
  for (const [files, reason] of [
    [second, 'replayed'],
    [lost, 'older'],
  ] as const) {
    expect(await reviewer.office.client.takePackage({ files, medium })).toMatchObject({ details: { reason } });
  }
});

test('a package that is not written or not taken whole changes nothing', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const id = await openArticle(editor, '没有写成');
  const { content } = await openBases(editor.directory, 'wenhe');
  const before = rowsOf(content);
  const refused = await editor.office.client.writeArticlePackage(articlePackage(reviewer, [id], '/nothing-is-here'));
  expect(refused.ok).toBe(false);
  expect(rowsOf(content)).toEqual(before);
  expect(value(await editor.office.client.readArticle({ id })).summary).not.toHaveProperty('lent');
});
