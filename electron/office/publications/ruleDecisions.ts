import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { type Rules, rulesOf } from '#shared/issue/publicationRules.ts';
import { notBefore } from '#shared/issue/statementOrder.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import type { RoleSigner } from '../accounts/boundRoles.ts';
import { digestOfText } from '../digestOfText.ts';
import type { Recorder } from '../officeContext.ts';
import { openWays } from './apartDecisions.ts';
import { type RuleStatement, SignedRuleWitness, signRules } from './ruleStatement.ts';
import { type StoredDecision, selectDecisions, statementDigest } from './storedDecisions.ts';

interface Decided {
  readonly publicationId: string;
  readonly rules: Rules;
  readonly kind: RuleStatement['kind'];
  readonly at: string;
  /** Whether what another machine has decided apart stays open. */
  readonly leavesApart?: boolean;
}

/**
 * Signs these rules with the key of whoever is signed in, on record; without it the base lets no publication have them. What another machine
 * has decided apart is settled by it.
 */
export function signDecision(
  register: WritableDatabase,
  record: Recorder,
  { personId: person, publicKey, privateKey }: RoleSigner,
  { publicationId, rules, kind, at: now, leavesApart = false }: Decided,
): void {
  const text = JSON.stringify(rulesOf(rules));
  const number = lastNumber(register) + 1;
  const [apart] = leavesApart ? [] : openWays(register, publicationId);
  const [before] = selectDecisions(register, publicationId);
  const at = notBefore(now, before?.at, apart?.at);
  const signed = signRules(
    {
      number,
      publication: publicationId,
      kind,
      rules: digestOfText(text),
      previous: statementDigest(before),
      ...(apart ? { settles: statementDigest(apart) } : {}),
      inOrder: true,
      person,
      publicKey,
      at,
    },
    privateKey,
  );
  insertDecision(register, {
    publication_id: publicationId,
    rules: text,
    person,
    at,
    statement: canonicalJson(signed),
  });
  record('signRules', publicationId, { ruleDecision: number, ruleDigest: signed.rules });
}

/** A decision as it was signed, after those that are here; the base asks whether who signed it has the role. */
export function insertDecision(
  register: WritableDatabase,
  { publication_id, rules, person, at, statement }: Omit<StoredDecision, 'number'>,
): void {
  register
    .prepare(
      `INSERT INTO rule_decisions (number, publication_id, rules, person, at, statement)
       SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM rule_decisions`,
    )
    .run(publication_id, rules, person, at, statement);
}

/** The highest number a decision ever had, those among them that the audit or somebody at a sign-in has seen and are gone. */
function lastNumber(register: ReadableDatabase): number {
  const told = register
    .prepare(
      `SELECT max(
         coalesce((SELECT max(number) FROM rule_decisions), 0),
         coalesce((SELECT max(json_extract(statement, '$.number')) FROM rule_decisions), 0),
         coalesce((SELECT max(json_extract(statement, '$.number')) FROM rule_decisions_apart), 0),
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
