import type { CommandInput } from '#shared/contract/contract.ts';
import { articleContent, finalArticle, value } from '../office/foundedOffice.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import type { JoinedOffice } from './joinedOffices.ts';
import { filesIn, medium } from './lending.ts';

/** 秘密 for ten years, as 沈钧 is to approve it. */
export const decision = {
  kind: '秘密',
  term: '10年',
  ground: '《保密事项范围》第三条',
  approverId: 'shenjun',
  scope: '县委领导',
  decidedOn: '2024-06-03',
};

export function articlePackage(
  to: JoinedOffice,
  articleIds: string[],
  folder: string,
): CommandInput<'writeArticlePackage'> {
  return { articleIds, machine: to.own.card, folder, medium };
}

/** Writes articles for another machine into a folder of its own, and gives the files. */
export async function lendArticles(from: JoinedOffice, to: JoinedOffice, ...articleIds: string[]): Promise<string[]> {
  const folder = temporaryFolder();
  value(await from.office.client.writeArticlePackage(articlePackage(to, articleIds, folder)));
  return filesIn(folder);
}

/** An article that is being edited, which stands in no issue. */
export async function openArticle({ office }: JoinedOffice, title: string): Promise<string> {
  const { id } = await finalArticle(office, title);
  value(await office.client.reopenArticle({ id }));
  return id;
}

/** Signed in as the editor there: an article that is open gets another text. */
export async function write({ office }: JoinedOffice, id: string, text: string): Promise<void> {
  const { client } = office;
  const { summary, content } = value(await client.readArticle({ id }));
  const { version: baseVersion, saves: baseSaves } = summary;
  const body = articleContent('', text).body;
  value(await client.saveArticle({ id, baseVersion, baseSaves, content: { ...content, body } }));
}
