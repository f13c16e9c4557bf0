import { foldText, hanPhrase } from './foldText.ts';
import { tokensOf } from './tokens.ts';

/** A sentence may be pasted, a whole article is not a question. UTF-16 units. */
const longestQuery = 1000;

const quotedOrPlain = /“([^”]*)”|"([^"]*)"|([^\s“"]+|[“"])/gu;

/**
 * The terms of a query, folded, each once: blanks set terms apart, “…” and "…" keep a phrase whole. Punctuation inside a
 * term stands for any punctuation, at its ends for nothing. A query without words has no terms.
 */
export function queryTerms(query: string): readonly string[] {
  const terms = new Set<string>();
  for (const [, curved, straight, plain] of query.slice(0, longestQuery).matchAll(quotedOrPlain)) {
    const term = foldText(curved ?? straight ?? plain ?? '').text.trim();
    if (term) terms.add(term);
  }
  return [...terms];
}

/**
 * The terms as an expression of FTS5, all of which must match: Han of two and more characters as a phrase of pairs,
 * anything else as a phrase of single characters. Folded terms hold no sign that FTS5 would read as syntax.
 */
export function matchExpression(terms: readonly string[]): string {
  return terms
    .map((term) => {
      const { bigrams, characters } = tokensOf(term);
      return hanPhrase.test(term) ? `bigrams : "${bigrams}"` : `characters : "${characters}"`;
    })
    .join(' AND ');
}
