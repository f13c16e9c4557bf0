import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { fitTable } from './fitTable.ts';
import type { LayoutParameters } from './layoutParameters.ts';

/** What no page can hold, a Chinese sentence for each, with the place as slotTexts names it; empty where all can print. */
export function unprintableParts(document: IssueDocument, parameters: LayoutParameters): readonly string[] {
  return document.articles.flatMap(({ body }, article) =>
    body.flatMap((block, index) => {
      if (block.role !== 'table') return [];
      const { columns, isPrintable } = fitTable(block, parameters);
      if (isPrintable) return [];
      return [`第${article + 1}篇第${index + 1}段的表格有${columns}列，缩到最小的字也排不进版心，请拆成几个表格。`];
    }),
  );
}
