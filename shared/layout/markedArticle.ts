import { type EditorText, elementText, type TopElement } from '#shared/document/editorDocument.ts';
import { toArticleContent } from '#shared/document/toArticleContent.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { Block } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';
import { lineEndSign } from '#shared/revision/markedDocument.ts';
import type { Revised, RevisedText } from '#shared/revision/token.ts';
import { escapeHtml } from './escapeHtml.ts';
import { family, gridUnits } from './gridUnits.ts';
import type { LayoutParameters } from './layoutParameters.ts';
import { subtitleLine } from './printedLines.ts';
import { renderBlock } from './renderBlock.ts';
import { renderInlines } from './renderInlines.ts';

/** 花脸稿 of an article: what was taken out stands in its place, and under the text who changed what. */
export interface MarkedArticle {
  /** As `markedDocument` makes them. */
  readonly elements: readonly TopElement[];
  readonly legend: string;
}

/** An inline of a marked copy. Documents that are stored refuse the members that say so. */
type MarkedInline = Inline & Revised;

/** Every face that prints has it, which ¶ cannot be said of. */
const printedSign = '／';

/** The article whose words are those that print, so that its fonts hold them all. */
export function markedContent({ elements }: MarkedArticle): ArticleContent {
  return toArticleContent(elements.map((element) => withPrintedSigns(element)));
}

/** The marked copy with the looks of the final pages: same faces, same grid, same roles. */
export function renderMarkedArticle(
  { elements, legend }: MarkedArticle,
  images: Parameters<typeof renderBlock>[1],
  parameters: LayoutParameters,
): string {
  const titles = elements.filter(({ role }) => role === 'title');
  const title = titles.map(({ children }) => `<span class="long">${markedText(children)}</span>`).join('');
  const rest = elements.filter((element) => element.role !== 'title' && elementText(element) !== '');
  const head = title ? `<h2>${title}</h2>` : '';
  const body = elements
    .filter((element) => element.role === 'table' || element.role === 'figure' || rest.includes(element))
    .map((element) => renderMarkedElement(element, images, parameters));
  return `${head}${body.join('')}<p class="legend">${escapeHtml(legend)}</p>`;
}

function renderMarkedElement(
  element: TopElement,
  images: Parameters<typeof renderBlock>[1],
  parameters: LayoutParameters,
): string {
  switch (element.role) {
    case 'title':
      return '';
    case 'subtitle':
      return `<p class="centred subtitle">${escapeHtml(subtitleLine(''))}${markedText(element.children)}</p>`;
    case 'byline':
      return `<p class="centred byline">${markedText(element.children)}</p>`;
    case 'source':
      return `<p class="source">${markedText(element.children)}</p>`;
    default: {
      const { revision } = element as Revised;
      const block = renderBlock(markedBlock(element), images, parameters);
      return revision === undefined ? block : `<div class="revised ${revision}">${block}</div>`;
    }
  }
}

function markedText(children: TopElement['children']): string {
  return renderInlines(markedInlines(children as readonly EditorText[]));
}

function markedInlines(texts: readonly RevisedText[]): MarkedInline[] {
  return texts.filter(({ text }) => text !== '').map(({ text, ...rest }) => ({ ...rest, text: printed(text, rest) }));
}

function printed(text: string, { revision }: Revised): string {
  return revision === undefined ? text : text.replaceAll(lineEndSign, printedSign);
}

type MarkedElement = Exclude<TopElement, { readonly role: 'title' | 'subtitle' | 'byline' | 'source' }>;

function markedBlock(element: MarkedElement): Block {
  switch (element.role) {
    case 'list':
      return {
        role: 'list',
        ordered: element.ordered,
        items: element.children.map(({ children }) => markedInlines(children)),
      };
    case 'table':
      return {
        role: 'table',
        headerRows: element.headerRows,
        ...(element.columnWidths ? { columnWidths: [...element.columnWidths] } : {}),
        rows: element.children.map(({ children }) =>
          children.map(({ role: _role, children: texts, ...spans }) => ({ ...spans, inlines: markedInlines(texts) })),
        ),
      };
    case 'figure':
      return { role: 'figure', image: element.image, caption: markedInlines(element.children) };
    default:
      return { role: element.role, inlines: markedInlines(element.children) };
  }
}

/** Only the texts that a change put there; the rest is what the article says. */
function withPrintedSigns<Element extends TopElement>(element: Element): Element {
  const change = (children: readonly unknown[]): unknown[] =>
    children.map((child) => {
      const one = child as RevisedText | { readonly children: readonly unknown[] };
      return 'text' in one ? { ...one, text: printed(one.text, one) } : { ...one, children: change(one.children) };
    });
  return { ...element, children: change(element.children) } as Element;
}

/** Put in: underlined; taken out: struck. Told apart without colour, too. */
export function markedStyle(parameters: LayoutParameters): string {
  const units = gridUnits(parameters);
  return `ins,del{text-decoration-thickness:.7pt;text-decoration-skip-ink:none}
ins{color:#1d4f8f;text-decoration-line:underline;text-underline-offset:.18em}
del{color:#b3261e;text-decoration-line:line-through}
.revised{border:.7pt dashed #1d4f8f}
.revised.removed{border-color:#b3261e}
.legend{margin-top:${units.lines(1)};padding-top:${units.lines(0.25)};border-top:.5pt solid #000;font:12pt/${units.lines(0.7)} ${family('kai')};text-indent:0;break-inside:avoid}`;
}
