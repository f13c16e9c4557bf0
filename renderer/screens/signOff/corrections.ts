import type { Answer } from '#shared/contract/errorCode.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { type ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import type { RevisionStep } from '#shared/revision/changeAuthors.ts';
import { type ArticleComparison, compareArticles } from '#shared/revision/compareArticles.ts';
import { type ListedChange, listChanges } from '#shared/revision/listChanges.ts';
import { office } from '../../app/office.ts';
import type { Images } from '../../editor/ArticleView.tsx';

/** An article beside the version that was handed over. */
export interface Correction {
  readonly articleId: string;
  readonly title: string;
  readonly before: ArticleContent;
  /** Each version after it, as its author left it; the last is the article as it stands in the issue. */
  readonly steps: readonly RevisionStep[];
  readonly comparison: ArticleComparison;
  readonly changes: readonly ListedChange[];
  /** Those of the version that was handed over, which the article may show no more. */
  readonly images: Images;
}

/** What reviewers have corrected since the editor last wrote, article by article; empty where nothing is different. */
export async function findCorrections({ document }: WholeIssue): Promise<Answer<readonly Correction[]>> {
  const found: Correction[] = [];
  for (const { id, ...after } of document.articles) {
    const versions = await office.listArticleVersions({ id });
    if (!versions.ok) return versions;
    const newestFirst = versions.value.toSorted((left, right) => right.version - left.version);
    const handedOver = newestFirst.findIndex(({ kind }) => kind !== 'correction');
    const base = newestFirst[handedOver];
    if (!base || handedOver === 0) continue;
    const old = await office.readArticleVersion({ id, version: base.version });
    if (!old.ok) return old;
    const steps: RevisionStep[] = [];
    for (const { version, author, savedAt } of newestFirst.slice(0, handedOver).reverse()) {
      const read = await office.readArticleVersion({ id, version });
      if (!read.ok) return read;
      steps.push({ personId: author, at: savedAt, content: read.value.content });
    }
    const { content: before, images } = old.value;
    const comparison = compareArticles(before, after);
    const changes = listChanges(comparison, before, steps);
    if (changes.length === 0) continue;
    found.push({ articleId: id, title: titleInOneLine(after.title), before, steps, comparison, changes, images });
  }
  return { ok: true, value: found };
}
