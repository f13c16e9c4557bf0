import { expect, test } from 'vitest';
import { articleRowsText } from '#office/handover/articleParts.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { approveMarkings } from '../office/approveMarkings.ts';
import { code, finalArticle, issueOf, passwordOf, signIn, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { sealedBy } from './forgedPackage.ts';
import { type JoinedOffice, joinedOffices } from './joinedOffices.ts';
import { lend, take, textsOf } from './lending.ts';
import { decision, lendArticles, openArticle, write } from './lendingArticles.ts';

const password = passwordOf('wenhe');
const summaryAt = async ({ office }: JoinedOffice, id: string) =>
  value(await office.client.readArticle({ id })).summary;

test('an article that went on to a third machine comes home from there, changed or not, and is nowhere lent then', async () => {
  const [editor, reviewer, signer] = await joinedOffices(3);
  for (const text of [undefined, '签发机改。']) {
    const id = await openArticle(editor, '转了一圈');
    await take(reviewer, await lendArticles(editor, reviewer, id));
    await take(signer, await lendArticles(reviewer, signer, id));
    if (text !== undefined) await write(signer, id, text);
    const { outcome } = await take(editor, await lendArticles(signer, editor, id));
    expect(outcome).toEqual({
      kind: 'articles',
      articles: [{ id, title: '转了一圈', how: 'taken', wasAt: '审核机' }],
      unresolved: [],
    });
    expect(await summaryAt(editor, id)).not.toHaveProperty('lent');
    await write(editor, id, '编辑机接着改。');
    // Where it was on its way, it comes again from here.
    await take(reviewer, await lendArticles(editor, reviewer, id));
    expect(await summaryAt(reviewer, id)).not.toHaveProperty('lent');
    expect((await textsOf(reviewer, id)).at(-1)).toBe('编辑机接着改。');
  }
});

test('an earlier text that was taken up again elsewhere comes back as it stands there', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const id = await openArticle(editor, '恢复旧稿');
  await write(editor, id, '第二稿。');
  await take(reviewer, await lendArticles(editor, reviewer, id));
  const { version: baseVersion, saves: baseSaves } = await summaryAt(reviewer, id);
  value(await reviewer.office.client.restoreArticleVersion({ id, version: 1, baseVersion, baseSaves }));
  const [first] = await textsOf(reviewer, id);
  const { outcome } = await take(editor, await lendArticles(reviewer, editor, id));
  expect(outcome).toMatchObject({ articles: [{ how: 'taken' }], unresolved: [] });
  expect((await textsOf(editor, id)).at(-1)).toBe(first);
  expect(await textsOf(editor, id)).toContain('第二稿。');
});

test('of one that is here unchanged nothing is taken; while a text waits, one that is elsewhere is not decided', async () => {
  const [editor, reviewer, signer] = await joinedOffices(3);
  const id = await openArticle(editor, '同样的一篇');
  const first = await lendArticles(editor, reviewer, id);
  value(await editor.office.client.reclaimArticle({ id, reason: '介质丢失', password }));
  await take(reviewer, first);
  const { outcome } = await take(editor, await lendArticles(reviewer, editor, id));
  expect(outcome).toEqual({ kind: 'articles', articles: [{ id, title: '同样的一篇', how: 'same' }], unresolved: [] });

  // The third machine has it from here as well, and writes another text; meanwhile the second has it.
  value(await reviewer.office.client.reclaimArticle({ id, reason: '介质丢失', password }));
  await write(reviewer, id, '审核机改。');
  const other = await lendArticles(reviewer, editor, id);
  await write(editor, id, '编辑机改。');
  await take(signer, await lendArticles(editor, signer, id));
  expect((await take(editor, other)).outcome).toMatchObject({ articles: [{ how: 'kept' }], unresolved: [id] });
  const [waiting] = value(await editor.office.client.listUnresolvedArticles({}));
  for (const version of [waiting?.standing ?? 0, waiting?.other ?? 0]) {
    expect(code(await editor.office.client.resolveArticle({ articleId: id, version }))).toBe('illegalState');
  }
  await write(signer, id, '签发机改。');
  expect((await take(editor, await lendArticles(signer, editor, id))).outcome).toMatchObject({
    articles: [{ how: 'taken' }],
  });
  const [still] = value(await editor.office.client.listUnresolvedArticles({}));
  expect(still).toMatchObject({ articleId: id, machineName: '审核机' });
  value(await editor.office.client.resolveArticle({ articleId: id, version: still?.other ?? 0 }));
  expect((await textsOf(editor, id)).at(-1)).toBe('审核机改。');
  expect(await textsOf(editor, id)).toEqual(expect.arrayContaining(['编辑机改。', '签发机改。']));
});

