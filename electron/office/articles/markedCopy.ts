import type { ArticleContent } from '#shared/issue/article.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { MarkedArticle } from '#shared/layout/markedArticle.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { changeAuthors, type RevisionStep } from '#shared/revision/changeAuthors.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { markedDocument } from '#shared/revision/markedDocument.ts';
import { contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectBase, selectSteps } from './revisionQueries.ts';

/** 花脸稿 of a text as it stands in an editor: beside the article's 底稿, with who changed how much and when. */
export function markedCopy(context: OfficeContext, articleId: string, text: ArticleContent): MarkedArticle {
  const content = contentOf(context);
  const { personId } = sessionOf(context);
  const base = selectBase(content, articleId);
  const saved = selectSteps(content, articleId, base.fromVersion);
  const now: RevisionStep = { personId, at: instantOf(context), content: text };
  // Whoever only looks has written nothing.
  const isSaved = canonicalJson(saved.at(-1)?.content ?? base.content) === canonicalJson(text);
  const steps = isSaved ? saved : [...saved, now];
  const comparison = compareArticles(base.content, text);
  const authors = changeAuthors(comparison, base.content, steps);
  const counts = new Map<string, { readonly count: number; readonly at: string }>();
  for (const { personId: author, at } of authors.flat()) {
    const known = counts.get(author);
    counts.set(author, { count: (known?.count ?? 0) + 1, at: known && known.at > at ? known.at : at });
  }
  const names = namesOf(context);
  const people = [...counts].map(
    ([author, { count, at }]) => `${names.get(author) ?? author}改${count}处，最后在${momentLine(at)}`,
  );
  const legend = [
    `花脸稿：共改动${comparison.changes.length}处。加下划线的是增加的，加删除线的是删去的，／是分段、并段的地方。`,
    ...(people.length > 0 ? [`${people.join('；')}。`] : []),
  ];
  return { elements: markedDocument(comparison), legend: legend.join('') };
}

function namesOf(context: OfficeContext): ReadonlyMap<string, string> {
  const people = sessionOf(context).register.prepare('SELECT id, name FROM people').all() as readonly {
    readonly id: string;
    readonly name: string;
  }[];
  return new Map(people.map(({ id, name }) => [id, name]));
}
