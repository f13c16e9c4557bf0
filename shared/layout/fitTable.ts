import type { TableBlock } from '#shared/issue/block.ts';
import { gridUnits } from './gridUnits.ts';
import type { LayoutParameters } from './layoutParameters.ts';

/** Browsers give columns and borders whole pixels; a table that is a fraction too wide would shrink the page it prints on. */
const pixel_mm = 25.4 / 96;

/** Type smaller than this is not read on paper. */
const smallestType_pt = 5;

export interface FittedTable {
  readonly columns: number;
  /** The publication's size, or a smaller one where that leaves a column no room for a character. */
  readonly size_pt: number;
  /** Parts of the table's width; undefined where the browser finds them by what the cells hold. */
  readonly columnWidths: readonly number[] | undefined;
  readonly isPrintable: boolean;
}

/** The type area without a rule on either side: half of the outer ones would stand outside it, and be cut off there. */
export function tableWidth_mm(parameters: LayoutParameters): number {
  return gridUnits(parameters).typeAreaWidth_mm - 2 * borderWidth_mm(parameters.tableRule_mm);
}

/** A table as it goes into the width of the type area: every column holds a character, however many there are. */
export function fitTable(block: TableBlock, parameters: LayoutParameters): FittedTable {
  const { points } = gridUnits(parameters);
  const width_mm = tableWidth_mm(parameters);
  const columns = countColumns(block);
  // At full size; type and padding shrink together, rules do not.
  const cell_mm = points(parameters.tableSize_pt) + 2 * parameters.tableCellPadding_mm;
  const rule_mm = borderWidth_mm(parameters.tableRule_mm);
  const room_mm = Math.floor(width_mm / columns / pixel_mm) * pixel_mm - rule_mm;
  const scale = Math.min(1, room_mm / cell_mm);
  const size_pt = Math.max(parameters.tableSize_pt * scale, Math.min(smallestType_pt, parameters.tableSize_pt));
  const least = (Math.ceil((scale * cell_mm + rule_mm) / pixel_mm - 1e-6) * pixel_mm) / width_mm;
  const wanted = block.columnWidths?.length === columns ? block.columnWidths : undefined;
  return {
    columns,
    size_pt,
    columnWidths: wanted && widenNarrow(wanted, least),
    isPrintable: size_pt <= parameters.tableSize_pt * scale + 0.001,
  };
}

/** The room a border takes: rounded down, but to one pixel at the least. */
function borderWidth_mm(rule_mm: number): number {
  return rule_mm === 0 ? 0 : Math.max(1, Math.floor(rule_mm / pixel_mm)) * pixel_mm;
}

/** The grid's columns: cells that reach down from above take theirs in the rows below. */
function countColumns({ rows }: TableBlock): number {
  /** For each column the rows still covered from above. */
  const covered: number[] = [];
  for (const row of rows) {
    let column = 0;
    const begun: { readonly column: number; readonly rowSpan: number }[] = [];
    for (const { rowSpan = 1, columnSpan = 1 } of row) {
      while ((covered[column] ?? 0) > 0) column += 1;
      for (let across = 0; across < columnSpan; across += 1) begun.push({ column: column + across, rowSpan });
      column += columnSpan;
    }
    for (const [index, left] of covered.entries()) covered[index] = Math.max(0, (left ?? 0) - 1);
    for (const { column: at, rowSpan } of begun) covered[at] = rowSpan - 1;
  }
  return Math.max(1, covered.length);
}

/** Widths as parts of a whole, none below `least`: what narrow columns gain the others give, each by its width. */
function widenNarrow(widths: readonly number[], least: number): readonly number[] {
  const sum = widths.reduce((total, width) => total + width, 0);
  let fitted = widths.map((width) => width / sum);
  // Each turn fixes one column at the least or is the last.
  for (let turn = 0; turn < widths.length; turn += 1) {
    const isNarrow = fitted.map((width) => width <= least);
    const narrow = isNarrow.filter((flag) => flag).length;
    const wide = fitted.reduce((total, width, index) => total + (isNarrow[index] ? 0 : width), 0);
    if (wide === 0) return fitted.map(() => 1 / fitted.length);
    const factor = (1 - narrow * least) / wide;
    fitted = fitted.map((width, index) => (isNarrow[index] ? least : width * factor));
    if (fitted.every((width) => width >= least - 1e-9)) break;
  }
  return fitted;
}
