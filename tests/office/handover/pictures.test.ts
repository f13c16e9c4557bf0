import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { articleContent, issueOf, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { greyPng } from '../printing/madePictures.ts';
import { type JoinedOffice, joinedOffices, releasedBy } from './joinedOffices.ts';
import { lend, take } from './lending.ts';

/** Every document that is kept of an issue, and the files that were frozen with it. */
async function keptOf({ directory }: JoinedOffice, id: string) {
  const { content, close } = await openBases(directory, 'wenhe');
  const all = (sql: string) => content.prepare(sql).all(id);
  const kept = {
    issues: all('SELECT document, content_hash FROM issues WHERE id = ?'),
    signOffs: all(
      'SELECT person, document, content_hash, void_reason FROM sign_offs WHERE issue_id = ? ORDER BY rowid',
    ),
    types: all('SELECT DISTINCT typeof(document) AS type FROM sign_offs WHERE issue_id = ?'),
    images: content.prepare('SELECT sha256, mime, bytes FROM images ORDER BY sha256').all(),
    frozen: all('SELECT name, bytes, sm3 FROM frozen_files WHERE issue_id = ? ORDER BY name'),
  };
  close();
  return kept;
}

test('an issue with pictures is on the other machine what it was, each document that was signed with its pictures in it', async () => {
  const [here, there] = await joinedOffices(2);
  const { client } = here.office;
  const images = Object.fromEntries(
    [greyPng(300, 200), greyPng(40, 30)].map((bytes) => [
      createHash('sha256').update(bytes).digest('hex'),
      { mime: 'image/png' as const, bytes: bytes.toString('base64') },
    ]),
  );
  const ids: string[] = [];
  for (const title of ['两幅图片的稿件', '另一篇也用这两幅']) {
    const content = articleContent(title);
    const figures = Object.keys(images).map((image) => ({ role: 'figure' as const, image }));
    const article = value(
      await client.createArticle({ content: { ...content, body: [...content.body, ...figures] }, images }),
    );
    ids.push(value(await client.finalizeArticle({ id: article.id, baseVersion: article.version })).id);
  }
  const issue = await issueOf(here.office, ids);
  const { id } = issue.summary;
  const step = { id, contentHash: issue.contentHash, opinion: '' };
  value(await client.submitIssue(step));
  value(await client.recallIssue({ id }));
  value(await client.submitIssue(step));

  await take(there, await lend(here, there, id));
  const sent = await keptOf(here, id);
  expect(sent.signOffs).toHaveLength(2);
  expect(sent.images).toHaveLength(2);
  expect(await keptOf(there, id)).toEqual(sent);

  // Back again, signed, over what stands here.
  await releasedBy(there.office, id);
  await take(here, await lend(there, here, id, { kind: 'signed' }));
  const back = await keptOf(here, id);
  expect(back.frozen.length).toBeGreaterThan(3);
  expect(back.types).toEqual([{ type: 'text' }]);
  expect(back).toEqual(await keptOf(there, id));
  const found = value(await client.searchIssues({ text: '另一篇也用' }));
  expect(found.hits.map(({ issueId }) => issueId)).toContain(id);
});
