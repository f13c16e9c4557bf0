import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { articleContent, value } from '../office/foundedOffice.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import type { JoinedOffice } from './joinedOffices.ts';

export const medium = '介质0007';

export const filesIn = (folder: string) => readdirSync(folder).map((name) => join(folder, name));

/** Writes an issue for another machine into a folder of its own, and gives the files. */
export async function lend(
  from: JoinedOffice,
  to: JoinedOffice,
  issueId: string,
  more: { readonly kind?: 'submit' | 'return' | 'signed'; readonly dueOn?: string; readonly isCopy?: boolean } = {},
): Promise<string[]> {
  const folder = temporaryFolder();
  const input = { issueId, kind: 'submit' as const, machines: [to.own.card], folder, medium, ...more };
  value(await from.office.client.writePackage(input));
  return filesIn(folder);
}

export async function take(at: JoinedOffice, files: readonly string[]): Promise<CommandOutput<'takePackage'>> {
  return value(await at.office.client.takePackage({ files: [...files], medium }));
}

/** The receipt for what was taken, as files. */
export async function receiptFor(at: JoinedOffice, { entry }: CommandOutput<'takePackage'>): Promise<string[]> {
  const folder = temporaryFolder();
  value(await at.office.client.writeReceipt({ hash: entry.hash ?? '', folder, medium }));
  return filesIn(folder);
}

export async function cancel(at: JoinedOffice, issueId: string): Promise<string[]> {
  const folder = temporaryFolder();
  value(await at.office.client.cancelPackage({ issueId, folder, medium }));
  return filesIn(folder);
}

/** Signed in as the editor there: an article gets another text and is final again. */
export async function rewrite({ office }: JoinedOffice, articleId: string, text: string): Promise<void> {
  const { client } = office;
  value(await client.reopenArticle({ id: articleId }));
  const { summary, content } = value(await client.readArticle({ id: articleId }));
  const { version } = value(
    await client.saveArticle({
      id: articleId,
      baseVersion: summary.version,
      baseSaves: summary.saves,
      content: { ...content, body: articleContent('', text).body },
    }),
  );
  value(await client.finalizeArticle({ id: articleId, baseVersion: version }));
}

/** Every text an article has here, the one that stands last. */
export async function textsOf({ office }: JoinedOffice, articleId: string): Promise<readonly string[]> {
  const { client } = office;
  const versions = value(await client.listArticleVersions({ id: articleId }));
  const texts: string[] = [];
  for (const { version } of [...versions].reverse()) {
    const { content } = value(await client.readArticleVersion({ id: articleId, version }));
    texts.push(
      content.body
        .map((block) => ('inlines' in block ? block.inlines.map(({ text }) => text).join('') : ''))
        .join('\n'),
    );
  }
  return texts;
}
