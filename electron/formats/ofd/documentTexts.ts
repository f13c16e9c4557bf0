import { titleInOneLine } from '#shared/issue/article.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import {
  columnLine,
  copiesLine,
  issueDateLine,
  issueNumberLine,
  recipientLines,
  signOffLines,
  subtitleLine,
} from '#shared/layout/printedLines.ts';

/** Every text that a document gives to its pages, in reading order: a paragraph, a line or a cell each. */
export function documentTexts(document: IssueDocument): readonly string[] {
  return [
    ...document.marking,
    document.publication.name,
    document.column ? columnLine(document.column) : '',
    document.number ? issueNumberLine(document.number) : '',
    document.publication.organ,
    document.date ? issueDateLine(document.date) : '',
    document.editorsNote ?? '',
    ...document.articles.flatMap((article) => [
      titleInOneLine(article.title),
      article.title.join(''),
      article.subtitle ? subtitleLine(article.subtitle) : '',
      article.byline ?? '',
      ...article.body.flatMap(blockParagraphs),
      article.source?.line ?? '',
    ]),
    ...recipientLines(document).map(({ label, units }) => label + units),
    ...signOffLines(document),
    document.copies === undefined ? '' : copiesLine(document.copies),
  ].filter((text) => text !== '');
}
