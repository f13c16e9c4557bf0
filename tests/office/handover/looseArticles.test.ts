import { expect, test } from 'vitest';
import { contentHash } from '#shared/issue/contentHash.ts';
import { draftIssue, finalArticle, value } from '../office/foundedOffice.ts';
import { forgedPackage, type ToldIssue, toldOf } from './forgedPackage.ts';
import { joinedOffices } from './joinedOffices.ts';
import { medium, textsOf } from './lending.ts';

test('a text of an article that stands in no issue here waits for a person where an issue comes with another text of it', async () => {
  const [here, there] = await joinedOffices(2);
  const { client } = here.office;
  const free = await finalArticle(here.office, '本机写的稿件');
  const before = await textsOf(here, free.id);
  const draft = await draftIssue(there.office, '那边写的稿件');
  const { id } = draft.issue.summary;
  const told = withArticle(await toldOf(there, id), draft.article.id, free.id);
  const files = await forgedPackage(there, here, id, told);
  const { outcome } = value(await client.takePackage({ files: [...files], medium }));
  expect(outcome).toMatchObject({ kind: 'here', unresolved: [free.id] });

  const [waiting, ...more] = value(await client.listUnresolvedArticles({}));
  expect(more).toEqual([]);
  expect(waiting).toMatchObject({ articleId: free.id, issueId: id });
  const { content } = value(await client.readArticleVersion({ id: free.id, version: waiting?.other ?? 0 }));
  expect(content.title).toEqual(['本机写的稿件']);
  const { contentHash: hash } = value(await client.readIssue({ id }));
  expect(await client.submitIssue({ id, contentHash: hash })).toMatchObject({ ok: false });

  value(await client.resolveArticle({ articleId: free.id, version: waiting?.other ?? 0 }));
  expect(value(await client.readArticle({ id: free.id })).content.title).toEqual(['本机写的稿件']);
  expect((await textsOf(here, free.id)).at(-1)).toBe(before.at(-1));
});

test('an article that is known on the other side as it stands here asks nobody', async () => {
  const [here, there] = await joinedOffices(2);
  const { client } = here.office;
  const free = await finalArticle(here.office, '同一篇稿件');
  const draft = await draftIssue(there.office, '同一篇稿件');
  const { id } = draft.issue.summary;
  const told = withArticle(await toldOf(there, id), draft.article.id, free.id);
  const files = await forgedPackage(there, here, id, told);
  const { outcome } = value(await client.takePackage({ files: [...files], medium }));
  expect(outcome).toMatchObject({ kind: 'here', unresolved: [] });
});

/** The same with another id of its article, its own digest of the text made anew. */
function withArticle(told: ToldIssue, from: string, to: string): ToldIssue {
  const other = JSON.parse(JSON.stringify(told).replaceAll(from, to)) as ToldIssue;
  const [row] = other.tables.issues ?? [];
  if (row) row.content_hash = contentHash(JSON.parse(String(row.document)));
  return other;
}
