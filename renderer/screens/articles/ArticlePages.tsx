import { useDeferredValue, useMemo } from 'react';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { IssueImage } from '#shared/issue/issueDocument.ts';
import { office } from '../../app/office.ts';
import { blockAt, blockPlaces } from '../../preview/blockPlaces.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import { useNewestPages } from '../../preview/useNewestPages.ts';
import { usePrintedLines } from '../../preview/usePrintedLines.ts';
import { articles as strings } from '../../strings/articles.ts';
import { Notice } from '../../ui/Notice.tsx';
import { articleTexts } from './articleTexts.ts';

/** Long enough to be a pause in typing, short enough that the pages are there within a second of it. */
const pauseMs = 250;

export interface ArticlePagesProps {
  readonly id: string;
  readonly content: ArticleContent;
  /** Pictures the office may not have yet. */
  readonly images: Readonly<Record<string, IssueImage>>;
  /** The pages of the marked copy, which are only looked at. */
  readonly isMarked: boolean;
  /** Which of the article's texts the caret stands in; see articleTexts. */
  readonly caret: number;
  readonly onText: (index: number) => void;
}

/** The article as it prints, beside the text: set anew after every pause, scrolled to the caret; a click leads to the text. */
export function ArticlePages({ id, content, images, isMarked, caret, onText }: ArticlePagesProps) {
  const wanted = useMemo(() => ({ id, content, images: { ...images }, isMarked }), [id, content, images, isMarked]);
  const { pdf, isSetting, refusal } = useNewestPages({ wanted, ask: office.previewArticle, pauseMs });
  const [lines, onOpened] = usePrintedLines();
  // Finding every text in print may wait; the key that was struck may not.
  const soughtContent = useDeferredValue(content);
  const places = useMemo(() => blockPlaces(lines, articleTexts(soughtContent)), [lines, soughtContent]);
  return (
    <div className="articles-pages">
      {refusal && <Notice kind="warn">{refusal.message}</Notice>}
      <PagePreview
        pdf={pdf}
        label={strings.pages}
        note={<span role="status">{isSetting ? strings.setting : ''}</span>}
        empty={refusal ? undefined : strings.setting}
        shownPlace={places[caret]}
        onOpened={onOpened}
        // The marked copy is only looked at; its lines are those of two texts.
        {...(isMarked ? {} : { onPlaceClick: (place) => onText(blockAt(places, place)) })}
      />
    </div>
  );
}
