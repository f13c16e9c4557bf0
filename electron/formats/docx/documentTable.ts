import { joinMarked, markedInlines } from '#formats/text/markedText.ts';
import { isFootLine } from '#formats/text/readFoot.ts';
import { isNumberOrDate } from '#formats/text/readMasthead.ts';
import type { ReportEntry, TextLine } from '#formats/text/textLine.ts';
import type { TableBlock, TableCell } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';
import type { MammothNode } from './mammothNode.ts';

/** How far from the ends of a file a masthead or a foot is looked for, in blocks, blank paragraphs among them. */
const headBlocks = 12;
const footBlocks = 8;
/** A masthead has few cells: a larger table with a date in it is one of data. */
const mastheadCells = 8;

type CellLines = (cell: MammothNode) => readonly TextLine[];

/** Offices set mastheads and the foot in tables without rules, and frame a text with a table of one cell. */
export function isLayoutTable(node: MammothNode, index: number, count: number, cellLines: CellLines): boolean {
  const cells = (node.children ?? []).flatMap((row) => row.children ?? []);
  if (cells.length === 1) return true;
  const texts = cells.flatMap((cell) => [...cellLines(cell)]).map(({ text }) => text);
  if (index < headBlocks && cells.length <= mastheadCells && texts.some(isNumberOrDate)) return true;
  return index > count - footBlocks && texts.some(isFootLine);
}

/** A layout table row by row: cells of one line stand beside each other, others below each other. */
export function layoutTableLines(node: MammothNode, cellLines: CellLines): readonly TextLine[] {
  return (node.children ?? []).flatMap((row) => {
    const cells = (row.children ?? []).map(cellLines).filter((lines) => lines.length > 0);
    const first = cells[0]?.[0];
    if (!first || cells.length === 1 || cells.some((lines) => lines.length > 1)) return cells.flat();
    return [{ line: first.line, text: cells.map(([line]) => line?.text ?? '').join('  '), indented: false }];
  });
}

/** A table of data with its spans, header rows and column widths; undefined when it has no cell. */
export function tableBlock(
  node: MammothNode,
  widths: readonly (readonly number[])[],
  cellLines: CellLines,
  line: number,
  report: ReportEntry[],
): TableBlock | undefined {
  const rows = (node.children ?? []).map((row) =>
    (row.children ?? []).map((cell): TableCell => {
      const { rowSpan = 1, colSpan = 1 } = cell;
      const nested = cell.children?.some(({ type }) => type === 'table');
      if (nested) report.push({ line, kind: 'unsure', message: '表格中套有表格，里面的文字并入了单元格' });
      return {
        inlines: cellInlines(cellLines(cell), report),
        ...(rowSpan > 1 ? { rowSpan } : {}),
        ...(colSpan > 1 ? { columnSpan: colSpan } : {}),
      };
    }),
  );
  if (rows.length === 0 || rows.every((row) => row.length === 0)) return undefined;
  const headers = (node.children ?? []).findIndex(({ isHeader }) => !isHeader);
  const index = Number(/^table-(\d+)$/.exec(node.styleId ?? '')?.[1] ?? -1);
  const columnWidths = widths[index] ?? [];
  return {
    role: 'table',
    headerRows: Math.min(20, headers < 0 ? rows.length : headers),
    ...(columnWidths.length > 0 && columnWidths.length <= 100 ? { columnWidths: [...columnWidths] } : {}),
    rows,
  };
}

/** The paragraphs of a cell follow each other with a blank between; pictures in cells are listed. */
function cellInlines(lines: readonly TextLine[], report: ReportEntry[]): Inline[] {
  const pictures = lines.filter(({ block }) => block?.role === 'figure');
  for (const { line } of pictures) report.push({ line, kind: 'picture', message: '表格中的图片没有收入' });
  const texts = lines.filter(({ block }) => !block);
  return markedInlines(joinMarked(texts.flatMap((line, index) => (index > 0 ? [{ text: ' ' }, line] : [line]))));
}
