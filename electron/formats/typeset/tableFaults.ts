import type { TableBlock } from '#shared/issue/block.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { PartFault } from '#shared/layout/partPlace.ts';

/** About a hundred pages of one table: more is a list that came here by mistake, and takes minutes to print. */
const mostRows = 2000;

/** Tables that no page can show as they are, a Chinese sentence each that begins with the place, as slotTexts names it. */
export function tableFaults({ articles }: IssueDocument): readonly PartFault[] {
  return articles.flatMap(({ body }, article) =>
    body.flatMap((block, index) => {
      if (block.role !== 'table') return [];
      const fault = tableFault(block);
      if (fault === undefined) return [];
      const message = `第${article + 1}篇第${index + 1}段的表格${fault}`;
      return [{ message, at: { part: 'article' as const, article, block: index } }];
    }),
  );
}

function tableFault({ rows }: TableBlock): string | undefined {
  if (rows.length > mostRows) return `有${rows.length}行，太长，最多${mostRows}行，请拆成几个表格，或另附文件。`;
  /** For each column the rows that are still covered from above. */
  const covered: number[] = [];
  for (const [row, cells] of rows.entries()) {
    const begun: { readonly column: number; readonly rowSpan: number }[] = [];
    let column = 0;
    for (const [index, { rowSpan = 1, columnSpan = 1 }] of cells.entries()) {
      const cell = `第${row + 1}行第${index + 1}格`;
      while ((covered[column] ?? 0) > 0) column += 1;
      if (row + rowSpan > rows.length) return `${cell}向下占${rowSpan}行，超出了最后一行，请改正合并的单元格。`;
      for (let across = 0; across < columnSpan; across += 1) {
        if ((covered[column + across] ?? 0) > 0) {
          return `${cell}向右占${columnSpan}列，盖住了上面合并下来的单元格，请改正合并的单元格。`;
        }
        begun.push({ column: column + across, rowSpan });
      }
      column += columnSpan;
    }
    for (const [at, left] of covered.entries()) covered[at] = Math.max(0, (left ?? 0) - 1);
    for (const { column: at, rowSpan } of begun) covered[at] = rowSpan - 1;
  }
  return undefined;
}
