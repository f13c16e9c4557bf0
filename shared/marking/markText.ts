import type { MarkingDecision } from '#shared/issue/issueDocument.ts';

/** A mark as the standard writes it: 秘密★10年 where it has a term, else its kind alone. */
export function markText({ kind, term }: Pick<MarkingDecision, 'kind' | 'term'>): string {
  return term === undefined ? kind : `${kind}★${term}`;
}
