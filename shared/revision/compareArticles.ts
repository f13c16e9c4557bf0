import type { EditorDocument, TableElement } from '#shared/document/editorDocument.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { articleTokens } from './articleTokens.ts';
import { type Difference, differences } from './differences.ts';
import { tidyDifferences } from './tidyDifferences.ts';
import { type Token, tokenKey } from './token.ts';

/** Two texts of one article as rows of tokens, and the stretches in which they differ, in reading order. */
export interface ArticleComparison {
  readonly before: readonly Token[];
  readonly after: readonly Token[];
  readonly changes: readonly Difference[];
}

/**
 * What is different between two texts of an article: first by lines, then by characters in the lines that differ. Splitting
 * and joining lines, other roles and marks, pictures and cells are changes like any other; a table whose grid has become
 * another is exchanged as a whole.
 */
export function compareArticles(before: ArticleContent, after: ArticleContent): ArticleComparison {
  const tokens = comparedTokens(before, after);
  return { ...tokens, changes: compareTokens(tokens.before, tokens.after) };
}

/** The tokens among which a comparison of two texts counts, where its changes are known already. */
export function comparedTokens(
  before: ArticleContent,
  after: ArticleContent,
): Pick<ArticleComparison, 'before' | 'after'> {
  const [left, right] = [toEditorDocument(before), toEditorDocument(after)];
  const pairs = tablePairs(left, right);
  return { before: articleTokens(left, pairs), after: articleTokens(right, pairs) };
}

/** Tables whose grids are the same in both texts, numbered in reading order. */
function tablePairs(before: EditorDocument, after: EditorDocument): ReadonlyMap<TableElement, number> {
  const tablesOf = (document: EditorDocument) =>
    document.filter((element): element is TableElement => element.role === 'table');
  const [left, right] = [tablesOf(before), tablesOf(after)];
  const pairs = new Map<TableElement, number>();
  let [row, column] = [0, 0];
  const pairUpTo = (end: number) => {
    for (; row < end; row += 1, column += 1) {
      pairs.set(left[row] as TableElement, pairs.size / 2);
      pairs.set(right[column] as TableElement, (pairs.size - 1) / 2);
    }
  };
  for (const { beforeStart, beforeEnd, afterEnd } of differences(left.map(gridKey), right.map(gridKey))) {
    pairUpTo(beforeStart);
    [row, column] = [beforeEnd, afterEnd];
  }
  pairUpTo(left.length);
  return pairs;
}

function gridKey({ headerRows, columnWidths, children }: TableElement): string {
  const spans = children.map(({ children: cells }) =>
    cells.map(({ rowSpan = 1, columnSpan = 1 }) => [rowSpan, columnSpan]),
  );
  return JSON.stringify([headerRows, columnWidths ?? [], spans]);
}

function compareTokens(before: readonly Token[], after: readonly Token[]): readonly Difference[] {
  const [keysBefore, keysAfter] = [before.map(tokenKey), after.map(tokenKey)];
  const found: Difference[] = [];
  let [left, right] = [0, 0];
  for (const [gateLeft, gateRight] of [...gates(before, after), [before.length, after.length] as const]) {
    const stretch = compareLines(before, after, keysBefore, keysAfter, [left, gateLeft], [right, gateRight]);
    found.push(...stretch);
    [left, right] = [gateLeft, gateRight];
  }
  return tidyDifferences(found, before, after, keysBefore, keysAfter);
}

/** Places that belong together whatever stands between them: the borders of paired tables and of their cells. */
function gates(before: readonly Token[], after: readonly Token[]): readonly (readonly [number, number])[] {
  const places = (tokens: readonly Token[]) =>
    tokens.flatMap((token, index) => {
      if (token.kind === 'grid') return [index, index + 1];
      if (token.kind === 'end' && token.line.role === 'cell') return [index, index + 1];
      return token.kind === 'gridEnd' ? [index + 1] : [];
    });
  const right = places(after);
  return places(before).map((place, index) => [place, right[index] as number] as const);
}

type Span = readonly [start: number, end: number];

/** The changes between two rows of tokens, whatever tables stand in them, as they are found. */
export function tokenDifferences(before: readonly Token[], after: readonly Token[]): readonly Difference[] {
  const [keysBefore, keysAfter] = [before.map(tokenKey), after.map(tokenKey)];
  return compareLines(before, after, keysBefore, keysAfter, [0, before.length], [0, after.length]);
}

function compareLines(
  before: readonly Token[],
  after: readonly Token[],
  keysBefore: readonly string[],
  keysAfter: readonly string[],
  left: Span,
  right: Span,
): readonly Difference[] {
  const [startsBefore, startsAfter] = [lineStarts(before, left), lineStarts(after, right)];
  const lines = (keys: readonly string[], starts: readonly number[]) =>
    starts.slice(0, -1).map((start, index) => keys.slice(start, starts[index + 1]).join('\n'));
  return differences(lines(keysBefore, startsBefore), lines(keysAfter, startsAfter)).flatMap((changed) => {
    const start = startsBefore[changed.beforeStart] as number;
    const startAfter = startsAfter[changed.afterStart] as number;
    return differences(
      keysBefore.slice(start, startsBefore[changed.beforeEnd]),
      keysAfter.slice(startAfter, startsAfter[changed.afterEnd]),
    ).map((one) => ({
      beforeStart: one.beforeStart + start,
      beforeEnd: one.beforeEnd + start,
      afterStart: one.afterStart + startAfter,
      afterEnd: one.afterEnd + startAfter,
    }));
  });
}

/** Where lines begin between two places, and where the last of them ends. */
function lineStarts(tokens: readonly Token[], [start, end]: Span): readonly number[] {
  const starts = [start];
  for (let index = start; index < end; index += 1) {
    if (tokens[index]?.kind !== 'character' && tokens[index]?.kind !== 'figure') starts.push(index + 1);
  }
  if (starts.at(-1) !== end) starts.push(end);
  return starts;
}
