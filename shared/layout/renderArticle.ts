import { type Article, titleInOneLine } from '#shared/issue/article.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { escapeHtml } from './escapeHtml.ts';
import { gridUnits } from './gridUnits.ts';
import type { LayoutParameters } from './layoutParameters.ts';
import { subtitleLine } from './printedLines.ts';
import { renderBlock, takesEnding } from './renderBlock.ts';
import { titleLine } from './titleLine.ts';

/** Title, subtitle, by-line, blocks and source line. `under` is unseen markup that must stand on the page where the text ends. */
export function renderArticle(
  article: Article,
  document: IssueDocument,
  parameters: LayoutParameters,
  under: string,
): string {
  const { typeAreaWidth_mm, points } = gridUnits(parameters);
  const capacity = Math.floor(typeAreaWidth_mm / points(parameters.titleSize_pt));
  const title = article.title.map((line) => titleLine(line, capacity)).join('');
  const head = title ? `<h2 aria-label="${escapeHtml(titleInOneLine(article.title))}">${title}</h2>` : '';
  const subtitle = line('centred subtitle', article.subtitle && subtitleLine(article.subtitle));
  return `${head}${subtitle}${line('centred byline', article.byline)}${renderBody(article, document, parameters, under)}`;
}

/**
 * The blocks and the source line. A page must not begin with the source line or hold nothing but the foot. Chromium
 * keeps blocks together, but not with the last line of a paragraph that began on the page before; so what follows the
 * last line is made part of it.
 */
function renderBody(article: Article, document: IssueDocument, parameters: LayoutParameters, under: string): string {
  const source = article.source?.line ?? '';
  const last = article.body.length - 1;
  const lastBlock = article.body[last];
  const tied =
    lastBlock !== undefined && takesEnding(lastBlock) && [...source].length < parameters.charactersPerLine - 2;
  const ending = tied && (source || under) ? renderEnding(source, under) : '';
  const blocks = article.body.map((block, index) =>
    renderBlock(block, document.images, parameters, index === last ? ending : ''),
  );
  return blocks.join('') + (tied ? '' : line('source', source) + under);
}

function renderEnding(source: string, under: string): string {
  const signed = source ? ` signed"><span class="source">${escapeHtml(source)}</span>` : '">';
  return `<span class="ending${signed}${under}</span>`;
}

function line(name: string, text: string | undefined): string {
  return text ? `<p class="${name}">${escapeHtml(text)}</p>` : '';
}
