import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { closeSession, openSession } from '#office/accounts/openSession.ts';
import { articleCommentHandlers } from '#office/articles/articleCommentHandlers.ts';
import type { Office } from '#office/office.ts';
import type { OfficeContext, OfficeEnvironment } from '#office/officeContext.ts';
import { signOffHandlers } from '#office/signOff/signOffHandlers.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import {
  anchorOf,
  articleContent,
  code,
  finalArticle,
  foundedOffice,
  issueOf,
  passwordOf,
  printOnce,
  publicationOf,
  signIn,
  value,
} from './foundedOffice.ts';
import { openBases, rowsOf } from './openBases.ts';

const secret = '这条批注的话不会出现在别处';

/** Signed in as the editor: an issue of one article at 定稿 with a comment on it that is open. */
async function commentedIssue(office: Office) {
  await signIn(office, 'wenhe');
  await publicationOf(office);
  const article = await finalArticle(office);
  const { client } = office;
  const issue = await issueOf(office, [article.id]);
  const anchor = anchorOf('村口', articleContent(article.title));
  const [comment] = value(await client.addArticleComment({ id: article.id, anchor, text: secret }));
  if (!comment) throw new Error('no comment');
  return { article, issue, comment };
}

test('a comment is answered, dealt with and opened again, by whoever reads the article, and keeps its place', async () => {
  const { office } = await foundedOffice({ now: () => new Date('2026-05-06T09:00:00+08:00') });
  const { client } = office;
  const { article, comment } = await commentedIssue(office);
  const { id } = article;
  await signIn(office, 'qiaoyi');
  value(await client.answerArticleComment({ id, commentId: comment.id, text: '是指上个月的数吗？' }));
  await signIn(office, 'wenhe');
  value(await client.answerArticleComment({ id, commentId: comment.id, text: '是' }));
  const [resolved] = value(await client.resolveArticleComment({ id, commentId: comment.id, isResolved: true }));
  const at = '2026-05-06T01:00:00.000Z';
  expect(resolved).toEqual({
    id: comment.id,
    anchor: anchorOf('村口'),
    text: secret,
    personId: 'wenhe',
    at,
    answers: [
      { personId: 'qiaoyi', at, text: '是指上个月的数吗？' },
      { personId: 'wenhe', at, text: '是' },
    ],
    resolvedBy: 'wenhe',
    resolvedAt: at,
  });
  const [opened] = value(await client.resolveArticleComment({ id, commentId: comment.id, isResolved: false }));
  expect(opened).not.toHaveProperty('resolvedAt');
  // A version that is restored, 定稿 and 取消定稿 leave them where they are.
  value(await client.reopenArticle({ id }));
  value(await client.restoreArticleVersion({ id, version: 1, baseVersion: article.version }));
  expect(value(await client.listArticleComments({ id }))).toEqual([opened]);

  for (const answer of [
    await client.listArticleComments({ id: 'nobody' }),
    await client.addArticleComment({ id: 'nobody', anchor: comment.anchor, text: '无处' }),
    await client.answerArticleComment({ id, commentId: 'nobody', text: '无处' }),
    await client.answerArticleComment({ id: 'nobody', commentId: comment.id, text: '无处' }),
    await client.resolveArticleComment({ id: 'nobody', commentId: comment.id, isResolved: true }),
  ]) {
    expect(code(answer)).toBe('notFound');
  }
  const wrong = { ...comment.anchor, quote: '别的话' };
  expect(code(await client.addArticleComment({ id, anchor: wrong, text: '无处' }))).toBe('malformed');
});

test('no word of a comment is in the article, its issue, their hash, their pages or what is exported', async () => {
  const printed: string[] = [];
  const { office, directory } = await foundedOffice({
    print: async (html) => {
      printed.push(html);
      return printOnce();
    },
  });
  const { client } = office;
  const { article, issue, comment } = await commentedIssue(office);
  const { id } = issue.summary;
  value(await client.answerArticleComment({ id: article.id, commentId: comment.id, text: secret }));
  const now = value(await client.readIssue({ id }));
  expect(now.contentHash).toBe(issue.contentHash);
  expect(contentHash(now.document)).toBe(issue.contentHash);
  value(await client.previewIssue({ id }));
  value(await client.previewArticle({ id: article.id, content: articleContent(article.title), isMarked: true }));
  const draft = value(await client.exportDraft({ id }));
  const marked = value(await client.exportMarkedCopy({ id: article.id }));
  const files = [...draft, marked].map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
  const utf8 = Buffer.from(secret).toString('latin1');
  expect(files.length).toBeGreaterThan(1);
  expect(printed.length).toBeGreaterThan(1);
  for (const text of [
    ...printed,
    JSON.stringify(now),
    JSON.stringify(value(await client.readArticle({ id: article.id }))),
  ]) {
    expect(text).not.toContain(secret);
  }
  for (const bytes of files) expect(bytes).not.toContain(utf8);
  // Nor in the audit, which people read who may not read manuscripts.
  const { content, register } = await openBases(directory, 'wenhe');
  const tables = [content, register].flatMap((base) =>
    (base.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[]).map((name) => ({
      name,
      rows: base.prepare(`SELECT * FROM "${name}"`).all(),
    })),
  );
  const holders = tables.filter(({ rows }) => JSON.stringify(rows).includes(secret)).map(({ name }) => name);
  expect(holders.sort()).toEqual(['article_comment_answers', 'article_comments']);
});

