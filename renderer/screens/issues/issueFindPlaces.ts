import { documentLines } from '#shared/document/documentLines.ts';
import { elementText } from '#shared/document/editorDocument.ts';
import { type FindOptions, type Match, replacementOf } from '#shared/document/findText.ts';
import type { TextEdit } from '#shared/document/replaceInArticle.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { partOfElement } from '../../editor/parts.ts';

/** A line of an article of an issue, to be looked through. */
export interface IssueLine {
  readonly articleId: string;
  /** As `documentLines` counts them. */
  readonly line: number;
  /** As `goToPart` of the editor counts them. */
  readonly part: number;
  readonly text: string;
}

/** One place that was found, in its sentence. */
export interface IssuePlace {
  readonly key: string;
  readonly part: number;
  readonly before: string;
  readonly words: string;
  readonly after: string;
  /** What is to become of the words. */
  readonly edit: TextEdit;
}

export interface FoundArticle {
  readonly id: string;
  readonly title: string;
  readonly places: readonly IssuePlace[];
}

/** Names a place within one state of the articles. */
export function placeKey(articleId: string, line: number, start: number): string {
  return `${articleId}/${line}/${start}`;
}

/** Every line of every article of an issue, in the order they print; no empty ones. */
export function issueLines({ articles }: Pick<IssueDocument, 'articles'>): readonly IssueLine[] {
  return articles.flatMap(({ id: articleId, ...content }) => {
    const document = toEditorDocument(content);
    return documentLines(document).flatMap(({ element, path }, line) => {
      const text = elementText(element);
      return text === '' ? [] : [{ articleId, line, part: partOfElement(document, path[0] ?? 0), text }];
    });
  });
}

/** What was found, article by article; articles in which nothing was are left out. `matches` go with `lines`. */
export function foundArticles(
  { articles }: Pick<IssueDocument, 'articles'>,
  lines: readonly IssueLine[],
  matches: readonly (readonly Match[])[],
  replacement: string,
  options: FindOptions,
): readonly FoundArticle[] {
  const placesOf = new Map<string, IssuePlace[]>();
  for (const [index, { articleId, line, part, text }] of lines.entries()) {
    for (const match of matches[index] ?? []) {
      const { start, end } = match;
      const edit = { line, start, end, text: replacementOf(match, replacement, options) };
      const place = { key: placeKey(articleId, line, start), part, ...surroundings(text, start, end), edit };
      const known = placesOf.get(articleId);
      if (known) known.push(place);
      else placesOf.set(articleId, [place]);
    }
  }
  return articles.flatMap(({ id, title }) => {
    const places = placesOf.get(id);
    return places ? [{ id, title: titleInOneLine(title), places }] : [];
  });
}

const mostBefore = 24;
const mostAfter = 60;
const sentenceEnd = /[。！？；]/;

/** The sentence in which words stand, cut where it is long; a long line is not looked through for each of its places. */
export function surroundings(text: string, start: number, end: number) {
  const near = text.slice(Math.max(0, start - mostBefore), start);
  const before = near.split(sentenceEnd).at(-1) ?? '';
  const isCutBefore =
    before.length === near.length && start > near.length && !sentenceEnd.test(text[start - near.length - 1] ?? '');
  const rest = text.slice(end, end + mostAfter);
  const stop = rest.search(sentenceEnd);
  const after = stop < 0 ? rest : rest.slice(0, stop + 1);
  const isCutAfter = stop < 0 && text.length > end + mostAfter;
  return {
    before: isCutBefore ? `…${before}` : before,
    words: text.slice(start, end),
    after: isCutAfter ? `${after}…` : after,
  };
}
