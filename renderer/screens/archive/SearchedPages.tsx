import { useEffect, useMemo, useState } from 'react';
import { titleInOneLine } from '#shared/issue/article.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { queryTerms } from '#shared/search/searchQuery.ts';
import { createNewestOnly } from '../../app/newestOnly.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import type { OpenPdf } from '../../preview/pdfDocument.ts';
import { articlePlaces, type PrintedRun, readPrintedRuns, wordMarks } from '../../preview/wordMarks.ts';
import { archive } from '../../strings/archive.ts';
import { search as strings } from '../../strings/search.ts';
import { IconButton } from '../../ui/Button.tsx';

export interface SearchedPagesProps {
  readonly pdf: Uint8Array;
  readonly document: IssueDocument;
  /** The article to bring into view. */
  readonly articleId: string | undefined;
  /** Words that were searched for. */
  readonly searched: string;
}

/** The frozen pages, opened where the article that was found has the words, and all of the words marked. */
export function SearchedPages({ pdf, document, articleId, searched }: SearchedPagesProps) {
  const [runs, whenOpened] = usePrintedRuns();
  const marks = useMemo(() => wordMarks(runs, queryTerms(searched)), [runs, searched]);
  const places = useMemo(() => articlePlaces(runs, textsOf(document)), [runs, document]);
  const place = articleId === undefined ? undefined : places.get(articleId);
  const words = (marks.at(-1)?.word ?? -1) + 1;
  const first = place
    ? marks.find(({ page, top }) => page > place.page || (page === place.page && top >= place.top - 1))
    : marks[0];
  const led = `${articleId ?? ''} ${searched} ${runs.length}`;
  const [went, setWent] = useState<{ readonly led: string; readonly word: number }>();
  const at = went?.led === led ? went.word : (first?.word ?? 0);
  const mark = marks.find(({ word }) => word === at);
  const shown = useMemo(() => (mark ? { page: mark.page, top: mark.top } : place), [mark, place]);
  const go = (step: number) => setWent({ led, word: (at + step + words) % words });
  const note =
    searched === '' || runs.length === 0 ? (
      archive.frozen
    ) : (
      <span className="searched-note">
        <span>{strings.marked(words)}</span>
        {words > 1 && <IconButton label={strings.previousMark} icon="up" onClick={() => go(-1)} />}
        {words > 1 && <IconButton label={strings.nextMark} icon="down" onClick={() => go(1)} />}
      </span>
    );
  return (
    <PagePreview
      pdf={pdf}
      label={archive.pages}
      note={note}
      onOpened={whenOpened}
      marks={marks}
      markedWord={at}
      shownPlace={shown}
    />
  );
}

function textsOf({ articles }: IssueDocument) {
  return articles.map(({ id, title, body }) => ({
    id,
    texts: [titleInOneLine(title), ...body.flatMap(blockParagraphs)],
  }));
}

/** The print of the PDF that was opened last. */
function usePrintedRuns(): readonly [readonly PrintedRun[], (opened: OpenPdf) => void] {
  const [runs, setRuns] = useState<readonly PrintedRun[]>([]);
  const [newestOnly] = useState(() =>
    // A document that cannot be read, or was closed meanwhile, has no marks.
    createNewestOnly((opened: OpenPdf) => readPrintedRuns(opened).catch(() => []), setRuns),
  );
  useEffect(() => newestOnly.leave, [newestOnly]);
  return [runs, newestOnly.want];
}
