import { useEffect, useMemo, useRef, useState } from 'react';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { IssueImage } from '#shared/issue/issueDocument.ts';
import { office, type Refusal } from '../../app/office.ts';
import { blockAt, blockPlaces, type PrintedLine } from '../../preview/blockPlaces.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import { readPrintedLines } from '../../preview/readPrintedLines.ts';
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
  const [pdf, setPdf] = useState<Uint8Array>();
  const [lines, setLines] = useState<readonly PrintedLine[]>([]);
  const [refusal, setRefusal] = useState<Refusal>();
  const [isSetting, setIsSetting] = useState(true);
  const wanted = useRef({ id, content, images, isMarked });
  const isUnderWay = useRef(false);
  useEffect(() => {
    wanted.current = { id, content, images, isMarked };
    const timer = setTimeout(setPages, pauseMs);
    return () => clearTimeout(timer);

    async function setPages(): Promise<void> {
      // What changes while pages are being set is set when they are done.
      if (isUnderWay.current) return;
      isUnderWay.current = true;
      setIsSetting(true);
      let shown: typeof wanted.current | undefined;
      while (shown !== wanted.current) {
        shown = wanted.current;
        const answer = await office.previewArticle({ ...shown, images: { ...shown.images } });
        setRefusal(answer.ok ? undefined : answer);
        if (answer.ok) setPdf(answer.value.pdf);
      }
      setIsSetting(false);
      isUnderWay.current = false;
    }
  }, [id, content, images, isMarked]);

  const places = useMemo(() => blockPlaces(lines, articleTexts(content)), [lines, content]);
  return (
    <div className="articles-pages">
      {refusal && <Notice kind="warn">{refusal.message}</Notice>}
      <PagePreview
        pdf={pdf}
        label={strings.pages}
        note={<span role="status">{isSetting ? strings.setting : ''}</span>}
        empty={refusal ? undefined : strings.setting}
        shownPlace={places[caret]}
        onOpened={(opened) => void readPrintedLines(opened).then(setLines, () => setLines([]))}
        onPlaceClick={(place) => onText(blockAt(places, place))}
      />
    </div>
  );
}
