import { ConcreteHyperlink, Paragraph, Tab, TextRun } from 'docx';
import { characterStyles, type ParagraphStyle, paragraphStyles } from '#formats/docx/bulletinStyles.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import {
  columnLine,
  contentsHead,
  editorsNoteLabel,
  issueDateLine,
  issueNumberLine,
} from '#shared/layout/printedLines.ts';
import { listNames } from './lists.ts';
import { textRun } from './textRuns.ts';
import { wordGrid } from './wordUnits.ts';

/** The head of the first page, in the order in which it prints. */
export function mastheadParagraphs(document: IssueDocument, parameters: LayoutParameters): readonly Paragraph[] {
  const { publication, column, number, date } = document;
  const contents = contentsParagraphs(document, parameters);
  const note = noteParagraphs(document, parameters);
  return [
    ...document.marking.map((text) => paragraph('marking', text)),
    paragraph('name', publication.name),
    ...(column ? [paragraph('column', columnLine(column))] : []),
    ...(number ? [paragraph('number', issueNumberLine(number))] : []),
    new Paragraph({
      style: paragraphStyles.issued.id,
      children: [
        textRun(publication.organ),
        new TextRun({ children: [new Tab()] }),
        textRun(date ? issueDateLine(date) : ''),
      ],
    }),
    ...(parameters.editorsNotePlace === 'beforeContents' ? [...note, ...contents] : [...contents, ...note]),
  ];
}

function paragraph(style: ParagraphStyle, text: string): Paragraph {
  return new Paragraph({ style: paragraphStyles[style].id, children: [textRun(text)] });
}

/** Each line leads to its article, whose title carries the bookmark. */
function contentsParagraphs(document: IssueDocument, { contentsMarker }: LayoutParameters): readonly Paragraph[] {
  const lines = contentsLines(document);
  if (lines.length === 0) return [];
  const numbering = { reference: listNames.contents, level: 0, instance: 0, custom: true } as const;
  return [
    paragraph('contentsHead', contentsHead),
    ...lines.map(
      (text, index) =>
        new Paragraph({
          style: paragraphStyles.contents.id,
          ...(contentsMarker === 'none' ? {} : { numbering }),
          children: [new ConcreteHyperlink([textRun(text)], '', articleBookmark(index))],
        }),
    ),
  ];
}

export function articleBookmark(index: number): string {
  return `article${index + 1}`;
}

/** 编者按, its label in 黑体; what a line feed parts are paragraphs. */
function noteParagraphs({ editorsNote }: IssueDocument, parameters: LayoutParameters): readonly Paragraph[] {
  if (!editorsNote) return [];
  const blankLine = wordGrid(parameters).lines(parameters.editorsNoteBlankLinesAbove);
  return editorsNote.split('\n').map((text, index) => {
    const label = index === 0 ? [textRun(editorsNoteLabel, { style: characterStyles.noteLabel.id })] : [];
    return new Paragraph({
      style: paragraphStyles.editorsNote.id,
      ...(index === 0 ? { spacing: { before: blankLine } } : {}),
      children: [...label, textRun(text)],
    });
  });
}
