import { useRef, useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import { goTo } from '../../app/navigation.ts';
import { blockAt, blockPlaces, type Place } from '../../preview/blockPlaces.ts';
import { lastPageLines } from '../../preview/lastPageLines.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import type { OpenPdf } from '../../preview/pdfDocument.ts';
import { readPrintedLines } from '../../preview/readPrintedLines.ts';
import { issues } from '../../strings/issues.ts';
import { Notice } from '../../ui/Notice.tsx';
import { articleTexts } from '../articles/articleTexts.ts';
import { useIssuePages } from './useIssuePages.ts';

/** The last page with text, the foot on one of its own, and blank ones up to a multiple of four. */
const pagesLookedAt = 5;

/** The pages beside the make-up, exactly as they print; a click on them leads to the text. */
export function IssuePagesPane({ issue }: { readonly issue: WholeIssue }) {
  const { pdf, isSetting, refusal } = useIssuePages(issue);
  const opened = useRef<OpenPdf>(undefined);
  const [extent, setExtent] = useState('');
  /** How many pages there are and how full the last one is, which tells what has to be cut to save one. */
  const count = async (pages: OpenPdf) => {
    const last = Math.max(1, pages.sizes.length - pagesLookedAt + 1);
    const lines = await readPrintedLines(pages, last).catch(() => []);
    if (opened.current !== pages) return;
    const texts = issue.document.articles.flatMap(articleTexts);
    setExtent(issues.extent(pages.sizes.length, lastPageLines(lines, texts)));
  };
  /** Leads from a place in print to the text that stands there. */
  const goToText = async (place: Place) => {
    const { document } = issue;
    // Read when they are asked about, not with every setting of the pages.
    const lines = opened.current ? await readPrintedLines(opened.current).catch(() => []) : [];
    // The titles are printed twice: those of the contents are found first, and passed over.
    const contents = contentsLines(document);
    const parts = document.articles.flatMap((article) =>
      articleTexts(article).map((text, part) => ({ id: article.id, part, text })),
    );
    const places = blockPlaces(lines, [...contents, ...parts.map(({ text }) => text)]);
    const found = parts[blockAt(places, place) - contents.length];
    if (found) goTo({ place: 'articles', id: found.id, part: String(found.part) });
  };
  return (
    <>
      {refusal && (
        <Notice kind="warn">
          {refusal.message}
          {pdf && `\n${issues.stale}`}
        </Notice>
      )}
      <PagePreview
        pdf={pdf}
        label={issues.pages}
        onOpened={(pages) => {
          opened.current = pages;
          count(pages);
        }}
        onPlaceClick={goToText}
        note={<span role="status">{isSetting ? issues.setting : extent}</span>}
        empty={refusal ? undefined : issues.setting}
      />
    </>
  );
}
