import { useEffect, useRef } from 'react';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { ArticleView } from '../../editor/ArticleView.tsx';
import { archive } from '../../strings/archive.ts';
import { markTerms, unmarkTerms } from './markTerms.ts';

export interface ArchivedTextProps {
  readonly document: IssueDocument;
  /** The article to bring into view. */
  readonly articleId: string | undefined;
  /** Words that were searched for. */
  readonly searched: string;
}

/** The signed text to be read, with the words that were searched for marked. */
export function ArchivedText({ document: issue, articleId, searched }: ArchivedTextProps) {
  const root = useRef<HTMLElement>(null);
  // Highlights and scrolling live outside React.
  useEffect(() => {
    if (!root.current || issue.articles.length === 0) return;
    markTerms(root.current, searched);
    const article = articleId && root.current.querySelector<HTMLElement>(`[data-article="${CSS.escape(articleId)}"]`);
    if (!article) return unmarkTerms;
    const [first] = [...(CSS.highlights.get('search') ?? [])].filter((range) => article.contains(range.startContainer));
    const place = first?.startContainer.parentElement;
    (place ?? article).scrollIntoView({ block: place ? 'center' : 'start' });
    return unmarkTerms;
  }, [issue, articleId, searched]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the text scrolls by keys
    <section ref={root} className="archive-text" tabIndex={0} aria-label={archive.text}>
      {issue.articles.map(({ id, ...content }) => (
        <div key={id} data-article={id}>
          <ArticleView content={content} images={issue.images} />
        </div>
      ))}
    </section>
  );
}
