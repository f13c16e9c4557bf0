import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import {
  articleContent,
  code,
  draftIssue,
  finalArticle,
  foundedOffice,
  issueOf,
  passwordOf,
  publicationOf,
  signIn,
  value,
} from './foundedOffice.ts';
import { openBases, rowsOf } from './openBases.ts';

const password = passwordOf('shenjun');

/** Signed in as the editor: what a save of the issue as it stands would hold. */
function fieldsOf({ summary, contentHash, document }: WholeIssue) {
  const { marking, reportTo, copyTo, sendTo, articles } = document;
  const articleIds = articles.map(({ id }) => id);
  return { id: summary.id, baseContentHash: contentHash, marking, reportTo, copyTo, sendTo, articleIds };
}

/** Signed in as the editor: so many issues that wait for the signer, who is signed in afterwards. */
async function issuesAwaitingRelease(office: Office, count: number): Promise<readonly WholeIssue[]> {
  const { client } = office;
  await signIn(office, 'wenhe');
  await publicationOf(office);
  const issues: WholeIssue[] = [];
  for (let index = 1; index <= count; index += 1) {
    issues.push(await issueOf(office, [(await finalArticle(office, `第${index}件便民实事办成`)).id]));
  }
  for (const { summary, contentHash } of issues) value(await client.submitIssue({ id: summary.id, contentHash }));
  await signIn(office, 'qiaoyi');
  for (const { summary, contentHash } of issues) value(await client.passIssue({ id: summary.id, contentHash }));
  await signIn(office, 'shenjun');
  return issues;
}

async function release({ client }: Office, { summary, contentHash }: WholeIssue): Promise<string | undefined> {
  const { id } = summary;
  const { issueHash } = value(await client.prepareRelease({ id, contentHash }));
  return value(await client.releaseIssue({ id, issueHash, password })).summary.numberText;
}

test('a save over a make-up that was changed meanwhile overwrites nothing', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const changed = value(await client.saveIssue({ ...fieldsOf(issue), column: '基层经验', copyTo: ['县档案馆'] }));
  expect(changed.contentHash).not.toBe(issue.contentHash);
  expect(code(await client.saveIssue({ ...fieldsOf(issue), sendTo: [] }))).toBe('conflict');
  expect(value(await client.readIssue({ id: issue.summary.id }))).toEqual(changed);
  const again = value(
    await client.saveIssue({ ...fieldsOf(changed), editorsNote: '办法不大，账算得清。', copies: 60 }),
  );
  const { copyTo } = changed.document;
  expect(again.document).toMatchObject({ editorsNote: '办法不大，账算得清。', copies: 60, copyTo });
  expect(again.document.column).toBeUndefined();
});

test('an article stands in one issue, once, and only at 定稿', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const other = await issueOf(office, []);
  const free = value(await client.createArticle({ content: articleContent('还在写'), images: {} }));
  for (const articleIds of [[article.id], [free.id]]) {
    expect(code(await client.saveIssue({ ...fieldsOf(other), articleIds }))).toBe('illegalState');
  }
  expect(code(await client.saveIssue({ ...fieldsOf(issue), articleIds: [article.id, article.id] }))).toBe(
    'illegalState',
  );
  expect(code(await client.saveIssue({ ...fieldsOf(issue), articleIds: ['nothing'] }))).toBe('notFound');
  expect(value(await client.readIssue({ id: issue.summary.id }))).toEqual(issue);
  expect(value(await client.readIssue({ id: other.summary.id })).document.articles).toEqual([]);

  const emptied = value(await client.saveIssue({ ...fieldsOf(issue), articleIds: [] }));
  expect(emptied.document.articles).toEqual([]);
  expect(value(await client.saveIssue({ ...fieldsOf(other), articleIds: [article.id] })).summary.titles).toHaveLength(
    1,
  );
});

