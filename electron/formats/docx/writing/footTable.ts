import {
  BorderStyle,
  type FileChild,
  OverlapType,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  WidthType,
} from 'docx';
import { paragraphStyles } from '#formats/docx/bulletinStyles.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { footIsTall } from '#shared/layout/footIsTall.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { copiesLine, recipientLines, signOffLines } from '#shared/layout/printedLines.ts';
import { textRun } from './textRuns.ts';
import { eighthPoints, twips, wordGrid } from './wordUnits.ts';

/**
 * 版记: a table that floats to the bottom of the type area on the page where the text ends, its rules those of the
 * table. The paragraph it hangs on follows it, as small as Word allows. Its rows are kept together for programs that do
 * not let a table float which fills the type area; one too tall for that follows the text. Empty where there is nothing
 * to print.
 */
export function footTable(document: IssueDocument, parameters: LayoutParameters): readonly FileChild[] {
  const { typeAreaWidth } = wordGrid(parameters);
  const names = namesParagraph(document, parameters);
  const paragraphs = [
    ...recipientLines(document).map(
      ({ label, units }) =>
        new Paragraph({ style: paragraphStyles.recipients.id, children: [textRun(`${label}${units}`)] }),
    ),
    ...(names ? [names] : []),
  ];
  if (paragraphs.length === 0) return [];
  const isTall = footIsTall(document, parameters);
  const outer = rule(parameters.footOuterRule_mm);
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
  const table = new Table({
    width: { size: typeAreaWidth, type: WidthType.DXA },
    columnWidths: [typeAreaWidth],
    layout: TableLayoutType.FIXED,
    margins: { top: 0, bottom: 0, left: 0, right: 0, marginUnitType: WidthType.DXA },
    borders: {
      top: outer,
      bottom: outer,
      insideHorizontal: rule(parameters.footInnerRule_mm),
      left: none,
      right: none,
      insideVertical: none,
    },
    ...(isTall ? {} : { float: bottomOfTypeArea }),
    rows: paragraphs.map(
      (paragraph) =>
        new TableRow({ cantSplit: true, keepNext: !isTall, children: [new TableCell({ children: [paragraph] })] }),
    ),
  });
  const anchor = new Paragraph({ style: paragraphStyles.spacer.id, spacing: { line: 20, lineRule: 'exact' } });
  return [table, anchor];
}

const bottomOfTypeArea = {
  horizontalAnchor: TableAnchorType.MARGIN,
  verticalAnchor: TableAnchorType.MARGIN,
  relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
  relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
  overlap: OverlapType.NEVER,
} as const;

function rule(width_mm: number) {
  return { style: BorderStyle.SINGLE, size: eighthPoints(width_mm), color: '000000', space: 0 } as const;
}

/** Names from edge to edge of the line, the number of copies last; parted by blanks where they need more than a line. */
function namesParagraph(document: IssueDocument, parameters: LayoutParameters): Paragraph | undefined {
  const names = [...signOffLines(document), ...(document.copies === undefined ? [] : [copiesLine(document.copies)])];
  if (names.length === 0) return undefined;
  const { typeAreaWidth } = wordGrid(parameters);
  const character = twips((parameters.footSize_pt * 25.4) / 72);
  const edge = Math.round(parameters.footIndent_characters * character);
  const widths = names.map((name) => textWidth(name) * character);
  const room = typeAreaWidth - 2 * edge - widths.reduce((sum, width) => sum + width, 0);
  const gap = room / Math.max(1, names.length - 1);
  if (gap < character) {
    return new Paragraph({ style: paragraphStyles.names.id, children: [textRun(names.join('　'))] });
  }
  let position = edge;
  const tabStops = names.slice(1).map((_, index) => {
    position += (widths[index] ?? 0) + gap;
    const isLast = index === names.length - 2;
    return isLast
      ? { type: TabStopType.RIGHT, position: typeAreaWidth - edge }
      : { type: TabStopType.LEFT, position: Math.round(position) };
  });
  return new Paragraph({ style: paragraphStyles.names.id, tabStops, children: [textRun(names.join('\t'))] });
}

/** In full-width characters, near enough to set names apart evenly. */
function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[ -~]/.test(character) ? 0.5 : 1), 0);
}
