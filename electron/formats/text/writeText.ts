import { type Block, blockParagraphs } from '#shared/issue/block.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import { inlineText } from '#shared/issue/inline.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import {
  columnLine,
  copiesLine,
  editorsNoteLabel,
  issueDateLine,
  signOffLines,
  subtitleLine,
} from '#shared/layout/printedLines.ts';
import { issueNumberText } from '#shared/search/issuePassages.ts';
import { keepBlanks, keepHeadingBlanks } from './strayBlanks.ts';

/**
 * The bulletin as plain text, in the order it prints, lines ended by \n. Paragraphs begin with two full-width blanks, by
 * which parseBulletin tells them from pieces cut by a page break. Marks, images, spans and opinions are not carried.
 */
export function writeText(document: IssueDocument): string {
  const { publication, column, number, date, editorsNote, copies } = document;
  const head = [
    ...document.marking,
    publication.name,
    ...(column ? [columnLine(column)] : []),
    ...(number ? [issueNumberText(number)] : []),
    ...(publication.organ ? [publication.organ] : []),
    ...(date ? [issueDateLine(date)] : []),
    ...(editorsNote
      ? `${editorsNoteLabel}${keepBlanks(editorsNote)}`
          .split('\n')
          .map((text, index) => (index === 0 ? text : `　　${text}`))
      : []),
  ];
  const contents = document.articles.length > 0 ? ['目录', ...contentsLines(document).map((line) => `· ${line}`)] : [];
  const articles = document.articles.map((article) => [
    ...article.title,
    ...(article.subtitle ? [subtitleLine(article.subtitle)] : []),
    ...(article.byline ? [article.byline] : []),
    ...article.body.flatMap(blockLines),
    ...(article.source ? [article.source.line] : []),
  ]);
  const foot = [
    ...recipientLine('报', document.reportTo),
    ...recipientLine('送', document.copyTo),
    ...recipientLine('发', document.sendTo),
    ...signOffLines(document),
    ...(copies ? [copiesLine(copies)] : []),
  ];
  const parts = [head, contents, ...articles, foot].filter((part) => part.length > 0);
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

function blockLines(block: Block): readonly string[] {
  switch (block.role) {
    case 'table':
      return block.rows.map((row) => `| ${row.map((cell) => inlineText(cell.inlines)).join(' | ')} |`);
    case 'list':
      return blockParagraphs(block).map(
        (item, index) => `　　${block.ordered ? circled(index) : '•'}${keepBlanks(item)}`,
      );
    case 'heading1':
    case 'heading2':
    case 'heading3':
    case 'heading4':
      return blockParagraphs(block).map((heading) => `　　${keepHeadingBlanks(heading)}`);
    default:
      return blockParagraphs(block).map((paragraph) => `　　${keepBlanks(paragraph)}`);
  }
}

/** ① to ⑳, the only ordered signs that no heading uses; longer lists begin again. */
function circled(index: number): string {
  return String.fromCharCode(0x2460 + (index % 20));
}

/** ； between groups where a group holds a ， of its own. */
function recipientLine(label: string, groups: readonly string[]): readonly string[] {
  if (groups.length === 0) return [];
  const separated = groups.some((group) => /[，,]/.test(group)) ? `${groups.join('；')}；` : groups.join('，');
  return [`${label}：${separated}`];
}
