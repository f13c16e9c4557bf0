import type { TableCell } from '#shared/issue/block.ts';

/** A cell of a row as Word writes it: those under a cell that spans rows are there as well. */
export interface GridCell {
  /** Nothing where the row has a gap before a cell that spans into it. */
  readonly cell?: TableCell;
  readonly columnSpan: number;
  readonly merge: 'none' | 'start' | 'continue';
}

interface Open {
  readonly columnSpan: number;
  rowsLeft: number;
}

/**
 * The rows with every place of the grid filled. Spans that reach past the last row or into a cell that already spans
 * rows are cut there; a row without any cell gets an empty one, for Word takes none without.
 */
export function tableRows(rows: readonly (readonly TableCell[])[]): readonly (readonly GridCell[])[] {
  const open = new Map<number, Open>();
  return rows.map((cells, index) => {
    const row: GridCell[] = [];
    const rowsBelow = rows.length - index - 1;
    const waiting = [...cells];
    const begun = new Map<number, Open>();
    for (let column = 0; ; ) {
      const above = open.get(column);
      if (above) {
        row.push({ columnSpan: above.columnSpan, merge: 'continue' });
        above.rowsLeft -= 1;
        if (above.rowsLeft === 0) open.delete(column);
        column += above.columnSpan;
        continue;
      }
      const next = Math.min(...[...open.keys()].filter((key) => key > column));
      const room = next - column;
      const cell = waiting.shift();
      if (!cell && next === Number.POSITIVE_INFINITY) break;
      const columnSpan = cell ? Math.min(cell.columnSpan ?? 1, room) : room;
      const rowsLeft = Math.min((cell?.rowSpan ?? 1) - 1, rowsBelow);
      row.push({ ...(cell ? { cell } : {}), columnSpan, merge: rowsLeft > 0 ? 'start' : 'none' });
      if (rowsLeft > 0) begun.set(column, { columnSpan, rowsLeft });
      column += columnSpan;
    }
    for (const [column, span] of begun) open.set(column, span);
    return row.length > 0 ? row : [{ columnSpan: 1, merge: 'none' }];
  });
}
