import type { ReadableDatabase } from '#store/database.ts';
import { digestOfText } from '../digestOfText.ts';

export interface StoredDecision {
  /** The one it was signed with; its row counts the order of arrival on this machine, and of those never signed both are the same. */
  readonly number: number;
  readonly publication_id: string;
  readonly rules: string;
  readonly person: string;
  readonly at: string;
  readonly statement: string | null;
}

const columns = `coalesce(CAST(json_extract(statement, '$.number') AS INTEGER), rule_decisions.number) AS number,
  publication_id, rules, person, at, statement`;

/** What was decided about a publication, the newest first. */
export function selectDecisions(register: ReadableDatabase, publicationId: string): readonly StoredDecision[] {
  return register
    .prepare(`SELECT ${columns} FROM rule_decisions WHERE publication_id = ? ORDER BY rule_decisions.number DESC`)
    .all(publicationId) as readonly StoredDecision[];
}

/** Every decision of the register in the order of its rows. */
export function selectAllDecisions(register: ReadableDatabase): readonly StoredDecision[] {
  return register
    .prepare(`SELECT ${columns} FROM rule_decisions ORDER BY rule_decisions.number`)
    .all() as readonly StoredDecision[];
}

/** SM3 of the statement of a decision; '' where there is none, as with those from before decisions were signed. */
export function statementDigest(decision: Pick<StoredDecision, 'statement'> | undefined): string {
  return decision?.statement ? digestOfText(decision.statement) : '';
}
