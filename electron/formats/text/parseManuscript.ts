import { Article } from '#shared/issue/article.ts';
import { markCarriedOn } from './carriedOn.ts';
import { readArticle } from './readArticle.ts';
import { type ReportEntry, type TextLine, textLines } from './textLine.ts';
import { titleLineCount } from './titleLineCount.ts';

export interface ParsedManuscript {
  readonly article: Article;
  /** What was changed or is unsure, by line of the text, counted from 1. */
  readonly report: readonly ReportEntry[];
}

/** One manuscript as plain text (title, subtitle, by-line, body, source line) → Article, with a report of everything healed or unsure. */
export function parseManuscript(text: string): ParsedManuscript {
  const report: ReportEntry[] = [];
  return parseManuscriptLines(textLines(text, report), report);
}

/** One manuscript as lines → Article. `said` is what reading the lines has already reported. */
export function parseManuscriptLines(written: readonly TextLine[], said: readonly ReportEntry[]): ParsedManuscript {
  const report = [...said];
  const lines = markCarriedOn(written, report);
  const count = titleLineCount(lines, 0);
  const title = lines.slice(0, count).map((line) => line.text.replace(/\s+/g, ' '));
  if (count === 0) report.push({ line: lines[0]?.line ?? 1, kind: 'titleMissing', message: '稿件开头没有标题' });
  const article = Article.parse(readArticle(title, lines.slice(count), false, report));
  return { article, report: report.sort((left, right) => left.line - right.line) };
}