test('an issue that only comes to be read brings no article back', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { id } = await finalArticle(editor.office, '只送副本');
  await take(reviewer, await lendArticles(editor, reviewer, id));
  const issue = await issueOf(reviewer.office, [id]);
  const copy = await lend(reviewer, editor, issue.summary.id, { isCopy: true });
  expect((await take(editor, copy)).outcome.kind).toBe('toRead');
  expect(await summaryAt(editor, id)).toMatchObject({ lent: { machineName: '审核机' } });
  await take(editor, await lend(reviewer, editor, issue.summary.id));
  expect(await summaryAt(editor, id)).not.toHaveProperty('lent');
});

test('what a lost machine has of single articles stands in the list of what is missing', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { client } = editor.office;
  const id = await openArticle(editor, '没有回来');
  const { card } = reviewer.own;
  expect(value(await client.listMissing({ card })).articles).toEqual([]);
  await lendArticles(editor, reviewer, id);
  expect(value(await client.listMissing({ card }))).toMatchObject({
    articles: [{ articleId: id, title: '没有回来' }],
    chains: [{ direction: 'written', kind: 'articles', sequence: 1 }],
  });
  value(await client.reclaimArticle({ id, reason: '机器丢失', password }));
  expect(value(await client.listMissing({ card })).articles).toEqual([]);
});

test('an approval that was given here stays, whatever comes of the same mark and of the text', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const id = await openArticle(editor, '已批准的标识');
  const subject = { kind: 'article' as const, id };
  value(await editor.office.client.recordMarking({ subject, decision }));
  const first = await lendArticles(editor, reviewer, id);
  await signIn(editor.office, 'shenjun');
  expect(value(await editor.office.client.listMarkingsAwaited({}))).toEqual([]);
  await signIn(editor.office, 'wenhe');
  value(await editor.office.client.reclaimArticle({ id, reason: '介质丢失', password }));
  await signIn(editor.office, 'shenjun');
  expect(await approveMarkings(editor.office, 'shenjun')).toBe(1);
  await signIn(editor.office, 'wenhe');

  await take(reviewer, first);
  await write(reviewer, id, '审核机改。');
  const { content, close } = await openBases(reviewer.directory, 'wenhe');
  const told = JSON.parse(articleRowsText(content, [id]));
  close();
  const back = await take(editor, await lendArticles(reviewer, editor, id));
  expect(back.outcome).toMatchObject({ articles: [{ how: 'taken' }] });
  const marks = async () => value(await editor.office.client.listMarkings(subject));
  const approved = { decision: { kind: '秘密' }, answer: { outcome: 'approved', personName: '沈钧' } };
  expect(await marks()).toMatchObject([approved]);

  // Packages that say the mark was taken away behind it, with nobody's approval, or that a lower one is higher.
  const [stands] = told.tables.marking_records;
  let previous = back.entry.hash ?? '';
  let sequence = 1;
  const lower = JSON.stringify({ ...JSON.parse(stands.decision), kind: '内部' });
  for (const claimed of [
    { decision: null, approver: null, rank: 0, statement: null },
    { decision: lower, rank: 4 },
  ]) {
    told.tables.marking_records = [stands, { ...stands, ...claimed, number: 2 }];
    const bytes = new TextEncoder().encode(`${canonicalJson(told as Json)}\n`);
    sequence += 1;
    const forged = await sealedBy(reviewer, editor, {
      sequence,
      previous,
      kind: 'articles',
      issueId: 'articles',
      parts: [{ name: 'articles.json', open: () => [bytes] }],
    });
    previous = (await take(editor, forged)).entry.hash ?? '';
    expect(await marks()).toMatchObject([approved]);
  }
});
