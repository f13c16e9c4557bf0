import {
  type FileChild,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import { paragraphStyles, tableStyle } from '#formats/docx/bulletinStyles.ts';
import type { TableBlock } from '#shared/issue/block.ts';
import { inlineText } from '#shared/issue/inline.ts';
import { fitTable } from '#shared/layout/fitTable.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { type GridCell, tableRows } from './tableRows.ts';
import { inlineRuns } from './textRuns.ts';
import { halfPoints, wordGrid } from './wordUnits.ts';

/**
 * A table as wide as the type area between two lines of white, which also keep two tables apart. Word fits the columns
 * to their content where the document gives no widths; type is smaller where there are too many for it.
 */
export function dataTable(block: TableBlock, parameters: LayoutParameters): readonly FileChild[] {
  const { typeAreaWidth } = wordGrid(parameters);
  const { size_pt } = fitTable(block, parameters);
  const rows = tableRows(block.rows);
  const columns = Math.max(...rows.map((row) => row.reduce((sum, { columnSpan }) => sum + columnSpan, 0)));
  const given = block.columnWidths?.length === columns ? block.columnWidths : undefined;
  const widths = given
    ? columnTwips(given, typeAreaWidth)
    : Array.from({ length: columns }, () => Math.max(1, Math.floor(typeAreaWidth / columns)));
  const table = new Table({
    style: tableStyle.id,
    layout: given ? TableLayoutType.FIXED : TableLayoutType.AUTOFIT,
    width: { size: given ? sum(widths) : typeAreaWidth, type: WidthType.DXA },
    alignment: 'center',
    columnWidths: widths,
    rows: rows.map((cells, index) => {
      const isHeader = index < block.headerRows;
      return new TableRow({
        cantSplit: true,
        ...(isHeader ? { tableHeader: true } : {}),
        children: cells.map((cell) => tableCell(cell, isHeader, size_pt, parameters)),
      });
    }),
  });
  return [spacer(), table, spacer()];
}

function spacer(): Paragraph {
  return new Paragraph({ style: paragraphStyles.spacer.id });
}

/** Fractions of the type area; together no wider than it. */
function columnTwips(fractions: readonly number[], typeAreaWidth: number): readonly number[] {
  const scale = typeAreaWidth / Math.max(1, sum(fractions));
  return fractions.map((fraction) => Math.max(1, Math.round(fraction * scale)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function tableCell(
  { cell, columnSpan, merge }: GridCell,
  isHeader: boolean,
  size_pt: number,
  parameters: LayoutParameters,
): TableCell {
  const inlines = cell?.inlines ?? [];
  const isLong = [...inlineText(inlines)].length > parameters.tableCentred_characters;
  const isSmall = size_pt < parameters.tableSize_pt;
  const merges = { start: VerticalMergeType.RESTART, continue: VerticalMergeType.CONTINUE, none: undefined } as const;
  const verticalMerge = merges[merge];
  return new TableCell({
    verticalAlign: VerticalAlignTable.CENTER,
    ...(columnSpan > 1 ? { columnSpan } : {}),
    ...(verticalMerge ? { verticalMerge } : {}),
    children: [
      new Paragraph({
        style: paragraphStyles[isHeader ? 'headerCell' : 'cell'].id,
        ...(isLong && !isHeader ? { alignment: 'left' } : {}),
        children: inlineRuns(inlines, isSmall ? { size: halfPoints(size_pt) } : {}),
      }),
    ],
  });
}
