import { expect, test } from 'vitest';
import {
  articleContent,
  code,
  draftIssue,
  foundedOffice,
  passwordOf,
  signIn,
  testClock,
  value,
} from './foundedOffice.ts';

test('three people take an issue from make-up to the archive, with a return and a correction', async () => {
  const clock = testClock();
  const { office } = await foundedOffice(clock);
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = issue.summary;
  expect(issue.document.articles.map(({ title }) => title)).toEqual([['澜溪县开设村口服务点']]);
  let { contentHash } = issue;
  value(await client.submitIssue({ id, contentHash }));

  await signIn(office, 'qiaoyi');
  value(await client.openIssue({ id }));
  const returned = value(await client.returnIssue({ id, reason: '请补上服务点的数目' }));
  expect(returned.summary).toMatchObject({ state: 'drafting', turn: { waitsFor: '责任编辑', isMine: false } });
  expect(returned.signOffs).toMatchObject([{ step: 'responsibleEditor', voidReason: expect.any(String) }]);

  await signIn(office, 'wenhe');
  const reopened = value(await client.reopenArticle({ id: article.id }));
  const text = articleContent('澜溪县开设村口服务点', '全县设服务点46处。');
  const saved = value(await client.saveArticle({ id: article.id, baseVersion: reopened.version, content: text }));
  expect(code(await client.submitIssue({ id, contentHash }))).toBe('incomplete');
  value(await client.finalizeArticle({ id: article.id, baseVersion: saved.version }));
  ({ contentHash } = value(await client.readIssue({ id })));
  expect(contentHash).not.toBe(issue.contentHash);
  value(await client.submitIssue({ id, contentHash, opinion: '已补' }));

  await signIn(office, 'qiaoyi');
  const corrected = value(
    await client.correctArticle({
      id,
      contentHash,
      articleId: article.id,
      content: articleContent('澜溪县开设46处村口服务点'),
    }),
  );
  expect(code(await client.passIssue({ id, contentHash: corrected.contentHash }))).toBe('illegalState');
  ({ contentHash } = value(await client.requestConfirmation({ id, contentHash: corrected.contentHash })));

  await signIn(office, 'wenhe');
  value(await client.confirmCorrection({ id, contentHash }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash, opinion: '同意' }));

  const password = passwordOf('shenjun');
  await signIn(office, 'shenjun');
  const prepared = value(await client.prepareRelease({ id, contentHash, opinion: '签发' }));
  expect(prepared.number).toMatchObject({ series: 'regular', serial: 5, running: 128 });
  expect(prepared.document.signOff.map(({ label, person, opinion }) => [label, person, opinion])).toEqual([
    ['责任编辑', '闻禾', undefined],
    ['审核', '乔一', '同意'],
    ['签发', '沈钧', '签发'],
  ]);
  const wrong = await client.releaseIssue({ id, issueHash: prepared.issueHash, password: '别人的口令很长' });
  expect(code(wrong)).toBe('wrongPassword');
  expect(value(await client.readIssue({ id })).summary.state).toBe('awaitingRelease');
  expect(code(await client.releaseIssue({ id, issueHash: prepared.issueHash, password }))).toBe('tooManyTries');
  clock.pass(2);
  const released = value(await client.releaseIssue({ id, issueHash: prepared.issueHash, password }));
  expect(released.summary).toMatchObject({
    state: 'released',
    numberText: expect.stringContaining('第5期（总第128期）'),
  });
  expect(released.document).toEqual(prepared.document);

  await signIn(office, 'wenhe');
  value(await client.registerPrinting({ id, copies: 60 }));
  expect(value(await client.archiveIssue({ id })).state).toBe('archived');
  const [verdict] = value(await client.verifyArchive({}));
  expect(verdict).toMatchObject({
    faults: [],
    signatures: [{ person: '闻禾' }, { person: '乔一' }, { person: '沈钧' }],
  });
  const found = value(await client.searchIssues({ text: '46处' }));
  expect(found.hits).toMatchObject([{ issueId: id, articleId: article.id, title: '澜溪县开设46处村口服务点' }]);
  const exported = value(await client.exportIssue({ id }));
  expect(exported.map(({ name }) => name).sort()).toEqual([
    'issue.docx',
    'issue.html',
    'issue.json',
    'issue.ofd',
    'issue.pdf',
    'issue.txt',
    'layout.json',
    'manifest.json',
    '发稿单.pdf',
  ]);
  const whole = value(await client.readIssue({ id }));
  expect(whole.steps.map(({ label, personName }) => `${personName}${label}`)).toEqual([
    '闻禾送审',
    '乔一退回修改',
    '闻禾送审',
    '乔一改后送确认',
    '闻禾确认修改',
    '乔一审核通过',
    '沈钧签发',
    '闻禾登记印发',
    '闻禾归档',
  ]);

  await signIn(office, 'shenjun');
  const audit = value(await client.verifyAudit({}));
  expect(audit.register.broken).toBeUndefined();
  expect(audit.content.broken).toBeUndefined();
  const rows = value(await client.listAudit({ chain: 'content' }));
  expect(rows.map(({ action }) => action)).toContain('releaseIssue');
  expect(JSON.stringify(rows)).not.toContain('服务点');
});
