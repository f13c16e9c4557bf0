import { useRef } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import { goTo } from '../../app/navigation.ts';
import { blockAt, blockPlaces, type Place } from '../../preview/blockPlaces.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import type { OpenPdf } from '../../preview/pdfDocument.ts';
import { readPrintedLines } from '../../preview/readPrintedLines.ts';
import { issues } from '../../strings/issues.ts';
import { Notice } from '../../ui/Notice.tsx';
import { articleTexts } from '../articles/articleTexts.ts';
import { useIssuePages } from './useIssuePages.ts';

/** The pages beside the make-up, exactly as they print; a click on them leads to the text. */
export function IssuePagesPane({ issue }: { readonly issue: WholeIssue }) {
  const { pdf, isSetting, refusal } = useIssuePages(issue);
  const opened = useRef<OpenPdf>(undefined);
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
        }}
        onPlaceClick={goToText}
        note={<span role="status">{isSetting ? issues.setting : ''}</span>}
        empty={refusal ? undefined : issues.setting}
      />
    </>
  );
}
