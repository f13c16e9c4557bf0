import { createHash } from 'node:crypto';
import { requireWritableText } from '#formats/export/requireWritableText.ts';
import type { DraftStamp } from '#formats/typeset/typesetPages.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { escapeHtml } from '#shared/layout/escapeHtml.ts';
import { copiesLine, recipientLines, signOffLines } from '#shared/layout/printedLines.ts';
import { issueTitle } from '#shared/layout/renderIssueHtml.ts';
import { htmlArticle } from './htmlArticle.ts';
import { htmlContents, htmlMasthead, htmlNote } from './htmlMasthead.ts';
import { readingStyle } from './readingStyle.ts';

export interface HtmlOptions {
  /** With it the page begins by saying 草稿, by whom and when; without it the page is clean, which only a signed issue may be. */
  readonly draft?: DraftStamp | undefined;
}

/**
 * The issue as one HTML page for reading on a screen: it asks for nothing outside itself and runs no script, its
 * pictures and its style are in it. The same document and stamp give the same text. Throws UnwritableTextError.
 */
export function writeHtml(document: IssueDocument, { draft }: HtmlOptions = {}): string {
  requireWritableText(document, draft);
  const { publication, column } = document;
  const articles = document.articles.map((article, index) => htmlArticle(article, index, document));
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(readingStyle)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${meta('author', publication.organ)}${meta('description', column)}<title>${escapeHtml(issueTitle(document))}</title>
<style>${readingStyle}</style>
</head>
<body>
${draft ? draftLine(draft) : ''}${htmlMasthead(document)}${htmlContents(document)}${htmlNote(document)}<main>
${articles.join('\n')}
</main>
${foot(document)}</body>
</html>
`;
}

/** Nothing but the page's own style and pictures within it; a hash in place of 'unsafe-inline' keeps any other style out. */
function contentPolicy(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
}

function meta(name: string, content: string | undefined): string {
  return content ? `<meta name="${name}" content="${escapeHtml(content)}">\n` : '';
}

function draftLine({ name, at }: DraftStamp): string {
  const words = ['草稿', name, at].filter((part) => part).join(' · ');
  return `<p class="draft" role="note">${escapeHtml(words)}</p>\n`;
}

/** 版记. */
function foot(document: IssueDocument): string {
  const recipients = recipientLines(document).map(
    ({ label, units }) => `<p class="recipients">${label}${escapeHtml(units)}</p>`,
  );
  const copies = document.copies === undefined ? [] : [copiesLine(document.copies)];
  const names = [...signOffLines(document), ...copies].map((text) => `<span>${escapeHtml(text)}</span>`);
  const rows = names.length > 0 ? [...recipients, `<p class="names">${names.join('')}</p>`] : recipients;
  return rows.length > 0 ? `<footer>\n${rows.join('\n')}\n</footer>\n` : '';
}