test('a draft that was never handed over can be thrown away, its articles stay; one that was cannot', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  value(await client.discardIssue({ id: issue.summary.id }));
  expect(code(await client.readIssue({ id: issue.summary.id }))).toBe('notFound');
  expect(value(await client.readArticle({ id: article.id })).summary.issueId).toBeUndefined();

  const next = await issueOf(office, [article.id]);
  const { id } = next.summary;
  value(await client.submitIssue({ id, contentHash: next.contentHash }));
  value(await client.recallIssue({ id }));
  expect(code(await client.discardIssue({ id }))).toBe('illegalState');
});

test('a whole bulletin becomes a draft; its number, date and names are left to the sign-off', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const { id: publicationId } = await publicationOf(office);
  const fileName = 'second-issue.txt';
  const bytes = new Uint8Array(readFileSync(`resources/sample/${fileName}`));
  const { issue, report } = value(await client.createIssueFromFile({ publicationId, fileName, bytes }));
  expect(issue.document).toMatchObject({
    publication: { name: '澜溪信息', organ: '澜溪县办公室' },
    number: null,
    date: null,
    signOff: [],
    editorsNote: expect.stringContaining('秋收前后'),
  });
  expect(issue.summary).toMatchObject({ state: 'drafting', titles: { length: 3 } });
  expect(report.map(({ message }) => message).join('\n')).toMatch(/稷原农业农村情况[\s\S]*期号和日期没有带入/);
  const articles = value(await client.listArticles({}));
  expect(articles).toHaveLength(3);
  for (const article of articles) expect(article).toMatchObject({ state: 'final', issueId: issue.summary.id });
  value(await client.submitIssue({ id: issue.summary.id, contentHash: issue.contentHash }));

  for (const wrong of [new Uint8Array(), new TextEncoder().encode('\n\n')]) {
    expect(code(await client.createIssueFromFile({ publicationId, fileName, bytes: wrong }))).toBe('unreadableFile');
  }
  expect(code(await client.createIssueFromFile({ publicationId: 'nothing', fileName, bytes }))).toBe('notFound');
  expect(value(await client.listIssues({}))).toHaveLength(1);
});

test('取回 is free until the next person has opened the issue, whatever others read', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  const step = { id, contentHash: issue.contentHash };
  value(await client.submitIssue(step));
  await signIn(office, 'shenjun');
  expect(value(await client.openIssue({ id })).openedAt).toBeUndefined();
  await signIn(office, 'qiaoyi');
  value(await client.readIssue({ id }));
  await signIn(office, 'wenhe');
  const recalled = value(await client.recallIssue({ id }));
  expect(recalled.summary.state).toBe('drafting');
  expect(recalled.signOffs).toMatchObject([{ step: 'responsibleEditor', voidReason: expect.any(String) }]);

  value(await client.submitIssue(step));
  await signIn(office, 'qiaoyi');
  expect(value(await client.openIssue({ id })).openedAt).toBeDefined();
  await signIn(office, 'wenhe');
  expect(code(await client.recallIssue({ id }))).toBe('alreadyOpened');
  expect(value(await client.readIssue({ id })).summary.state).toBe('inReview');
});

test('numbers are granted once: a void one is never given again, its articles are free for another issue', async () => {
  const { office } = await foundedOffice({ now: () => new Date('2024-06-03T08:00:00+08:00') });
  const { client } = office;
  const [first, second] = await issuesAwaitingRelease(office, 2);
  if (!first || !second) throw new Error('two issues were made');
  expect(await release(office, first)).toBe('2024年第5期（总第128期）');
  expect(code(await client.voidIssue({ id: first.summary.id, reason: ' ' }))).toBe('reasonMissing');
  const voided = value(await client.voidIssue({ id: first.summary.id, reason: '印错' }));
  expect(voided.summary).toMatchObject({ state: 'void', numberText: '2024年第5期（总第128期）' });
  // What was signed stays as it was signed, with the articles in it.
  expect(voided.document.articles).toHaveLength(1);
  expect(await release(office, second)).toBe('2024年第6期（总第129期）');
  expect(value(await client.verifyArchive({})).flatMap(({ faults }) => faults)).toEqual([]);

  await signIn(office, 'wenhe');
  const articleId = voided.document.articles[0]?.id ?? '';
  expect(value(await client.readArticle({ id: articleId })).summary.issueId).toBeUndefined();
  const third = await issueOf(office, [articleId]);
  expect(third.summary.titles).toEqual(voided.summary.titles);
});

