import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { appendAudit } from '#store/auditChain.ts';
import type { WritableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import type { RoleSigner } from '../accounts/boundRoles.ts';
import { selectPeople } from '../accounts/peopleQueries.ts';
import { isUnsigned, mayAdoptRules, type SeenRules, seenRulesOf } from './provedRules.ts';
import { selectPublications } from './publicationQueries.ts';
import { stationText } from './ruleChanges.ts';
import { signDecision } from './ruleDecisions.ts';
import { apartSentences, ruleFaultSentences } from './ruleFaults.ts';
import { ruleRole } from './ruleProposals.ts';
import { signRuleWitness } from './ruleStatement.ts';
import { selectDecisions, statementDigest } from './storedDecisions.ts';

interface SeenAtSignIn {
  /** What somebody should look into, of those who see to it; Chinese sentences. */
  readonly alerts: readonly string[];
  /** What was signed at this sign-in, to be looked through. */
  readonly notices: readonly string[];
}

/**
 * At a sign-in: holds the rules of each publication against what was decided and signed, and that against what the person
 * saw of it last. What is whole is witnessed anew. In an office from before, the first sign-in of whoever decides signs the
 * rules as they are.
 */
export function seeRules(
  register: WritableDatabase,
  signer: RoleSigner,
  { roles, at }: { readonly roles: readonly Role[]; readonly at: string },
): SeenAtSignIn {
  const seen = seenRulesOf(register, signer);
  const role = ruleRole(register);
  const notices = roles.includes(role) && mayAdoptRules(register) ? adopt(register, signer, seen, at) : [];
  const faults = ruleFaultSentences(register, seen);
  if (faults.length === 0) keepWitness(register, signer, seen);
  const isConcerned = roles.some((one) => [role, 'securityAdministrator', 'auditor'].includes(one));
  if (!isConcerned) return { alerts: [], notices };
  return {
    alerts: [
      ...faults.map((fault) => `${fault}在核对确认以前，这份刊物不能送审、签发。`),
      ...apartSentences(register).map((apart) => `${apart}请${roleNames[role]}到“系统—刊物”定下照哪边办。`),
    ],
    notices,
  };
}

function adopt(register: WritableDatabase, signer: RoleSigner, seen: SeenRules, at: string): readonly string[] {
  const record = (action: string, subject: string, details: Json = {}) => {
    appendAudit(register, registerAudit, { at, person: signer.personId, action, subject, details });
  };
  const unsigned = selectPublications(register).filter(({ id }) => isUnsigned(register, id, seen));
  for (const { id, settings } of unsigned) {
    signDecision(register, record, signer, { publicationId: id, rules: settings, kind: 'adopted', at });
  }
  record('adoptRules', 'office', { count: unsigned.length });
  if (unsigned.length === 0) return [];
  const names = new Map(selectPeople(register).map(({ id, name }) => [id, name]));
  const told = unsigned.map(({ name, settings }) => {
    const flow = settings.flow.map((station) => stationText(station, (id) => names.get(id) ?? id)).join('、');
    return `《${name}》（${flow}；${settings.outputApproval ? '输出要审批' : '输出不用审批'}）`;
  });
  return [`已用您的钥匙签署各刊物现在的规则，请到“系统—刊物”核对：${told.join('；')}。`];
}

function keepWitness(
  register: WritableDatabase,
  { personId, publicKey, privateKey }: RoleSigner,
  before: SeenRules,
): void {
  const seen = selectPublications(register).flatMap(({ id }) => {
    const [newest] = selectDecisions(register, id);
    return newest?.statement ? [{ publication: id, number: newest.number, statement: statementDigest(newest) }] : [];
  });
  const isKnown = seen.every(({ publication, statement }) => before.get(publication)?.statement === statement);
  if (isKnown && before.size === seen.length) return;
  const statement = signRuleWitness({ person: personId, seen, publicKey }, privateKey);
  register
    .prepare(
      `INSERT INTO rule_witnesses (person_id, statement) VALUES (?, ?)
       ON CONFLICT (person_id) DO UPDATE SET statement = excluded.statement`,
    )
    .run(personId, canonicalJson(statement));
}
