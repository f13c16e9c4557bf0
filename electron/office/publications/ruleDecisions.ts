import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import type { RoleSigner } from '../accounts/boundRoles.ts';
import { digestOfText } from '../digestOfText.ts';
import type { Recorder } from '../officeContext.ts';
import { type Rules, rulesOf } from './ruleProposals.ts';
import { type RuleStatement, SignedRuleWitness, signRules } from './ruleStatement.ts';

export interface StoredDecision {
  readonly number: number;
  readonly publication_id: string;
  readonly rules: string;
  readonly person: string;
  readonly at: string;
  readonly statement: string | null;
}

/** What was decided about a publication, the newest first. */
export function selectDecisions(register: ReadableDatabase, publicationId: string): readonly StoredDecision[] {
  return register
    .prepare('SELECT * FROM rule_decisions WHERE publication_id = ? ORDER BY number DESC')
    .all(publicationId) as readonly StoredDecision[];
}

/** SM3 of the statement of a decision; '' where there is none, as with those from before decisions were signed. */
export function statementDigest(decision: StoredDecision | undefined): string {
  return decision?.statement ? digestOfText(decision.statement) : '';
}

interface Decided {
  readonly publicationId: string;
  readonly rules: Rules;
  readonly kind: RuleStatement['kind'];
  readonly at: string;
}

/** Signs these rules with the key of whoever is signed in, on record; without it the base lets no publication have them. */
export function signDecision(
  register: WritableDatabase,
  record: Recorder,
  { personId: person, publicKey, privateKey }: RoleSigner,
  { publicationId, rules, kind, at }: Decided,
): void {
  const text = JSON.stringify(rulesOf(rules));
  const number = lastNumber(register) + 1;
  const signed = signRules(
    {
      number,
      publication: publicationId,
      kind,
      rules: digestOfText(text),
      previous: statementDigest(selectDecisions(register, publicationId)[0]),
      person,
      publicKey,
      at,
    },
    privateKey,
  );
  register
    .prepare(
      'INSERT INTO rule_decisions (number, publication_id, rules, person, at, statement) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(number, publicationId, text, person, at, canonicalJson(signed));
  record('signRules', publicationId, { ruleDecision: number, ruleDigest: signed.rules });
}

/** The highest number a decision ever had, those among them that the audit or somebody at a sign-in has seen and are gone. */
function lastNumber(register: ReadableDatabase): number {
  const told = register
    .prepare(
      `SELECT max(coalesce((SELECT max(number) FROM rule_decisions), 0),
         coalesce((SELECT max(json_extract(details, '$.ruleDecision')) FROM ${registerAudit.table} WHERE action = 'signRules'), 0))`,
    )
    .pluck()
    .get() as number;
  const witnesses = register.prepare('SELECT statement FROM rule_witnesses').pluck().all() as readonly string[];
  const seen = witnesses.flatMap((stored) => {
    const read = SignedRuleWitness.safeParse(JSON.parse(stored));
    return read.success ? read.data.seen.map(({ number }) => number) : [];
  });
  return Math.max(told, ...seen);
}
