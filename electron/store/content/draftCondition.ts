import { matchExpression } from '#shared/search/matchExpression.ts';
import type { QueryNode } from '#shared/search/searchQuery.ts';
import type { DraftKind } from './indexDrafts.ts';

type Condition = { readonly sql: string; readonly parameters: readonly string[] };

/**
 * A query as a condition on search_drafts. A text is indexed in parts, so that words asked for together may stand in two
 * of them: each word is looked up by itself, and SQL puts together what the query does.
 */
export function draftCondition(node: QueryNode, kind?: DraftKind): Condition {
  const asked = conditionOf(node);
  return kind === undefined ? asked : { ...asked, sql: `${kind}_id IS NOT NULL AND ${asked.sql}` };
}

function conditionOf(node: QueryNode): Condition {
  switch (node.kind) {
    case 'words':
    case 'days':
      return held(node);
    case 'or':
      // What stands in one of the parts stands in the text.
      return node.of.every(isPlain) ? held(node) : joined(node.of, ' OR ');
    case 'and':
      return joined(node.of, ' AND ');
    case 'not': {
      const { sql, parameters } = conditionOf(node.of);
      return { sql: `NOT ${sql}`, parameters };
    }
    default:
      return node satisfies never;
  }
}

function held(node: QueryNode): Condition {
  return {
    sql: `search_drafts.id IN (SELECT draft_id FROM search_draft_parts WHERE id IN (
      SELECT rowid FROM search_index_drafts WHERE search_index_drafts MATCH ?))`,
    parameters: [matchExpression(node)],
  };
}

function joined(nodes: readonly QueryNode[], sign: string): Condition {
  const conditions = nodes.map(conditionOf);
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(sign)})`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

/** An expression of FTS5 for parts that hold any of what the query wants to be there: what ranks are made of. */
export function anyOf(node: QueryNode): string {
  const wanted = plainIn(node).map((plain) => matchExpression(plain));
  return wanted.length > 1 ? wanted.map((expression) => `(${expression})`).join(' OR ') : (wanted[0] ?? '');
}

function plainIn(node: QueryNode): readonly QueryNode[] {
  if (isPlain(node)) return [node];
  return node.kind === 'and' || node.kind === 'or' ? node.of.flatMap(plainIn) : [];
}

function isPlain({ kind }: QueryNode): boolean {
  return kind === 'words' || kind === 'days';
}
