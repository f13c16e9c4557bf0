import { hanPhrase } from './foldText.ts';
import { dayMark, everyText, fieldMarks, marked, wholeToken } from './passageTokens.ts';
import { marksOfSpan } from './queryDates.ts';
import type { QueryNode, SearchField } from './searchQuery.ts';
import { tokensOf } from './tokens.ts';

/** What a search is narrowed to by a click; a field is compared as a whole. */
export type SearchFilters = {
  /** Four digits. */
  readonly year?: string | undefined;
  readonly unit?: string | undefined;
  readonly column?: string | undefined;
  readonly publication?: string | undefined;
};

/**
 * A query as an expression of FTS5: Han of two and more characters as a phrase of pairs, anything else as a phrase of
 * single characters, fields and days by their own tokens. Folded words hold no sign that FTS5 would read as syntax.
 */
export function matchExpression(node: QueryNode, filters: SearchFilters = {}): string {
  return allOf(node.kind === 'and' ? node.of : [node], filterPhrases(filters));
}

function expressionOf(node: QueryNode): string {
  switch (node.kind) {
    case 'words':
      return wordsPhrase(node.words, node.field);
    case 'days':
      return `(${marksOfSpan(node.span)
        .map((mark) => `fields : "${dayMark}${mark}"`)
        .join(' OR ')})`;
    case 'or':
      return `(${node.of.map(expressionOf).join(' OR ')})`;
    case 'and':
      return `(${allOf(node.of)})`;
    case 'not':
      return `(${allOf([node])})`;
    default:
      return node satisfies never;
  }
}

/** All of them; FTS5 knows no NOT by itself, and one for all keeps it from nesting deeper than it can. */
function allOf(nodes: readonly QueryNode[], phrases: readonly string[] = []): string {
  const wanted = [...nodes.flatMap((node) => (node.kind === 'not' ? [] : [expressionOf(node)])), ...phrases];
  const unwanted = nodes.flatMap((node) => (node.kind === 'not' ? [expressionOf(node.of)] : []));
  const all = wanted.length > 0 ? wanted.join(' AND ') : `fields : "${everyText}"`;
  if (unwanted.length === 0) return all;
  return `${wanted.length > 1 ? `(${all})` : all} NOT ${unwanted.length > 1 ? `(${unwanted.join(' OR ')})` : unwanted[0]}`;
}

function wordsPhrase(words: string, field: SearchField | undefined): string {
  const { bigrams, characters } = tokensOf(words);
  const isPairs = hanPhrase.test(words);
  if (field) return `fields : "${marked(isPairs ? bigrams : characters, fieldMarks[field])}"`;
  return isPairs ? `bigrams : "${bigrams}"` : `characters : "${characters}"`;
}

function filterPhrases({ year, ...fields }: SearchFilters): readonly string[] {
  return [
    ...(year === undefined ? [] : [`fields : "${dayMark}${year}"`]),
    ...(['unit', 'column', 'publication'] as const).flatMap((field) => {
      const value = fields[field];
      return value === undefined ? [] : [`fields : "${wholeToken(field, value)}"`];
    }),
  ];
}
