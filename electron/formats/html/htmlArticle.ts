import type { Article } from '#shared/issue/article.ts';
import type { Block, FigureBlock, ListBlock, TableBlock } from '#shared/issue/block.ts';
import { inlineText } from '#shared/issue/inline.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { escapeHtml } from '#shared/layout/escapeHtml.ts';
import { subtitleLine } from '#shared/layout/printedLines.ts';
import { renderInlines } from '#shared/layout/renderInlines.ts';
import { articleAnchor } from './htmlMasthead.ts';

/** Cells of more characters than this begin at the left, as on the printed page. */
const centredCharacters = 8;

/** One article with its headings below the level of its title. */
export function htmlArticle(article: Article, index: number, { images }: IssueDocument): string {
  const { title, subtitle, byline, source } = article;
  const line = (name: string, text: string | undefined) => (text ? [`<p class="${name}">${escapeHtml(text)}</p>`] : []);
  const head = title.map((text) => `<span>${escapeHtml(text)}</span>`).join('');
  return [
    `<article id="${articleAnchor(index)}">`,
    ...(head ? [`<h2>${head}</h2>`] : []),
    ...line('subtitle', subtitle && subtitleLine(subtitle)),
    ...line('byline', byline),
    ...article.body.map((block) => htmlBlock(block, images)),
    ...line('source', source?.line),
    '</article>',
  ].join('\n');
}

function htmlBlock(block: Block, images: IssueDocument['images']): string {
  switch (block.role) {
    case 'list':
      return list(block);
    case 'table':
      return table(block);
    case 'figure':
      return figure(block, images);
    case 'heading1':
    case 'heading2':
    case 'heading3':
    case 'heading4': {
      const tag = `h${Number(block.role.at(-1)) + 2}`;
      return `<${tag}>${renderInlines(block.inlines)}</${tag}>`;
    }
    case 'quote':
      return `<blockquote><p>${renderInlines(block.inlines)}</p></blockquote>`;
    default:
      return `<p>${renderInlines(block.inlines)}</p>`;
  }
}

function list({ ordered, items }: ListBlock): string {
  const tag = ordered ? 'ol' : 'ul';
  return `<${tag}>\n${items.map((item) => `<li>${renderInlines(item)}</li>`).join('\n')}\n</${tag}>`;
}

/** A wide table scrolls in its own box, which the keyboard reaches. */
function table({ rows, headerRows, columnWidths = [] }: TableBlock): string {
  const columns = columnWidths.map((width) => `<col width="${(width * 100).toFixed(2)}%">`).join('');
  const written = rows.map((row, index) => {
    const cells = row.map(({ inlines, rowSpan, columnSpan }) => {
      const spans = `${rowSpan ? ` rowspan="${rowSpan}"` : ''}${columnSpan ? ` colspan="${columnSpan}"` : ''}`;
      if (index < headerRows) {
        return `<th scope="${columnSpan ? 'colgroup' : 'col'}"${spans}>${renderInlines(inlines)}</th>`;
      }
      const long = [...inlineText(inlines)].length > centredCharacters ? ' class="long"' : '';
      return `<td${long}${spans}>${renderInlines(inlines)}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const part = (tag: string, some: readonly string[]) =>
    some.length > 0 ? `\n<${tag}>\n${some.join('\n')}\n</${tag}>` : '';
  const body = part('thead', written.slice(0, headerRows)) + part('tbody', written.slice(headerRows));
  return `<div class="table" role="region" aria-label="表格" tabindex="0">\n<table>${columns}${body}\n</table>\n</div>`;
}

function figure({ image: key, caption }: FigureBlock, images: IssueDocument['images']): string {
  const image = images[key];
  const words = caption && caption.length > 0 ? `\n<figcaption>${renderInlines(caption)}</figcaption>` : '';
  // What the caption says need not be said twice.
  const picture = image ? `\n<img alt="${words ? '' : '插图'}" src="data:${image.mime};base64,${image.bytes}">` : '';
  return `<figure>${picture}${words}\n</figure>`;
}
