import type { Answer } from '#shared/contract/errorCode.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { type ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import { office } from '../../app/office.ts';

/** An article as the editor had it and as the reviewer has left it. */
export interface Correction {
  readonly articleId: string;
  readonly title: string;
  readonly before: ArticleContent;
  readonly after: ArticleContent;
}

/** What reviewers have corrected since the editor last wrote, article by article; empty where nothing was. */
export async function findCorrections({ document }: WholeIssue): Promise<Answer<readonly Correction[]>> {
  const found: Correction[] = [];
  for (const { id, ...after } of document.articles) {
    const versions = await office.listArticleVersions({ id });
    if (!versions.ok) return versions;
    const newestFirst = versions.value.toSorted((left, right) => right.version - left.version);
    if (newestFirst[0]?.kind !== 'correction') continue;
    const base = newestFirst.find(({ kind }) => kind !== 'correction');
    if (!base) continue;
    const old = await office.readArticleVersion({ id, version: base.version });
    if (!old.ok) return old;
    found.push({ articleId: id, title: titleInOneLine(after.title), before: old.value.content, after });
  }
  return { ok: true, value: found };
}

/** An article by the lines one reads: title lines, subtitle, by-line, paragraphs, items, cells, source line. */
export function articleLines({ title, subtitle, byline, body, source }: ArticleContent): readonly string[] {
  const lines = [...title, subtitle, byline, ...body.flatMap(blockParagraphs), source?.line];
  return lines.filter((line) => line !== undefined && line !== '') as readonly string[];
}
