import { useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import { goTo } from '../../app/navigation.ts';
import { blockAt, blockPlaces, type Place, type PrintedLine } from '../../preview/blockPlaces.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import { readPrintedLines } from '../../preview/readPrintedLines.ts';
import { issues } from '../../strings/issues.ts';
import { Notice } from '../../ui/Notice.tsx';
import { articleTexts } from '../articles/articleTexts.ts';
import { useIssuePages } from './useIssuePages.ts';

/** The pages beside the make-up, exactly as they print; a click on them leads to the text. */
export function IssuePagesPane({ issue }: { readonly issue: WholeIssue }) {
  const { pdf, isSetting, refusal } = useIssuePages(issue);
  const [lines, setLines] = useState<readonly PrintedLine[]>([]);
  /** Leads from a place in print to the text that stands there. */
  const goToText = (place: Place) => {
    const { document } = issue;
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
        onOpened={(opened) => void readPrintedLines(opened).then(setLines, () => setLines([]))}
        onPlaceClick={goToText}
        note={<span role="status">{isSetting ? issues.setting : ''}</span>}
        empty={refusal ? undefined : issues.setting}
      />
    </>
  );
}
