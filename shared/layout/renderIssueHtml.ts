import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { escapeHtml } from './escapeHtml.ts';
import type { FontFace } from './fontSlot.ts';
import { footIsTall } from './footIsTall.ts';
import { issueStyle } from './issueStyle.ts';
import type { LayoutParameters } from './layoutParameters.ts';
import { type MarkedArticle, markedStyle, renderMarkedArticle } from './markedArticle.ts';
import { issueNumberLine } from './printedLines.ts';
import { renderArticle } from './renderArticle.ts';
import { renderFoot } from './renderFoot.ts';
import { renderMarking, renderMasthead } from './renderMasthead.ts';

/** Where the foot stands and which pages stay blank, known only once the pages have been counted. */
export interface LastPages {
  /** The foot has left the end of the text for a page of its own. */
  readonly footApart: boolean;
  readonly blankBeforeFoot: number;
  readonly blankAtEnd: number;
}

export interface RenderOptions {
  /** An SVG path of the draft mark, already outlines so that no text is added, and the box it is drawn in. */
  readonly draftMark?: { readonly viewBox: string; readonly path: string };
  readonly lastPages?: LastPages;
  /** Articles that print as marked copies, by their ids. */
  readonly marked?: ReadonlyMap<string, MarkedArticle>;
  /** The articles without what stands before them on the first page, but for the marks. */
  readonly articlesOnly?: boolean;
}

/** 刊名 第N期: the title the PDF gives for itself. */
export function issueTitle({ publication, number }: IssueDocument): string {
  return number ? `${publication.name} ${issueNumberLine(number)}` : publication.name;
}

/** One self-contained HTML page that prints as the issue; it asks for nothing outside itself. */
export function renderIssueHtml(
  document: IssueDocument,
  parameters: LayoutParameters,
  faces: readonly FontFace[],
  options: RenderOptions = {},
): string {
  const {
    draftMark,
    marked,
    articlesOnly,
    lastPages = { footApart: false, blankBeforeFoot: 0, blankAtEnd: 0 },
  } = options;
  const masthead = articlesOnly ? renderMarking(document) : renderMasthead(document, parameters);
  const draft = draftMark
    ? `<svg class="draft" aria-hidden="true" viewBox="${escapeHtml(draftMark.viewBox)}"><path d="${escapeHtml(draftMark.path)}"/></svg>`
    : '';
  const foot = renderFoot(document);
  const footInText = foot !== '' && !lastPages.footApart;
  // The foot stands on the bottom edge; an unseen copy of it at the end of the text keeps its place free. One that is
  // taller than a page follows the text instead.
  const tall = footIsTall(document, parameters) ? ' tall' : '';
  const room = footInText && !tall ? `<span class="foot room" aria-hidden="true">${foot}</span>` : '';
  // A page with nothing but the marks is none: the article stands under them.
  const marksAlone = articlesOnly === true && masthead !== '';
  const lastArticle = document.articles.length - 1;
  const articles = document.articles.map((article, index) => {
    const onNewPage = index === 0 && parameters.firstArticleOnNewPage && !marksAlone;
    const under = index === lastArticle ? room : '';
    const copy = marked?.get(article.id);
    const text = copy
      ? renderMarkedArticle(copy, document.images, parameters) + under
      : renderArticle(article, document, parameters, under);
    return `<article${onNewPage ? ' class="new"' : ''}>${text}</article>`;
  });
  const blank = (count: number) => '<div class="blank"></div>'.repeat(count);
  const numbered = lastPages.blankBeforeFoot === 0;
  const footApart = `${blank(lastPages.blankBeforeFoot)}<div class="footPage${tall}${numbered ? '' : ' blank'}"><div class="foot${tall}">${foot}</div></div>`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(issueTitle(document))}</title>
<style>${issueStyle(document, parameters, faces)}${marked ? markedStyle(parameters) : ''}</style></head><body>${draft}<i class="load" aria-hidden="true">—</i><main>${masthead}${articles.join('')}${lastArticle < 0 ? room : ''}${footInText ? `<div class="foot${tall}">${foot}</div>` : ''}</main>${
    lastPages.footApart ? footApart : ''
  }${blank(lastPages.blankAtEnd)}</body></html>`;
}
