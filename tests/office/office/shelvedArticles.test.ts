import { expect, test } from 'vitest';
import { articleContent, code, draftIssue, finalArticle, foundedOffice, signIn, value } from './foundedOffice.ts';
import { openBases, rowsOf } from './openBases.ts';

test('an article that is shelved keeps its text, and nothing is written in it until it is brought back', async () => {
  const { office } = await foundedOffice();
  await signIn(office, 'wenhe');
  const { client } = office;
  const { id } = value(await client.createArticle({ content: articleContent('渡口的灯'), images: {} }));
  const content = articleContent('渡口的灯亮了');
  const saved = value(await client.saveArticle({ id, baseVersion: 1, baseSaves: 1, content }));
  const base = { id, baseVersion: saved.version, baseSaves: saved.saves };
  expect(code(await client.unshelveArticle({ id }))).toBe('illegalState');
  expect(code(await client.shelveArticle({ ...base, baseSaves: 1 }))).toBe('conflict');

  const shelved = value(await client.shelveArticle(base));
  expect(shelved).toMatchObject({ shelved: { by: 'wenhe' }, version: saved.version });
  expect(shelved).not.toHaveProperty('writing');
  expect(value(await client.listArticleVersions({ id }))[0]).toMatchObject({ name: '搁置时', sealed: true });
  const now = { id, baseVersion: shelved.version, baseSaves: shelved.saves };
  for (const refused of [
    await client.shelveArticle(now),
    await client.saveArticle({ ...now, content: articleContent('别的') }),
    await client.finalizeArticle(now),
    await client.restoreArticleVersion({ ...now, version: 1 }),
    await client.takeOverArticle(now),
  ]) {
    expect(code(refused)).toBe('illegalState');
  }

  expect(value(await client.unshelveArticle({ id }))).not.toHaveProperty('shelved');
  const { summary, content: text } = value(await client.readArticle({ id }));
  expect([text.title, summary.state]).toEqual([['渡口的灯亮了'], 'editing']);
  value(await client.finalizeArticle({ id, baseVersion: summary.version, baseSaves: summary.saves }));
});

test('what another person is writing is not shelved, nor what stands in an issue; what is shelved is taken into none', async () => {
  const { office } = await foundedOffice();
  await signIn(office, 'wenhe');
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const inIssue = { id: article.id, baseVersion: article.version };
  expect(code(await client.shelveArticle(inIssue))).toBe('illegalState');

  const free = await finalArticle(office, '石桥县开设夜校');
  expect(value(await client.shelveArticle({ id: free.id, baseVersion: free.version }))).toMatchObject({
    state: 'final',
    shelved: { by: 'wenhe' },
  });
  expect(code(await client.reopenArticle({ id: free.id }))).toBe('illegalState');
  const { marking, reportTo, copyTo, sendTo } = issue.document;
  const taken = await client.saveIssue({
    id: issue.summary.id,
    baseContentHash: issue.contentHash,
    ...{ marking, reportTo, copyTo, sendTo },
    articleIds: [article.id, free.id],
  });
  expect(taken).toMatchObject({ ok: false, code: 'illegalState', message: expect.stringContaining('已搁置') });
});

test('past the office the base holds it too: once, in no issue, and with no word changed', async () => {
  const { office, directory } = await foundedOffice();
  await signIn(office, 'wenhe');
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = value(await client.createArticle({ content: articleContent('渡口的灯'), images: {} }));
  value(await client.shelveArticle({ id, baseVersion: 1 }));
  const { content } = await openBases(directory, 'wenhe');
  const before = rowsOf(content);
  for (const statement of [
    `UPDATE articles SET shelved_by = 'wenhe', shelved_at = 'now' WHERE id = '${article.id}'`,
    `UPDATE articles SET shelved_by = 'qiaoyi', shelved_at = 'now' WHERE id = '${id}'`,
    `UPDATE articles SET shelved_by = NULL WHERE id = '${id}'`,
    `UPDATE articles SET state = 'final' WHERE id = '${id}'`,
    `UPDATE articles SET title = '别的' WHERE id = '${id}'`,
    `UPDATE article_versions SET content = '{}' WHERE article_id = '${id}'`,
    `INSERT INTO article_versions (article_id, version, content, kind, author, started_at, saved_at)
      VALUES ('${id}', 2, '{}', 'automatic', 'wenhe', 'now', 'now')`,
    `INSERT INTO issue_articles (issue_id, article_id, place, version) VALUES ('${issue.summary.id}', '${id}', 9, 1)`,
  ]) {
    expect(() => content.exec(statement), statement).toThrow(/shelved|CHECK|sealed/);
  }
  expect(rowsOf(content)).toEqual(before);
});