test('of two issues prepared under one number the second is refused, and gets the next when it is prepared again', async () => {
  const { office, directory } = await foundedOffice({ now: () => new Date('2024-06-03T08:00:00+08:00') });
  const { client } = office;
  const issues = await issuesAwaitingRelease(office, 2);
  const [first, second] = issues;
  if (!first || !second) throw new Error('two issues were made');
  const prepared = [];
  for (const { summary, contentHash } of issues) {
    prepared.push(value(await client.prepareRelease({ id: summary.id, contentHash })));
  }
  expect(prepared.map(({ number }) => number.serial)).toEqual([5, 5]);
  const [one, two] = prepared.map(({ issueHash }) => issueHash);
  value(await client.releaseIssue({ id: first.summary.id, issueHash: one ?? '', password }));
  const { content } = await openBases(directory, 'qiaoyi');
  const before = rowsOf(content);
  expect(code(await client.releaseIssue({ id: second.summary.id, issueHash: two ?? '', password }))).toBe('conflict');
  expect(code(await client.releaseIssue({ id: second.summary.id, issueHash: one ?? '', password }))).toBe('conflict');
  expect(rowsOf(content)).toEqual(before);
  expect(await release(office, second)).toBe('2024年第6期（总第129期）');
});

test('a new year begins at 1 and the running number goes on, also for an issue made up in the old year', async () => {
  let now = new Date('2024-12-30T08:00:00+08:00');
  const { office } = await foundedOffice({ now: () => now });
  const [last, next, after] = await issuesAwaitingRelease(office, 3);
  if (!last || !next || !after) throw new Error('three issues were made');
  expect(await release(office, last)).toBe('2024年第5期（总第128期）');
  now = new Date('2025-01-02T08:00:00+08:00');
  expect(await release(office, next)).toBe('2025年第1期（总第129期）');
  expect(await release(office, after)).toBe('2025年第2期（总第130期）');
});

test('what was prepared is signed only in the same sign-in, and only as long as the issue waits for it', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const [issue] = await issuesAwaitingRelease(office, 1);
  if (!issue) throw new Error('an issue was made');
  const { id } = issue.summary;
  const { contentHash } = issue;
  const shown = value(await client.prepareRelease({ id, contentHash }));
  await signIn(office, 'shenjun');
  expect(code(await client.releaseIssue({ id, issueHash: shown.issueHash, password }))).toBe('conflict');
  const { issueHash } = value(await client.prepareRelease({ id, contentHash }));
  expect(code(await client.releaseIssue({ id, issueHash: shown.issueHash, password }))).not.toBe('ok');
  value(await client.returnIssue({ id, reason: '数字有误' }));
  expect(code(await client.releaseIssue({ id, issueHash, password }))).toBe('illegalState');
  const returned = value(await client.readIssue({ id }));
  expect(returned.summary).toMatchObject({ state: 'drafting' });
  expect(returned.summary.numberText).toBeUndefined();
});

test('content that was changed between showing and signing is not signed', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const [issue] = await issuesAwaitingRelease(office, 1);
  if (!issue) throw new Error('an issue was made');
  const { id } = issue.summary;
  const { contentHash } = issue;
  const { issueHash } = value(await client.prepareRelease({ id, contentHash }));
  const { content } = await openBases(directory, 'qiaoyi');
  // The base refuses this by itself; whoever removes its trigger meets the office.
  content.exec('DROP TRIGGER issues_content');
  content.prepare('UPDATE issues SET content_hash = ? WHERE id = ?').run('b'.repeat(64), id);
  expect(code(await client.releaseIssue({ id, issueHash, password }))).toBe('conflict');
  expect(content.prepare('SELECT count(*) FROM issue_numbers').pluck().get()).toBe(0);
  expect(content.prepare('SELECT count(*) FROM frozen_files').pluck().get()).toBe(0);
});

