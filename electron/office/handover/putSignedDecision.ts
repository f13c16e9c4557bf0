import type { Role } from '#shared/workflow/issueWorkflow.ts';
import type { WritableDatabase } from '#store/database.ts';
import { replaceRoles, storedRolesOf } from '../accounts/peopleQueries.ts';
import { insertDecision } from '../publications/ruleDecisions.ts';
import { ruleRole } from '../publications/ruleProposals.ts';
import { SignedRules } from '../publications/ruleStatement.ts';
import type { CarriedDecision } from './registerPart.ts';

/**
 * A decision about rules that was made on another machine. The base asks for the role of now, which the person may have laid
 * down since: it is put in with the role in which it was signed, and the role held then is proved by the statements.
 */
export function putSignedDecision(register: WritableDatabase, decision: CarriedDecision): void {
  const held = storedRolesOf(register, decision.person);
  replaceRoles(register, decision.person, [roleOf(register, decision)]);
  insertDecision(register, decision);
  replaceRoles(register, decision.person, held);
}

/** The role in which a decision was signed. */
function roleOf(register: WritableDatabase, { statement }: CarriedDecision): Role {
  const read = SignedRules.safeParse(JSON.parse(statement ?? 'null'));
  return read.success && read.data.kind === 'begun' ? 'editor' : ruleRole(register);
}
