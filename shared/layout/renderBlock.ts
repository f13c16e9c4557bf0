import type { Block, FigureBlock, ListBlock, TableBlock, TextBlock } from '#shared/issue/block.ts';
import { inlineText } from '#shared/issue/inline.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { fitTable } from './fitTable.ts';
import type { LayoutParameters } from './layoutParameters.ts';
import { listNumber } from './printedLines.ts';
import { renderInlines } from './renderInlines.ts';

/** Whether a block ends in a line of text to which an ending can be tied. */
export function takesEnding(block: Block): boolean {
  return block.role !== 'table' && block.role !== 'figure';
}

/** One block of an article; its look comes from the style sheet by its role. `ending` stays on its last line. */
export function renderBlock(
  block: Block,
  images: IssueDocument['images'],
  parameters: LayoutParameters,
  ending = '',
): string {
  switch (block.role) {
    case 'list':
      return renderList(block, parameters, ending);
    case 'table':
      return renderTable(block, parameters);
    case 'figure':
      return renderFigure(block, images);
    case 'heading1':
    case 'heading2':
    case 'heading3':
    case 'heading4':
      return renderText(`h${Number(block.role.at(-1)) + 2}`, block, parameters, ending);
    default:
      return renderText('p', block, parameters, ending);
  }
}

function renderText(tag: string, block: TextBlock, parameters: LayoutParameters, ending: string): string {
  const text = renderInlines(block.inlines, parameters.lastLineMinimum_characters, ending);
  return `<${tag} class="${block.role}">${text}</${tag}>`;
}

function renderList(block: ListBlock, parameters: LayoutParameters, ending: string): string {
  const tag = block.ordered ? 'ol' : 'ul';
  const items = block.items.map((item, index) => {
    const sign = block.ordered ? listNumber(index) : '<i class="dot" aria-hidden="true"></i>';
    const after = index === block.items.length - 1 ? ending : '';
    const text = renderInlines(item, parameters.lastLineMinimum_characters, after);
    return `<li>${sign}${text}</li>`;
  });
  return `<${tag}>${items.join('')}</${tag}>`;
}

function renderFigure(block: FigureBlock, images: IssueDocument['images']): string {
  const image = images[block.image];
  const caption = block.caption ? `<figcaption>${renderInlines(block.caption)}</figcaption>` : '';
  return `<figure>${image ? `<img alt="" src="data:${image.mime};base64,${image.bytes}">` : ''}${caption}</figure>`;
}

/** The header rows and those that a cell of them reaches down into: the end of a row group would cut it off. */
function rowsOfHead({ rows, headerRows }: TableBlock): number {
  let head = headerRows;
  for (let index = 0; index < head; index += 1) {
    for (const { rowSpan = 1 } of rows[index] ?? []) head = Math.max(head, index + rowSpan);
  }
  return Math.min(head, rows.length);
}

function renderTable(block: TableBlock, parameters: LayoutParameters): string {
  const { size_pt, columnWidths } = fitTable(block, parameters);
  const columns = (columnWidths ?? []).map((width) => `<col style="width:${(width * 100).toFixed(3)}%">`).join('');
  const rows = block.rows.map((row, index) => {
    const tag = index < block.headerRows ? 'th' : 'td';
    const cells = row.map((cell) => {
      const spans = `${cell.rowSpan ? ` rowspan="${cell.rowSpan}"` : ''}${cell.columnSpan ? ` colspan="${cell.columnSpan}"` : ''}`;
      const long = [...inlineText(cell.inlines)].length > parameters.tableCentred_characters ? ' class="left"' : '';
      return `<${tag}${long}${spans}>${renderInlines(cell.inlines)}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const head = rowsOfHead(block);
  const fixed = columns ? ' class="fixed"' : '';
  const size = size_pt < parameters.tableSize_pt ? ` style="font-size:${size_pt.toFixed(2)}pt"` : '';
  return `<table${fixed}${size}>${columns}<thead>${rows.slice(0, head).join('')}</thead><tbody>${rows.slice(head).join('')}</tbody></table>`;
}
