import { type FileChild, Paragraph } from 'docx';
import { paragraphStyles } from '#formats/docx/bulletinStyles.ts';
import type { Block, ListBlock } from '#shared/issue/block.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { dataTable } from './dataTable.ts';
import { figureParagraphs } from './figureParagraphs.ts';
import { listNames } from './lists.ts';
import { inlineRuns } from './textRuns.ts';

/** Where a block stands: the numbers of its article and of itself, from 0. */
export interface BlockPlace {
  readonly article: number;
  readonly block: number;
}

/** One block of an article as paragraphs and tables of the file; its look comes from the style of its role. */
export function blockChildren(
  block: Block,
  place: BlockPlace,
  document: IssueDocument,
  parameters: LayoutParameters,
): readonly FileChild[] {
  switch (block.role) {
    case 'list':
      return listParagraphs(block, place);
    case 'table':
      return dataTable(block, parameters);
    case 'figure':
      return figureParagraphs(block, place, document.images, parameters);
    default:
      return [new Paragraph({ style: paragraphStyles[block.role].id, children: inlineRuns(block.inlines) })];
  }
}

/** Word numbers the items; every list is one of its own and begins at ①. */
function listParagraphs({ ordered, items }: ListBlock, place: BlockPlace): readonly Paragraph[] {
  const numbering = {
    reference: ordered ? listNames.ordered : listNames.bulleted,
    level: 0,
    instance: placeNumber(place),
    custom: true,
  } as const;
  return items.map((item) => new Paragraph({ style: paragraphStyles.item.id, numbering, children: inlineRuns(item) }));
}

/** A number that no other block of the file has. */
export function placeNumber({ article, block }: BlockPlace): number {
  return article * 10_000 + block + 1;
}
