import type { Office } from '#office/office.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { issueOf, passwordOf, publicationOf, signIn, value } from './foundedOffice.ts';

/** An issue of these articles, made and signed by the people of `staff`; the editor is signed in at the end. */
export async function releasedArticles(
  office: Office,
  contents: readonly ArticleContent[],
): Promise<{ readonly issueId: string; readonly articleIds: readonly string[] }> {
  const { client } = office;
  await signIn(office, 'wenhe');
  await publicationOf(office);
  const articleIds: string[] = [];
  for (const content of contents) {
    const article = value(await client.createArticle({ content, images: {} }));
    articleIds.push(value(await client.finalizeArticle({ id: article.id, baseVersion: article.version })).id);
  }
  const { summary, contentHash } = await issueOf(office, articleIds);
  const { id } = summary;
  value(await client.submitIssue({ id, contentHash }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash }));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease({ id, contentHash }));
  value(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }));
  await signIn(office, 'wenhe');
  return { issueId: id, articleIds };
}

/** Registers a unit under its name, which is what its articles bear as well. */
export async function unitNamed({ client }: Office, name: string): Promise<string> {
  return value(await client.saveUnit({ name, signature: name, aliases: [] })).id;
}