test('content that was changed under its hash is signed by nobody', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const step = { id: issue.summary.id, contentHash: issue.contentHash };
  const { content } = await openBases(directory, 'qiaoyi');
  const change = (from: string, to: string) =>
    content.prepare('UPDATE issues SET document = replace(document, ?, ?)').run(from, to);
  change('做到村口', '做到镇上');
  expect(code(await client.submitIssue(step))).toBe('dataDamaged');
  change('做到镇上', '做到村口');
  value(await client.submitIssue(step));
  // In review the base has to let the reviewer's corrections in.
  change('做到村口', '做到镇上');
  await signIn(office, 'qiaoyi');
  expect(code(await client.passIssue(step))).toBe('dataDamaged');
  expect(value(await client.readIssue({ id: step.id })).summary.state).toBe('inReview');
});

test('a character without a glyph is named, and neither number nor file is written', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  await publicationOf(office);
  const rare = '\u{2A6D6}';
  const withRare = articleContent('地名里的生僻字', `渡口旧名${rare}渡。`);
  const rareArticle = value(await client.createArticle({ content: withRare, images: {} }));
  value(await client.finalizeArticle({ id: rareArticle.id, baseVersion: rareArticle.version }));
  const stopped = await issueOf(office, [rareArticle.id]);
  const refused = await client.submitIssue({ id: stopped.summary.id, contentHash: stopped.contentHash });
  expect(refused).toMatchObject({ ok: false, code: 'incomplete', message: expect.stringContaining(rare) });

  // A reviewer may still bring one in.
  const { issue, article } = await draftIssue(office, '地名里的常用字');
  const { id } = issue.summary;
  value(await client.submitIssue({ id, contentHash: issue.contentHash }));
  await signIn(office, 'qiaoyi');
  const given = { id, contentHash: issue.contentHash };
  const { contentHash } = value(await client.correctArticle({ ...given, articleId: article.id, content: withRare }));
  const step = { id, contentHash };
  value(await client.requestConfirmation(step));
  await signIn(office, 'wenhe');
  value(await client.confirmCorrection(step));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue(step));
  await signIn(office, 'shenjun');
  const { content } = await openBases(directory, 'qiaoyi');
  const before = rowsOf(content);
  const answer = await client.prepareRelease(step);
  expect(answer).toMatchObject({ ok: false, code: 'missingCharacters', message: expect.stringContaining(rare) });
  expect(code(await client.releaseIssue({ id: step.id, issueHash: 'a'.repeat(64), password }))).toBe('conflict');
  expect(code(await client.exportDraft({ id: step.id }))).toBe('missingCharacters');
  expect(rowsOf(content)).toEqual(before);
});

test('a publication that gets another name gives it to its drafts; what was handed over keeps the name it carries', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const { issue: sent } = await draftIssue(office, '送审的一篇');
  value(await client.submitIssue({ id: sent.summary.id, contentHash: sent.contentHash }));
  const { issue: draft } = await draftIssue(office, '在编的一篇');
  const [publication] = value(await client.listPublications({}));
  if (!publication) throw new Error('no publication');
  value(await client.savePublication({ ...publication, name: '澜溪通讯' }));
  const now = value(await client.readIssue({ id: draft.summary.id }));
  expect([now.summary.publicationName, now.document.publication.name]).toEqual(['澜溪通讯', '澜溪通讯']);
  expect(now.contentHash).not.toBe(draft.contentHash);
  const kept = value(await client.readIssue({ id: sent.summary.id }));
  expect([kept.summary.publicationName, kept.document.publication.name]).toEqual(Array(2).fill(publication.name));
  expect(kept.contentHash).toBe(sent.contentHash);
});
