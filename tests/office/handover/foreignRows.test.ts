import { expect, test } from 'vitest';
import { contentHash } from '#shared/issue/contentHash.ts';
import { draftIssue, value } from '../office/foundedOffice.ts';
import { forgedPackage, type ToldIssue, toldOf } from './forgedPackage.ts';
import { joinedOffices, releasedBy } from './joinedOffices.ts';
import { medium, textsOf } from './lending.ts';

test('a comment of another issue is not taken over by one that comes with a package', async () => {
  const [editor, other] = await joinedOffices(2);
  const { issue } = await draftIssue(other.office);
  const { id } = issue.summary;
  const here = await draftIssue(editor.office, '另一篇还在办的稿件');
  const mine = here.issue.summary.id;
  value(await editor.office.client.addComment({ id: mine, text: '这一条不能丢' }));
  const { comments } = value(await editor.office.client.readIssue({ id: mine }));
  const told = await toldOf(other, id);
  told.tables.issue_comments?.push({
    id: comments[0]?.id ?? '',
    issue_id: id,
    article_id: null,
    block: null,
    quote: '',
    text: '什么都没有',
    author: 'shenjun',
    at: '2026-03-01T00:00:00.000Z',
    resolved_by: null,
    resolved_at: null,
  });
  const files = await forgedPackage(other, editor, id, told);
  const refused = await editor.office.client.takePackage({ files: [...files], medium });
  expect(refused).toMatchObject({ ok: false, details: { reason: 'contentIncomplete' } });
  expect(value(await editor.office.client.readIssue({ id: mine })).comments).toEqual(comments);
});

test('no text is put beside that of an article which stands in another issue here', async () => {
  const [editor, other] = await joinedOffices(2);
  const { client } = editor.office;
  const signed = (await draftIssue(editor.office, '已经签发的一期')).issue;
  value(await client.submitIssue({ id: signed.summary.id, contentHash: signed.contentHash, opinion: '' }));
  await releasedBy(editor.office, signed.summary.id);
  const under = await draftIssue(editor.office, '正在审核的一期');
  const texts = await textsOf(editor, under.article.id);
  const draft = await draftIssue(other.office, '塞进来的');
  const told = renamed(await toldOf(other, draft.issue.summary.id), [
    [draft.issue.summary.id, signed.summary.id],
    [draft.article.id, under.article.id],
  ]);
  const { card } = other.own;
  told.legs = [{ kind: 'lost', hash: 'a'.repeat(64), from: card, to: card, at: '2026-01-01T00:00:00.000Z' }];
  const files = await forgedPackage(other, editor, signed.summary.id, told);
  const refused = await client.takePackage({ files: [...files], medium });
  expect(refused).toMatchObject({ ok: false, details: { reason: 'articleElsewhere' } });
  expect(await textsOf(editor, under.article.id)).toEqual(texts);
});

/** The same told of other ids, its own digest of the text made anew. */
function renamed(told: ToldIssue, ids: readonly (readonly [string, string])[]): ToldIssue {
  const text = ids.reduce((all, [from, to]) => all.replaceAll(from, to), JSON.stringify(told));
  const other = JSON.parse(text) as ToldIssue;
  const [row] = other.tables.issues ?? [];
  if (row) row.content_hash = contentHash(JSON.parse(String(row.document)));
  return other;
}
