import {
  columnLine,
  copiesLine,
  issueDateLine,
  issueNumberLine,
  recipientLines,
  subtitleLine,
} from '#shared/layout/printedLines.ts';
import { titleInOneLine } from './article.ts';
import { blockParagraphs } from './block.ts';
import type { IssueDocument } from './issueDocument.ts';

/** One text of an issue: a line, a paragraph, an item or a cell. */
export interface IssueText {
  /** The parts of an issue in which texts stand, from the first page to the last. */
  readonly part: 'head' | 'contents' | 'article' | 'foot';
  readonly text: string;
  /** The text with what is printed right before it, such as 报： or ——. */
  readonly printed: string;
}

/** Every text an issue holds, in reading order; no empty ones. */
export function issueTexts(document: IssueDocument): readonly IssueText[] {
  const { marking, publication, column, number, date, editorsNote, articles, signOff, copies } = document;
  const texts: IssueText[] = [];
  const add = (part: IssueText['part'], text: string | undefined, printed = text) => {
    if (text) texts.push({ part, text, printed: printed ?? text });
  };
  for (const line of marking) add('head', line);
  add('head', publication.name);
  add('head', column && columnLine(column));
  add('head', number ? issueNumberLine(number) : undefined);
  add('head', publication.organ);
  add('head', date ? issueDateLine(date) : undefined);
  for (const { title } of articles) add('contents', titleInOneLine(title));
  add('head', editorsNote);
  for (const { title, subtitle, byline, body, source } of articles) {
    add('article', title.join(''));
    add('article', subtitle, subtitle && subtitleLine(subtitle));
    add('article', byline);
    for (const text of body.flatMap(blockParagraphs)) add('article', text);
    add('article', source?.line);
  }
  for (const { label, units } of recipientLines(document)) add('foot', units, label + units);
  for (const [index, { step, label, person }] of signOff.entries()) {
    const before = signOff[index - 1];
    const isFurther = step === 'countersigner' && before?.label === label;
    add('foot', person, isFurther ? `、${person}` : `${label}：${person}`);
  }
  add('foot', copies === undefined ? undefined : copiesLine(copies));
  return texts;
}
