import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { drawnRule } from './drawnRule.ts';
import { escapeHtml } from './escapeHtml.ts';
import { copiesLine, recipientLines, signOffLines } from './printedLines.ts';

/**
 * 版记: recipients, then names and number of copies on one line, between rules; empty where there is nothing to print.
 * All spans, because an unseen copy of it stands inside a paragraph.
 */
export function renderFoot(document: IssueDocument): string {
  const recipients = recipientLines(document).map(
    ({ label, units }) => `<span class="recipients">${label}${escapeHtml(units)}`,
  );
  const names = signOffLines(document).map((name) => `<span>${escapeHtml(name)}</span>`);
  const copies = document.copies === undefined ? '' : `<span class="copies">${copiesLine(document.copies)}</span>`;
  const rows =
    names.length > 0 || copies ? [...recipients, `<span class="names">${names.join('')}${copies}`] : recipients;
  const last = rows.length - 1;
  return rows
    .map(
      (row, index) =>
        `${row}${drawnRule(index === 0 ? 'first' : 'between')}${index === last ? drawnRule('last') : ''}</span>`,
    )
    .join('');
}