test('what is said about an article is told apart from what is written in it', async () => {
  let told: OfficeEvent[] = [];
  const { office } = await foundedOffice({ emit: (event) => told.push(event) });
  const toldBy = async (answer: Promise<unknown>) => {
    told = [];
    await answer;
    return told.flatMap((event) => (event.kind === 'changed' ? event.nouns : []));
  };
  const { client } = office;
  const { article, comment } = await commentedIssue(office);
  const { id } = article;
  const anchor = anchorOf('村口');
  expect(await toldBy(client.addArticleComment({ id, anchor, text: '再看' }))).toEqual(['articleComments']);
  expect(await toldBy(client.answerArticleComment({ id, commentId: comment.id, text: '是' }))).toEqual([
    'articleComments',
  ]);
  expect(await toldBy(client.resolveArticleComment({ id, commentId: comment.id, isResolved: true }))).toEqual([
    'articleComments',
  ]);
  const { version } = value(await client.reopenArticle({ id }));
  const content = articleContent('改了');
  expect(await toldBy(client.saveArticle({ id, baseVersion: version, content }))).toEqual(['articles']);
});

test('open comments of its articles stop 送审, each by its place, until they are dealt with', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const { article, issue, comment } = await commentedIssue(office);
  const step = { id: issue.summary.id, contentHash: issue.contentHash };
  const found = value(await client.preflightIssue({ id: step.id })).filter(({ rule }) => rule === 'articleComment');
  expect(found).toEqual([
    {
      level: 'stop',
      rule: 'articleComment',
      message: `“澜溪县开设村口服务点”中“村口”处的批注没有处理：${secret}`,
      place: { part: 'article', articleId: article.id },
      isWaivable: true,
    },
  ]);
  expect(await client.submitIssue(step)).toMatchObject({ ok: false, code: 'incomplete' });
  expect(await client.submitIssue({ ...step, waiver: '  ' })).toMatchObject({ ok: false, code: 'incomplete' });
  value(await client.resolveArticleComment({ id: article.id, commentId: comment.id, isResolved: true }));
  const submitted = value(await client.submitIssue({ ...step, waiver: '用不上的理由' }));
  expect(submitted.steps.at(-1)).toMatchObject({ action: 'submit', opinion: '' });
});

test('a reason lets it go on with open comments, stands with the step, is signed and is on record', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const { issue } = await commentedIssue(office);
  const step = { id: issue.summary.id, contentHash: issue.contentHash, opinion: '请审核' };
  const submitted = value(await client.submitIssue({ ...step, waiver: '下一期一并改' }));
  const opinion = '请审核（带着1条没有处理的批注送审：下一期一并改）';
  expect(submitted.steps.at(-1)).toMatchObject({ action: 'submit', opinion });
  expect(submitted.signOffs).toMatchObject([{ step: 'responsibleEditor', opinion }]);
  await signIn(office, 'shenjun');
  const rows = value(await client.listAudit({ chain: 'content' }));
  expect(rows.find(({ action }) => action === 'submitDespite')?.details).toEqual({ rules: ['articleComment'] });
});

test('a waiver lets nothing else pass', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const { article, issue } = await commentedIssue(office);
  value(await client.reopenArticle({ id: article.id }));
  const answer = await client.submitIssue({ id: issue.summary.id, contentHash: issue.contentHash, waiver: '下期再改' });
  expect(answer).toMatchObject({
    ok: false,
    code: 'incomplete',
    details: { missing: [expect.stringMatching(/没有定稿/)] },
  });
});

test('a waiver is for the comments that were open when it was given: one made while the pages are checked stops 送审', async () => {
  const { office, directory } = await foundedOffice();
  const { article, issue } = await commentedIssue(office);
  office.close();
  // Commands of one office wait for each other; what stands between its steps is met at the handlers.
  const environment: OfficeEnvironment = {
    directory,
    files: dataFiles(directory),
    now: () => new Date(),
    upSeconds: () => 0,
    newId: randomUUID,
    print: printOnce,
    emit: () => {},
  };
  const context: OfficeContext = { environment, session: undefined };
  await openSession(context, 'wenhe', passwordOf('wenhe'));
  onTestFinished(() => closeSession(context));
  const step = { id: issue.summary.id, contentHash: issue.contentHash, opinion: '', waiver: '下期再改' };
  const submitting = signOffHandlers.submitIssue(context, step);
  const anchor = anchorOf('便民服务', articleContent(article.title));
  await articleCommentHandlers.addArticleComment(context, { id: article.id, anchor, text: '这个数要核对' });
  await expect(submitting).rejects.toMatchObject({
    code: 'incomplete',
    details: { missing: [expect.stringContaining('这个数要核对')] },
  });
  const submitted = await signOffHandlers.submitIssue(context, step);
  expect(submitted.steps.at(-1)?.opinion).toBe('（带着2条没有处理的批注送审：下期再改）');
});

test('comments and answers stay as they were written, by no statement either', async () => {
  const { office, directory } = await foundedOffice();
  const { article, comment } = await commentedIssue(office);
  value(await office.client.answerArticleComment({ id: article.id, commentId: comment.id, text: '是' }));
  const { content } = await openBases(directory, 'wenhe');
  const before = rowsOf(content);
  for (const statement of [
    "UPDATE article_comments SET text = '改了'",
    "UPDATE article_comments SET anchor = '{}'",
    "UPDATE article_comments SET author = 'qiaoyi'",
    'DELETE FROM article_comments',
    "UPDATE article_comment_answers SET text = '改了'",
    'DELETE FROM article_comment_answers',
    "UPDATE article_comments SET resolved_by = 'qiaoyi'",
    `INSERT INTO article_comments (id, article_id, anchor, text, author, at) VALUES ('x', 'nobody', '{}', 'x', 'x', 'x')`,
  ]) {
    expect(() => content.exec(statement), statement).toThrow(/stays as it was|resolved, not removed|CHECK|FOREIGN KEY/);
  }
  expect(rowsOf(content)).toEqual(before);
});
