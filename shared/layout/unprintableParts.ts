import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { fitTable } from './fitTable.ts';
import { layoutFaults } from './layoutFaults.ts';
import type { LayoutParameters } from './layoutParameters.ts';
import type { PartFault } from './partPlace.ts';

/** Why the pages cannot be made, a Chinese sentence for each reason, with the place as slotTexts names it; empty where they can. */
export function unprintableParts(document: IssueDocument, parameters: LayoutParameters): readonly PartFault[] {
  const faults = layoutFaults(parameters);
  if (faults.length > 0) return faults.map((message) => ({ message, at: { part: 'publication' } }));
  return document.articles.flatMap(({ body }, article) =>
    body.flatMap((block, index) => {
      if (block.role !== 'table') return [];
      const { columns, isPrintable } = fitTable(block, parameters);
      if (isPrintable) return [];
      const message = `第${article + 1}篇第${index + 1}段的表格有${columns}列，缩到最小的字也排不进版心，请拆成几个表格。`;
      return [{ message, at: { part: 'article' as const, article, block: index } }];
    }),
  );
}
