import type { Article } from '#shared/issue/article.ts';
import { type IssueDocument, IssueDocument as IssueDocumentSchema } from '#shared/issue/issueDocument.ts';
import { readArticle, readSource } from './readArticle.ts';
import { type Contents, readContents } from './readContents.ts';
import { footStart, readFoot } from './readFoot.ts';
import { isNumberOrDate, readMasthead } from './readMasthead.ts';
import { findTitle, titleLines } from './readTitle.ts';
import { endsSentence, type ReportEntry, type TextLine, textLines } from './textLine.ts';
import { titleLineCount } from './titleLineCount.ts';

export interface ParsedBulletin {
  readonly document: IssueDocument;
  /** What was changed or is unsure, by line of the text, counted from 1. */
  readonly report: readonly ReportEntry[];
}

interface ArticlePlace {
  readonly start: number;
  readonly bodyStart: number;
  readonly title: readonly string[];
  readonly sure: boolean;
}

/** A whole bulletin as plain text → IssueDocument, with a report of everything healed or unsure. */
export function parseBulletin(text: string): ParsedBulletin {
  const report: ReportEntry[] = [];
  const all = textLines(text, report);
  const foot = footStart(all);
  const lines = all.slice(0, foot);
  const contents = readContents(lines);
  const listed = contents ? placesByContents(lines, contents, report) : [];
  const headEnd = listed[0] ? Math.min(contents?.start ?? 0, listed[0].start) : mastheadEnd(lines);
  const places = listed.length > 0 ? listed : placesByForm(lines, headEnd);
  const between = lines.slice(
    listed.length > 0 ? (contents?.end ?? headEnd) : headEnd,
    places[0]?.start ?? lines.length,
  );
  const { head, editorsNote } = takeEditorsNote([...lines.slice(0, headEnd), ...between]);
  const masthead = readMasthead(head, report);
  if (masthead.name === undefined) report.push({ line: 1, kind: 'masthead', message: '没有找到刊名' });
  const articles = places.map((place, index) =>
    readArticle(place.title, lines.slice(place.bodyStart, places[index + 1]?.start), place.sure, report),
  );
  const document = IssueDocumentSchema.parse({
    schema: 1,
    publication: { name: masthead.name ?? '（未注明刊名）', organ: masthead.organ ?? '' },
    ...(masthead.column ? { column: masthead.column } : {}),
    number: masthead.number,
    date: masthead.date,
    marking: [...masthead.marking],
    ...(editorsNote ? { editorsNote } : {}),
    articles: withDistinctIds(articles),
    ...readFoot(all.slice(foot), report),
    images: {},
  });
  return { document, report: report.sort((left, right) => left.line - right.line) };
}

function placesByContents(lines: readonly TextLine[], contents: Contents, report: ReportEntry[]): ArticlePlace[] {
  const places: ArticlePlace[] = [];
  let from = contents.end;
  for (const listed of contents.titles) {
    const found = findTitle(lines, from, listed);
    if (!found) {
      const line = lines[contents.start]?.line ?? 1;
      report.push({ line, kind: 'titleMissing', message: `目录中的标题在正文中没有找到：${listed}` });
      continue;
    }
    const bodyStart = found.start + found.count;
    const printed = lines.slice(found.start, bodyStart).map((line) => line.text);
    places.push({ start: found.start, bodyStart, title: titleLines(printed, listed), sure: true });
    from = bodyStart;
  }
  return places;
}

/** Without contents, a title is up to three short lines at the top or after a source line. */
function placesByForm(lines: readonly TextLine[], headEnd: number): ArticlePlace[] {
  const places: ArticlePlace[] = [];
  let start = headEnd;
  if (/^编者按/.test(lines[start]?.text ?? '')) start += 1;
  while (start < lines.length) {
    const bodyStart = start + titleLineCount(lines, start);
    const title = lines.slice(start, bodyStart).map((line) => line.text.replace(/\s+/g, ' '));
    places.push({ start, bodyStart, title, sure: false });
    let end = bodyStart;
    while (end < lines.length && !readSource(lines[end]?.text ?? '')) end += 1;
    start = end + 1;
  }
  return places;
}

function mastheadEnd(lines: readonly TextLine[]): number {
  let end = 0;
  for (const [index, { text }] of lines.slice(0, 15).entries()) if (isNumberOrDate(text)) end = index + 1;
  return end;
}

function takeEditorsNote(lines: readonly TextLine[]): { head: readonly TextLine[]; editorsNote: string | undefined } {
  const at = lines.findIndex(({ text }) => /^[【[（(]?编\s*者\s*按[】\]）)]?\s*[：:]?/.test(text));
  if (at < 0) return { head: lines, editorsNote: undefined };
  let to = at + 1;
  let note = (lines[at]?.text ?? '').replace(/^[【[（(]?编\s*者\s*按[】\]）)]?\s*[：:]?\s*/, '');
  while (to < lines.length && (note === '' || !endsSentence(note))) {
    note += lines[to]?.text ?? '';
    to += 1;
  }
  return { head: [...lines.slice(0, at), ...lines.slice(to)], editorsNote: note };
}

function withDistinctIds(articles: readonly Article[]): Article[] {
  const seen = new Map<string, number>();
  return articles.map((article) => {
    const count = (seen.get(article.id) ?? 0) + 1;
    seen.set(article.id, count);
    return count === 1 ? article : { ...article, id: `${article.id}-${count}` };
  });
}
