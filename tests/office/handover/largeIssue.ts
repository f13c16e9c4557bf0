import { createHash } from 'node:crypto';
import type { Office } from '#office/office.ts';
import { articleContent, issueOf, value } from '../office/foundedOffice.ts';
import { noisePng } from '../printing/madePictures.ts';

/** The editor is signed in: an article with a picture of so many bytes, which nothing packs. */
export async function largeArticle({ client }: Office, pictureBytes: number) {
  const bytes = noisePng(pictureBytes);
  const image = createHash('sha256').update(bytes).digest('hex');
  const content = articleContent('柳湾镇疏浚沟渠');
  return value(
    await client.createArticle({
      content: { ...content, body: [...content.body, { role: 'figure', image }] },
      images: { [image]: { mime: 'image/png', bytes: bytes.toString('base64') } },
    }),
  );
}

/** The editor is signed in: an issue with a picture of so many bytes, which nothing packs. */
export async function largeIssue({ client, ...office }: Office, pictureBytes: number): Promise<string> {
  const article = await largeArticle({ client, ...office }, pictureBytes);
  const { id } = value(await client.finalizeArticle({ id: article.id, baseVersion: article.version }));
  const issue = await issueOf({ client, ...office }, [id]);
  const step = { id: issue.summary.id, contentHash: issue.contentHash, opinion: '' };
  value(await client.submitIssue(step));
  return issue.summary.id;
}
