import { contentsLines } from '#shared/issue/contentsLines.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { escapeHtml } from '#shared/layout/escapeHtml.ts';
import {
  columnLine,
  contentsHead,
  editorsNoteLabel,
  issueDateLine,
  issueNumberLine,
} from '#shared/layout/printedLines.ts';
import { renderInlines } from '#shared/layout/renderInlines.ts';

/** Markings, name, column and number, organ and date over the red rule. */
export function htmlMasthead({ marking, publication, column, number, date }: IssueDocument): string {
  const line = (name: string, text: string) => `<p class="${name}">${escapeHtml(text)}</p>\n`;
  const day = date ? `<time datetime="${date}">${issueDateLine(date)}</time>` : '';
  return `<header>
${marking.map((text) => line('marking', text)).join('')}<h1>${escapeHtml(publication.name)}</h1>
${column ? line('column', columnLine(column)) : ''}${number ? line('number', issueNumberLine(number)) : ''}<p class="issued"><span>${escapeHtml(publication.organ)}</span>${day}</p>
</header>
`;
}

/** The titles, each leading to its article. */
export function htmlContents(document: IssueDocument): string {
  const lines = contentsLines(document);
  if (lines.length === 0) return '';
  const items = lines.map((text, index) => `<li><a href="#${articleAnchor(index)}">${escapeHtml(text)}</a></li>`);
  return `<nav aria-labelledby="contents">
<h2 id="contents">${contentsHead}</h2>
<ul>
${items.join('\n')}
</ul>
</nav>
`;
}

/** Where in the page the article at `index` begins. */
export function articleAnchor(index: number): string {
  return `article-${index + 1}`;
}

/** 编者按 of the issue; what a line feed parts are paragraphs. */
export function htmlNote({ editorsNote }: IssueDocument): string {
  if (!editorsNote) return '';
  const paragraphs = editorsNote.split('\n').map((text, index) => {
    const label = index === 0 ? `<b>${editorsNoteLabel}</b>` : '';
    return `<p>${label}${text === '' ? '' : renderInlines([{ text }])}</p>`;
  });
  return `<aside class="note">\n${paragraphs.join('\n')}\n</aside>\n`;
}
