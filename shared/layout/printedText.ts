import { blockParagraphs } from '#shared/issue/block.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { LayoutParameters } from './layoutParameters.ts';
import {
  columnLine,
  contentsHead,
  copiesLine,
  editorsNoteLabel,
  issueDateLine,
  issueNumberLine,
  listNumber,
  recipientLines,
  signOffLines,
  subtitleLine,
} from './printedLines.ts';

/** What the pages of an issue read from first to last, page numbers and blanks aside. */
export function printedText(
  document: IssueDocument,
  { mastheadKind, editorsNotePlace }: Pick<LayoutParameters, 'mastheadKind' | 'editorsNotePlace'>,
): string {
  const { publication, column, number, date, editorsNote, copies } = document;
  const contents = contentsLines(document);
  const contentsPart = contents.length > 0 ? [contentsHead, ...contents] : [];
  const notePart = editorsNote ? [editorsNoteLabel, editorsNote] : [];
  const articles = document.articles.flatMap(({ title, subtitle, byline, body, source }) => [
    ...title,
    subtitle ? subtitleLine(subtitle) : '',
    byline ?? '',
    ...body.flatMap((block) => {
      const paragraphs = blockParagraphs(block);
      return block.role === 'list' && block.ordered
        ? paragraphs.map((text, index) => listNumber(index) + text)
        : paragraphs;
    }),
    source?.line ?? '',
  ]);
  return [
    ...document.marking,
    mastheadKind === 'preprinted' ? '' : publication.name,
    column ? columnLine(column) : '',
    number ? issueNumberLine(number) : '',
    publication.organ,
    date ? issueDateLine(date) : '',
    ...(editorsNotePlace === 'beforeContents' ? [...notePart, ...contentsPart] : [...contentsPart, ...notePart]),
    ...articles,
    ...recipientLines(document).map(({ label, units }) => label + units),
    ...signOffLines(document),
    copies === undefined ? '' : copiesLine(copies),
  ]
    .join('')
    .replace(/\s/g, '');
}
